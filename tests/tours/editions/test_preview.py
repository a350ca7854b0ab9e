"""The previews of publishing and of withdrawing."""

from datetime import UTC, datetime

import pytest

from tests.factories import rows
from tours.agenda.changes.comparing import ChangeKind, Detail
from tours.agenda.changes.history import Before
from tours.editions.preview import CardChange, SeatsTaken, changes_of, preview, preview_withdrawal
from tours.editions.withdrawing import withdraw
from tours.models import Edition, Event
from tours.record.merging import merge
from tours.vocabulary import Access, Level, Status

pytestmark = pytest.mark.django_db


def test_preview_before_the_first_version_shows_what_is_coming() -> None:
    seen = preview(rows.full_event(3))
    assert (seen.number, seen.follows, seen.is_empty) == (1, None, False)
    assert [item.line.title for item in seen.coming.standing] == ["Item 0", "Item 1", "Item 2"]


def test_preview_of_what_is_published_is_empty() -> None:
    event = rows.full_event()
    rows.publish(event)
    seen = preview(event)
    assert (seen.number, seen.follows, seen.is_empty) == (2, 1, True)


def test_preview_tells_changes_removals_audiences_and_seats() -> None:
    event = rows.full_event(items=3)
    rows.publish(event)
    changed, hidden, removed = event.items.order_by("pk")
    event.items.filter(pk=changed.pk).update(room="Hall 3")
    event.items.filter(pk=hidden.pk).update(level=Level.DELEGATES)
    removed.delete()
    event.participating_cities.filter(city__name="Rijeka").update(taken=0)
    seen = preview(event)
    assert seen.changes is not None
    assert [(change.line.title, change.kind) for change in seen.changes.items] == [
        ("Item 0", ChangeKind.CHANGED),
        ("Item 1", ChangeKind.CHANGED),
        ("Item 2", ChangeKind.CANCELLED),
    ]
    assert seen.changes.items[1].details == (Detail(label="For whom", before="Everyone", after="Delegates"),)
    assert seen.taken == (SeatsTaken("Rijeka (Croatia)", 1, 0),)
    assert (seen.unlisted, seen.is_empty) == (False, False)


def test_preview_says_whose_position_is_another_now() -> None:
    event = rows.event()
    ana, maja = rows.person("Ana"), rows.person("Maja")
    rows.speaker(rows.item(event), ana, title="Dr", position="Adviser", city=rows.rijeka())
    rows.speaker(rows.item(event), maja)
    leaves = rows.speaker(rows.item(event), "Kim", position="Guide")
    rows.publish(event)
    leaves.delete()
    rows.appearance(event, ana, title="", position="Mayor", organisation=rows.organisation("City of Rijeka"))
    rows.speaker(rows.item(event, title="New"), "Park", position="Guide")
    seen = preview(event)
    assert seen.cards == (CardChange("Ana", "Dr, Adviser, Rijeka", "Mayor, City of Rijeka, Rijeka"),)
    rows.publish(event)
    rows.appearance(event, maja, position="Guide")
    seen = preview(event)
    assert (seen.cards, seen.unlisted, seen.is_empty) == ((CardChange("Maja", "", "Guide"),), False, False)


def test_card_that_was_merged_is_compared_with_the_one_that_is_kept() -> None:
    event = rows.event()
    one, other = rows.person("Djordje"), rows.person("Đorđe")
    rows.speaker(rows.item(event), one, position="Adviser")
    rows.appearance(event, other, position="Mayor")
    rows.publish(event)
    merge(one, into=other, by=rows.operator())
    assert preview(event).cards == (CardChange("Đorđe", "Djordje, Adviser", "Đorđe, Mayor"),)


def test_preview_names_what_is_removed_or_hidden() -> None:
    event = rows.event(slug="week")
    dinner, lunch = rows.item(event, title="Dinner"), rows.item(event, title="Lunch", status=Status.CANCELLED)
    rows.publish(event)
    event.items.filter(pk=dinner.pk).update(level=Level.DELEGATES)
    lunch.delete()
    seen = preview(event)
    assert (seen.hidden, seen.removed) == (("Dinner",), ("Lunch",))


def test_nothing_is_hidden_by_name_where_the_whole_event_closes() -> None:
    event = rows.event()
    rows.item(event, title="Dinner")
    rows.publish(event)
    Event.objects.filter(pk=event.pk).update(access=Access.PARTICIPANTS)
    assert preview(Event.objects.get()).hidden == ()


def test_preview_keeps_nothing() -> None:
    event = rows.full_event()
    rows.publish(event)
    event.items.update(room="Hall 3")
    preview(event)
    assert [edition.number for edition in Edition.objects.all()] == [1]


def test_preview_owns_up_to_changes_that_it_does_not_list() -> None:
    event = rows.full_event()
    rows.publish(event)
    event.items.update(position=5)
    seen = preview(event)
    assert (bool(seen.changes), seen.unlisted, seen.is_empty) == (False, True, False)


def test_preview_compares_with_the_version_that_stands() -> None:
    event = rows.full_event()
    rows.publish(event)
    Event.objects.filter(pk=event.pk).update(summary="Otherwise")
    last = rows.publish(event)
    Edition.objects.filter(pk=last.pk).update(withdrawn_at=last.published_at, withdrawn_by=last.published_by)
    seen = preview(Event.objects.get(pk=event.pk))
    assert seen.changes is not None
    assert (seen.number, seen.follows, [fact.label for fact in seen.changes.facts]) == (3, 1, ["Summary"])


def test_withdrawal_of_the_current_version_brings_the_one_before_back() -> None:
    event = rows.event()
    first = rows.publish(event, at=datetime(2017, 9, 4, tzinfo=UTC))
    rows.item(event, title="Visit")
    second = rows.publish(event)
    seen = preview_withdrawal(second)
    assert (seen.refusal, seen.current) == ("", first)
    assert [(change.line.title, change.kind) for change in seen.changes.changes.items] == [("Visit", ChangeKind.NEW)]
    assert seen.changes == changes_of(second)


def test_withdrawal_of_a_text_that_holds_again_shows_what_is_taken_back_with_it() -> None:
    """Version 4 says what version 2 says, so it is compared with version 1, whose text holds then."""
    event, by = rows.event(), rows.coordinator()
    first = rows.publish(event, at=datetime(2017, 9, 4, tzinfo=UTC))
    rows.item(event, title="Visit")
    rows.publish(event)
    rows.item(event, title="Dinner")
    fourth = withdraw(rows.publish(event), by=by)
    assert fourth is not None
    seen = preview_withdrawal(fourth)
    assert (seen.current, seen.number, seen.together) == (first, 5, (2, 4))
    assert [(change.line.title, change.kind) for change in seen.changes.changes.items] == [("Visit", ChangeKind.NEW)]


def test_withdrawal_of_an_earlier_version_is_refused() -> None:
    event = rows.event()
    first = rows.publish(event, at=datetime(2017, 9, 4, tzinfo=UTC))
    rows.item(event)
    second = rows.publish(event)
    seen = preview_withdrawal(first)
    assert (seen.refusal, seen.current) == ("not_current", second)


def test_withdrawal_of_the_only_version_leaves_none_and_is_refused_a_second_time() -> None:
    edition = rows.publish(rows.event())
    seen = preview_withdrawal(edition)
    assert (seen.refusal, seen.current, seen.changes.before) == ("", None, Before.NOTHING)
    withdraw(edition, by=rows.coordinator())
    edition.refresh_from_db()
    assert (preview_withdrawal(edition).refusal, preview_withdrawal(edition).current) == ("withdrawn", None)
