from hashlib import sha256
from io import StringIO
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django import Settings

from tests.factories import rows
from tests.tours.pictures.photographs import TELLS, jpeg
from tours.editions.publishing import agenda_of, has_unpublished_changes, publish
from tours.models import Document, Event, Picture, Redaction
from tours.pictures.cleaning import cleaned
from tours.record.items.writing import upsert_items
from tours.uploads.storing import open_whole, upload_path

pytestmark = pytest.mark.django_db
SOURCE = jpeg(6)
CLEAN = cleaned(SOURCE, "image/jpeg")
FACTS = {"digest": sha256(SOURCE).hexdigest(), "file_name": "hall.jpg", "media_type": "image/jpeg", "size": len(SOURCE)}


def picture_of_before(body: bytes = SOURCE) -> Picture:
    """As it was stored before uploads were cleaned."""
    row = Picture(alternative="A hall", **FACTS | {"digest": sha256(body).hexdigest()})
    row.file = ContentFile(body, name="hall.jpg")
    row.save()
    return row


def document_of_before(event: Event) -> Document:
    row = Document(event=event, title="Map", **FACTS)
    row.file = ContentFile(SOURCE, name="hall.jpg")
    row.save()
    return row


def clean_pictures(**options: str) -> list[str]:
    output = StringIO()
    call_command("clean_pictures", stdout=output, **options)
    return output.getvalue().splitlines()


def test_rows_get_clean_files_and_a_second_run_finds_nothing_to_do() -> None:
    picture, document = picture_of_before(), document_of_before(rows.event())
    assert clean_pictures() == ["Cleaned 2 pictures.", "0 were clean already."]
    picture.refresh_from_db()
    assert (picture.digest, picture.size, picture.width, picture.height) == (
        sha256(CLEAN).hexdigest(),
        len(CLEAN),
        32,
        64,
    )
    with picture.file.open() as stored:
        assert stored.read() == CLEAN
    document.refresh_from_db()
    assert document.file.name == upload_path(sha256(CLEAN).hexdigest(), "hall.jpg")
    assert clean_pictures() == ["Cleaned 0 pictures.", "2 were clean already."]


def test_no_undoing_brings_back_the_file_of_before() -> None:
    event = rows.event()
    document_of_before(event)
    upsert_items(event, [{"title": "Opening", "day": event.starts}])
    clean_pictures()
    assert event.kept_rows.count() == 0


def test_published_versions_are_named_and_left_as_they_are() -> None:
    event = rows.full_event(2, title="Smart City Week", picture=picture_of_before())
    edition = publish(event, by=rows.coordinator())
    assert clean_pictures()[2:] == [
        "Published versions still show the old files: of Smart City Week. Publish these events again, or run this command with --by."
    ]
    shown = agenda_of(edition).event.picture
    assert shown
    assert shown.digest == sha256(SOURCE).hexdigest()
    with open_whole(shown.digest, shown.file_name) as stored:
        assert stored.read() == SOURCE
    assert not Redaction.objects.exists()


def test_versions_name_the_clean_files_where_someone_answers_for_it(client: Client) -> None:
    event = rows.full_event(2, title="Smart City Week", picture=picture_of_before())
    document_of_before(event)
    by = rows.coordinator()
    publish(event, by=by)
    rows.item(event)
    publish(event, by=by)
    assert clean_pictures(by=by.email) == [
        "Cleaned 2 pictures.",
        "0 were clean already.",
        "Published versions changed: 2, of Smart City Week. Each is recorded as a redaction.",
    ]
    assert [redaction.by for redaction in Redaction.objects.all()] == [by, by]
    for edition in event.editions.all():
        held = agenda_of(edition).event
        assert held.picture
        assert (held.picture.width, held.picture.height) == (32, 64)
        assert [(document.digest, document.size) for document in held.documents] == [
            (sha256(CLEAN).hexdigest(), len(CLEAN))
        ]
    assert not has_unpublished_changes(Event.objects.get())
    address = "/events/{}/pictures/{}/hall.jpg"
    answer = client.get(address.format(event.slug, sha256(CLEAN).hexdigest()))
    assert [words for words in TELLS if words in answer.getvalue()] == []
    assert client.get(address.format(event.slug, sha256(SOURCE).hexdigest())).status_code == 404


def test_versions_are_changed_later_too() -> None:
    event = rows.full_event(2, title="Smart City Week", picture=picture_of_before())
    by = rows.coordinator()
    publish(event, by=by)
    clean_pictures()
    assert clean_pictures(by=by.email)[2:] == [
        "Published versions changed: 1, of Smart City Week. Each is recorded as a redaction."
    ]


def test_what_cannot_be_cleaned_is_named() -> None:
    half = SOURCE[: SOURCE.index(b"\xff\xda") + 20]
    picture_of_before(half)
    missing = picture_of_before()
    missing.file.storage.delete(str(missing.file))
    assert clean_pictures() == [
        "Cleaned 0 pictures.",
        "0 were clean already.",
        f"hall.jpg ({sha256(half).hexdigest()[:12]}…): This picture cannot be read. Save it again as JPEG, PNG or WebP.",
        f"hall.jpg ({sha256(SOURCE).hexdigest()[:12]}…): The file is missing or damaged, or cannot be read.",
    ]


def test_damaged_picture_does_not_become_the_clean_one(settings: Settings) -> None:
    picture = picture_of_before()
    event = rows.full_event(2, picture=picture)
    publish(event, by=rows.coordinator())
    Path(settings.MEDIA_ROOT, str(picture.file.name)).write_bytes(jpeg(3))
    assert clean_pictures(by=rows.coordinator().email) == [
        "Cleaned 0 pictures.",
        "0 were clean already.",
        f"hall.jpg ({picture.digest[:12]}…): The file is missing or damaged, or cannot be read.",
    ]


def test_unknown_user_is_told() -> None:
    with pytest.raises(CommandError, match=r"^No user signs in here as nobody@example\.org\.$"):
        clean_pictures(by="nobody@example.org")


@pytest.mark.django_db(transaction=True)
def test_versions_change_all_or_none(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(event: Event) -> None:
        raise RuntimeError("the disk is full")

    event, by = rows.full_event(2, picture=picture_of_before()), rows.coordinator()
    publish(event, by=by)
    monkeypatch.setattr("tours.editions.redaction.redacting.project", fail)
    with pytest.raises(RuntimeError, match="the disk is full"):
        clean_pictures(by=by.email)
    shown = agenda_of(event.editions.get()).event.picture
    assert shown
    assert (shown.digest, Redaction.objects.count()) == (sha256(SOURCE).hexdigest(), 0)


def test_storage_that_cannot_be_used_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_arguments: object) -> None:
        raise RuntimeError("Could not connect to the endpoint")  # object storages have errors of their own

    picture_of_before()
    monkeypatch.setattr(default_storage, "open", refuse)
    with pytest.raises(CommandError) as refusal:
        clean_pictures()
    assert str(refusal.value) == (
        "Not all pictures could be cleaned: The storage of uploads: RuntimeError: Could not connect to the endpoint. Mend that,"
        " and run clean_pictures again."
    )
