import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks

from tests.factories import rows
from tours.editions.publishing import agenda_of, publish
from tours.editions.redaction import people_named, redact_person, redact_text
from tours.models import Contact, Edition, Person, PublishedEvent, Redaction
from tours.serving import kept_outputs as kept

pytestmark = pytest.mark.django_db


def test_redact_person_blanks_them_in_every_edition_with_a_record_and_purges_what_was_drawn() -> None:
    event, by = rows.full_event(2), rows.coordinator()
    first = publish(event, by=by)
    rows.item(event)
    second = publish(event, by=by)
    output = kept.Output(first.digest, "programme.ics")
    kept.kept(output, lambda: b"BEGIN:VCALENDAR", gzipped=False)
    person = Person.objects.get()
    redactions = redact_person(event, person_uid=str(person.uid), by=by, reason="They asked for it")
    assert [(r.edition, r.digest_before) for r in redactions] == [(first, first.digest), (second, second.digest)]
    for edition in Edition.objects.all():
        assert person.display_name not in edition.agenda
        names = {
            part.person.name
            for item in agenda_of(edition).items
            if item.line
            for part in item.line.parts
            if part.person
        }
        assert names == {"[removed]"}
    assert [r.digest_after for r in Redaction.objects.order_by("edition")] == [e.digest for e in event.editions.all()]


def kept_bytes() -> Iterator[bytes]:
    for path in Path(settings.KEPT_DIR).rglob("*.*"):
        yield gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()


def test_redacted_text_is_in_no_kept_file_and_in_no_feed_again(
    client: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    event, by = rows.full_event(3), rows.coordinator()
    name = Person.objects.get().display_name.encode()
    publish(event, by=by)
    address = f"/events/{event.slug}/programme.ics"
    assert name in client.get(address).content
    assert [name in body for body in kept_bytes()] == [True, True, True]  # plain, gzipped, and its pieces
    with django_capture_on_commit_callbacks(execute=True):
        redact_person(event, person_uid=str(Person.objects.get().uid), by=by, reason="They asked for it")
    assert list(kept_bytes()) == []
    assert b"[removed]" in client.get(address).content
    assert [name in body for body in kept_bytes()] == [False, False, False]


def test_redact_text_leaves_codes_alone() -> None:
    event, by = rows.full_event(1, summary="A session for all"), rows.coordinator()
    publish(event, by=by)
    redact_text(event, text="session", by=by, reason="Wrong")
    agenda = agenda_of(Edition.objects.get())
    assert agenda.event.summary == "A [removed] for all"
    assert PublishedEvent.objects.get().summary == "A [removed] for all"


@pytest.mark.parametrize("text", ["", "  ", "nowhere to be found"])
def test_redact_refuses_what_no_edition_holds(text: str) -> None:
    event, by = rows.full_event(1), rows.coordinator()
    publish(event, by=by)
    with pytest.raises(ValidationError):
        redact_text(event, text=text, by=by, reason="Wrong")
    assert Redaction.objects.count() == 0


def test_redact_text_reaches_every_free_text_and_no_enumeration() -> None:
    event, by = rows.full_event(1), rows.coordinator()
    Contact.objects.create(event=event, name="Desk", role="speaker of the host", phone="+82 2 000")
    publish(event, by=by, note="The speaker is found")
    redact_text(event, text="speaker", by=by, reason="Wrong")
    agenda = agenda_of(Edition.objects.get())
    assert (agenda.note, agenda.event.contacts[-1].role) == ("The [removed] is found", "[removed] of the host")
    assert [part.role for item in agenda.items if item.line for part in item.line.parts] == ["speaker"]


def test_text_is_found_however_its_letters_were_typed() -> None:
    event, by = rows.event(summary="With Čačak"), rows.coordinator()
    publish(event, by=by)
    redact_text(event, text=" C\u030cac\u030cak\n", by=by, reason="They asked for it")
    assert agenda_of(event.editions.get()).event.summary == "With [removed]"


def test_text_of_nothing_is_refused() -> None:
    event, by = rows.event(summary="A  B"), rows.coordinator()
    publish(event, by=by)
    with pytest.raises(ValidationError, match="Say which text is to be removed"):
        redact_text(event, text=" \x07 ", by=by, reason="A mistake")


def test_people_named_are_those_of_any_edition_by_name_with_their_latest_card() -> None:
    event, by = rows.event(), rows.coordinator()
    item = rows.item(event)
    for name in ("Zorić", "Babić"):
        item.parts.create(person=rows.person(name), role="speaker")
    publish(event, by=by)
    Person.objects.filter(display_name="Zorić").update(display_name="Anić", position="Mayor")
    item.parts.filter(person__display_name="Babić").delete()
    publish(event, by=by)
    assert [(card.name, card.position) for card in people_named(event)] == [("Anić", "Mayor"), ("Babić", "")]
    redact_person(event, person_uid=people_named(event)[0].uid, by=by, reason="They asked for it")
    assert [card.name for card in people_named(event)] == ["Babić"]


def test_note_that_grows_beyond_its_field_is_cut() -> None:
    event, by = rows.full_event(1), rows.coordinator()
    publish(event, by=by, note="Q" * 300)
    redact_text(event, text="Q", by=by, reason="Wrong")
    assert Edition.objects.get().note == ("[removed]" * 300)[:300]
