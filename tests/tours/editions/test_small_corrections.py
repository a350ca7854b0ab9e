"""Publishing a small correction, taking it back, and all that tells of changes."""

from datetime import time

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from announcements.drafting import DraftKind
from announcements.posts.writing import draft_post
from tests.factories import rows
from tours.editions.preview import preview
from tours.editions.publishing import agenda_of, publish
from tours.editions.redaction.redacting import redact_text
from tours.editions.withdrawing import withdraw
from tours.models import Event

pytestmark = pytest.mark.django_db
NO_CURRENT = ["There is no current version that this could be a small correction of."]


def event_with_a_slip() -> Event:
    """Another room in version 2, and a slip of the pen that is not yet published."""
    event = rows.event(slug="week")
    rows.item(event, title="Oppening", room="Room 5")
    rows.publish(event)
    event.items.update(room="Hall 2")
    rows.publish(event, note="Another room")
    event.items.update(title="Opening")
    return event


def test_small_correction_is_an_edition_and_says_so_in_row_and_agenda() -> None:
    event = event_with_a_slip()
    edition = publish(event, by=rows.coordinator(), small=True)
    event.items.update(room="Hall 3")
    later = publish(event, by=rows.coordinator())
    assert [(each.number, each.small, agenda_of(each).small) for each in (edition, later)] == [
        (3, True, (3,)),
        (4, False, (3,)),
    ]


def test_too_big_a_correction_is_refused_with_the_reasons_and_makes_nothing() -> None:
    event = event_with_a_slip()
    event.items.update(start=time(10, 30))
    with pytest.raises(ValidationError) as refused:
        publish(event, by=rows.coordinator(), small=True)
    assert refused.value.message_dict == {
        "small": [
            "This is too big for a small correction. Publish it as an ordinary version, so that readers are told.",
            "Items that start at another time: “Opening”.",
        ]
    }
    assert (event.editions.count(), preview(event).too_big) == (2, ("Items that start at another time: “Opening”.",))


def test_first_edition_and_one_after_all_are_withdrawn_are_no_small_corrections() -> None:
    event, by = rows.full_event(1), rows.coordinator()
    for _turn in range(2):
        with pytest.raises(ValidationError) as refused:
            publish(event, by=by, small=True)
        assert refused.value.message_dict == {"small": NO_CURRENT}
        withdraw(publish(event, by=by), by=by)


def test_taking_back_a_small_correction_is_one_and_taking_back_more_is_none() -> None:
    event, by = event_with_a_slip(), rows.coordinator()
    again = withdraw(publish(event, by=by, small=True), by=by)
    assert again is not None
    before = withdraw(again, by=by)
    assert before is not None
    assert [(each.number, each.small) for each in event.editions.order_by("number")] == [
        (1, False),
        (2, False),
        (3, True),
        (4, True),
        (5, False),
    ]
    assert agenda_of(before).small == (3, 4)


def test_nothing_tells_of_a_small_correction_as_a_change(client: Client) -> None:
    event, by = event_with_a_slip(), rows.coordinator()
    publish(event, by=by, small=True, note="A letter")
    assert client.get("/api/v1/events/week/changes/?from=2").json() == {"facts": [], "items": []}
    page = client.get("/events/week/changes/").content.decode()
    third = page[page.index("version-3") : page.index("version-2")]
    told = [
        text in third for text in ("A letter", "A small correction: every item is where and when it was.", "pening")
    ]
    assert told == [True, True, False]
    versions = client.get("/api/v1/events/week/editions/").json()["results"]
    assert [(row["number"], row["small"]) for row in versions] == [(3, True), (2, False), (1, False)]
    assert client.get("/api/v1/events/week/editions/3/").json()["small"] is True


def test_post_of_a_changed_programme_looks_past_small_corrections() -> None:
    event, by = event_with_a_slip(), rows.coordinator()
    publish(event, by=by, small=True)
    body = draft_post(event, kind=DraftKind.PROGRAMME_CHANGED).body
    assert "“Oppening” on Monday 4 September moves from Room 5 to Hall 2 and is now called “Opening”" in body


def test_corrected_title_of_the_event_is_told_by_no_answer_and_no_post_beside_a_later_change() -> None:
    event, by = event_with_a_slip(), rows.coordinator()
    title = event.title
    Event.objects.update(title="Sharp")
    publish(event, by=by, small=True)
    event.items.update(room="Hall 3")
    publish(event, by=by)
    assert Client().get("/api/v1/events/week/changes/?from=1").json()["facts"] == []
    assert title not in draft_post(event, kind=DraftKind.PROGRAMME_CHANGED).body


def test_redaction_reaches_what_a_small_correction_changed() -> None:
    event, by = event_with_a_slip(), rows.coordinator()
    title = event.title
    Event.objects.update(title="Sharp")
    edition = publish(event, by=by, small=True)
    redact_text(event, text=title, by=by, reason="Wrong")
    edition.refresh_from_db()
    (correction,) = agenda_of(edition).corrections
    assert (correction.before.title, correction.after.title, title in edition.agenda) == ("[removed]", "Sharp", False)


def test_post_finds_nothing_to_tell_where_only_small_corrections_follow_the_first_version() -> None:
    event, by = rows.full_event(1), rows.coordinator()
    publish(event, by=by)
    event.items.update(title="Corrected")
    publish(event, by=by, small=True)
    with pytest.raises(ValidationError, match="Nothing that a post could tell has changed"):
        draft_post(event, kind=DraftKind.PROGRAMME_CHANGED)
