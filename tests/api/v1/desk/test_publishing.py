import pytest

from tests.api.programs import Program, token_for
from tests.factories import rows
from tours.editions.redaction.redacting import redact_text
from tours.models import PublishedEvent, Role
from tours.vocabulary import RoleKind, Scope

pytestmark = pytest.mark.django_db


def test_event_is_published_with_a_note(program: Program) -> None:
    event = rows.full_event(2, slug="week")
    answer = program.post(f"events/{event.uid}/publish/", {"note": "The programme"})
    edition = event.editions.get()
    assert (answer.status_code, answer["Location"]) == (201, answer.data["url"])
    assert answer.data == {
        "url": "http://127.0.0.1:8000/api/v1/events/week/editions/1/",
        "number": 1,
        "published_at": edition.published_at.isoformat(),
        "note": "The programme",
        "small": False,
    }
    assert (str(edition.published_by), PublishedEvent.objects.get().number) == ("Maja", 1)


def test_nothing_to_publish_is_a_conflict_with_the_sentence(program: Program) -> None:
    event = rows.full_event(2)
    rows.publish(event)
    answer = program.post(f"events/{event.uid}/publish/")
    assert (answer.status_code, answer.data["detail"], event.editions.count()) == (
        409,
        "Nothing has changed since version 1, so there is nothing to publish.",
        1,
    )


def test_only_what_was_read_is_published(program: Program) -> None:
    event = rows.full_event(2)
    etag = program.get(f"events/{event.uid}/")["ETag"]
    assert program.post(f"events/{event.uid}/items/", {"title": "New", "day": "2017-09-04"}).status_code == 201
    answer = program.post(f"events/{event.uid}/publish/", {}, if_match=etag)
    assert (answer.status_code, event.editions.count()) == (412, 0)
    etag = program.get(f"events/{event.uid}/")["ETag"]
    assert program.post(f"events/{event.uid}/publish/", {}, if_match=etag).status_code == 201


def test_editor_publishes_nothing(program: Program) -> None:
    event = rows.full_event(1)
    editor = rows.stranger()
    Role.objects.create(user=editor, kind=RoleKind.EDITOR, event=event)
    answer = Program(token_for(editor, Scope.AGENDA)).post(f"events/{event.uid}/publish/")
    assert (answer.status_code, event.editions.count()) == (403, 0)
    assert answer.data["detail"] == "The role of this token's user does not allow it. Ask a coordinator."


def test_note_is_short_and_the_only_field(program: Program) -> None:
    event = rows.full_event(1)
    for data, name in (({"note": "a" * 301}, "note"), ({"text": "x"}, "text")):
        answer = program.post(f"events/{event.uid}/publish/", data)
        assert (answer.status_code, list(answer.data["errors"])) == (400, [name])
    assert event.editions.count() == 0


def test_publishing_is_not_read(program: Program) -> None:
    answer = program.get(f"events/{rows.event().uid}/publish/")
    assert (answer.status_code, answer["Allow"], answer.data["detail"]) == (
        405,
        "POST, OPTIONS",
        "This address takes POST, OPTIONS.",
    )


def test_what_was_redacted_is_not_published_again_and_the_sentence_says_where_it_stands(program: Program) -> None:
    event = rows.event(summary="Said by mistake")
    rows.publish(event)
    redact_text(event, text="by mistake", by=rows.operator(), reason="Asked for")
    rows.item(event, title="Opening", summary="By mistake")
    answer = program.post(f"events/{event.uid}/publish/")
    assert (answer.status_code, event.editions.count()) == (400, 1)
    assert "stands here again: “Opening” (Summary). Take it out." in str(answer.data)


def test_small_correction_is_published_or_refused_by_its_field(program: Program) -> None:
    event = rows.full_event(1)
    rows.publish(event)
    event.items.update(title="Corrected", room="Hall 2")
    answer = program.post(f"events/{event.uid}/publish/", {"small": True})
    assert (answer.status_code, answer.data["errors"]) == (
        400,
        {
            "small": [
                "This is too big for a small correction. Publish it as an ordinary version, so that readers are told.",
                "Items at another place: “Corrected”.",
            ]
        },
    )
    event.items.update(room="")
    answer = program.post(f"events/{event.uid}/publish/", {"small": True})
    assert (answer.status_code, answer.data["small"]) == (201, True)
