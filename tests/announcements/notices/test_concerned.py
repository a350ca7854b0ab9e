"""Whom two editions concern, and of what each is told: case by case, on plain values."""

from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from msgspec.structs import replace

from announcements.notices.concerned import News, concerned
from announcements.notices.readers import Reader, ReaderKind
from tests.factories import values
from tours.agenda.facts import Contact, Part
from tours.agenda.values import PUBLIC, Agenda, Audience, Item
from tours.vocabulary import Access, EventState, ItemKind, Level, PersonRole, Status

BEFORE = datetime(2017, 9, 1, tzinfo=UTC)
DRIVER = values.person("Driver")
ALL = Reader(ReaderKind.DELEGATE, 1, Audience(level=Level.DELEGATES))
OF_A = Reader(ReaderKind.DELEGATE, 2, Audience(level=Level.DELEGATES, groups=("A",)))
OF_B = Reader(ReaderKind.DELEGATE, 3, Audience(level=Level.DELEGATES, groups=("B",)))
ON_RESERVE = Reader(ReaderKind.DELEGATE, 4, PUBLIC)
ON_DUTY = Reader(ReaderKind.PERSON, 1, cards=frozenset({DRIVER.uid}))
CREW = Reader(ReaderKind.DELEGATE, 5, Audience(level=Level.DELEGATES), follows_transfers_only=True)
HOST = Reader(ReaderKind.HOST, 1, Audience(level=Level.DELEGATES, groups=("A", "B")))
CITY = Reader(ReaderKind.FOCAL_POINT, 1, OF_B.audience, in_copy_of=frozenset({3}))
NO_COPY = Reader(ReaderKind.FOCAL_POINT, 2, OF_B.audience, in_copy_of=frozenset())
EVERYONE = [ALL, OF_A, OF_B, ON_RESERVE, ON_DUTY, CREW, HOST, CITY, NO_COPY]
FOR_B: dict[str, Any] = {"level": Level.DELEGATES, "groups": ("B",)}


def editions(
    before: list[Item], now: list[Item], event: dict[str, Any] | None = None, **then: Any
) -> tuple[Agenda, Agenda]:
    """`event` are facts of the second edition alone, `then` those of both."""
    first = values.published(*before, named_groups=values.GROUPS, **then)
    return first, values.published(*now, number=2, previous=first, named_groups=values.GROUPS, **then | (event or {}))


def told(agendas: tuple[Agenda, Agenda], *readers: Reader, at: datetime = BEFORE) -> dict[Reader, News]:
    return concerned(*agendas, readers or EVERYONE, at=at)


def kinds(news: News) -> list[tuple[str, str, bool]]:
    """What happened to which item, and whether it goes on without them."""
    return [(entry.change.kind, entry.change.uid, entry.goes_on_without) for entry in news.entries]


def test_a_moved_visit_concerns_its_group_who_is_on_duty_the_host_and_who_asked_for_copies() -> None:
    duty = Part(role=PersonRole.DRIVER, person=DRIVER, level=Level.STAFF)
    before = values.item(**FOR_B, parts=(duty,))
    now = values.item(**FOR_B, parts=(duty,), start=time(10, 30), end=time(12))
    news = told(editions([before], [now]))
    assert list(news) == [OF_B, ON_DUTY, HOST, CITY]
    assert {tuple(kinds(each)) for each in news.values()} == {(("changed", "item-1", False),)}
    [detail] = news[OF_B].entries[0].change.details
    when = "Monday 4 September 2017 {}, Seoul time (UTC+9)"
    assert (detail.before, detail.after) == (when.format("10:00–11:00"), when.format("10:30–12:00"))
    assert [each.is_part for each in (*news[ON_DUTY].entries, *news[OF_B].entries)] == [True, False]


def test_nobody_reads_more_of_an_item_for_their_part_in_it() -> None:
    """What stands in it for staff is not for a driver."""
    duty = Part(role=PersonRole.DRIVER, person=DRIVER, level=Level.STAFF)
    before = values.item(level=Level.STAFF, parts=(duty,))
    noted = values.item(level=Level.STAFF, parts=(duty,), staff_note="The mayor is ill", summary="In private")
    assert told(editions([before], [noted])) == {}
    moved = values.item(level=Level.STAFF, parts=(duty,), staff_note="The mayor is ill", room="Gate 4")
    news = told(editions([before], [moved]))
    assert list(news) == [ON_DUTY]
    assert [each.label for each in news[ON_DUTY].entries[0].change.details] == ["Place"]
    assert news[ON_DUTY].entries[0].change.line.staff_note == ""


def test_who_gets_or_loses_a_part_is_told() -> None:
    with_driver = values.item(**FOR_B, parts=(Part(role=PersonRole.DRIVER, person=DRIVER, level=Level.STAFF),))
    without = values.item(**FOR_B)
    assert {key: kinds(each) for key, each in told(editions([without], [with_driver])).items()} == {
        ON_DUTY: [("new", "item-1", False)]
    }
    assert {key: kinds(each) for key, each in told(editions([with_driver], [without])).items()} == {
        ON_DUTY: [("cancelled", "item-1", True)]
    }


def test_an_item_that_leaves_a_group_goes_on_without_them() -> None:
    before, now = values.item(**FOR_B), values.item(level=Level.DELEGATES, groups=("A",))
    news = told(editions([before], [now]), OF_A, OF_B)
    assert {key: kinds(each) for key, each in news.items()} == {
        OF_A: [("new", "item-1", False)],
        OF_B: [("cancelled", "item-1", False)],
    }


def test_drivers_follow_transfers_that_move_and_nothing_else() -> None:
    lunch, bus = values.item("lunch"), values.item("bus", kind=ItemKind.TRANSFER)
    assert told(editions([lunch], [values.item("lunch", start=time(12))]), CREW) == {}
    said = values.item("bus", kind=ItemKind.TRANSFER, summary="With a stop")
    assert told(editions([bus], [said]), CREW) == {}
    moved = values.item("bus", kind=ItemKind.TRANSFER, start=time(8))
    assert kinds(told(editions([bus], [moved]), CREW)[CREW]) == [("changed", "bus", False)]
    assert kinds(told(editions([bus, lunch], [lunch]), CREW)[CREW]) == [("cancelled", "bus", False)]


def test_small_correction_concerns_nobody() -> None:
    before, now = editions([values.item()], [values.item(title="Opening of the weak")])
    assert told((before, replace(now, small=(2,)))) == {}
    assert list(told((before, now), ALL)) == [ALL]


def test_what_was_taken_back_concerns_nobody() -> None:
    first, second = editions([values.item()], [values.item(room="Room 9")])
    third = values.published(values.item(), number=3, previous=second, named_groups=values.GROUPS)
    assert told((first, third)) == {}
    assert list(told((second, third), ALL)) == [ALL]


def test_what_is_over_is_told_to_nobody() -> None:
    """At the end of the item, by the clocks of the place."""
    agendas = editions([values.item()], [values.item(room="Room 9")])
    end = datetime(2017, 9, 4, 2, tzinfo=UTC)
    assert list(told(agendas, ALL, at=datetime(2017, 9, 4, 1, 59, tzinfo=UTC))) == [ALL]
    assert told(agendas, ALL, at=end) == {}
    later = editions([values.item()], [values.item(day=date(2017, 9, 5))])
    assert list(told(later, ALL, at=end)) == [ALL]


@pytest.mark.parametrize("state", [EventState.POSTPONED, EventState.CANCELLED])
def test_called_off_reaches_everyone_once(state: EventState) -> None:
    agendas = editions([], [], {"state": state})
    news = told(agendas)
    assert list(news) == EVERYONE
    assert {tuple(fact.label for fact in each.facts) for each in news.values()} == {("State",)}
    corrected = values.published(
        number=3, previous=agendas[1], named_groups=values.GROUPS, state=state, summary="Sorry"
    )
    assert told((agendas[1], corrected)) == {}


def test_a_cancelled_event_tells_nobody_of_anything_more() -> None:
    off: dict[str, Any] = {"state": EventState.CANCELLED}
    assert told(editions([values.item()], [], **off)) == {}


def test_who_may_not_read_the_event_hears_whether_and_when_alone() -> None:
    closed: dict[str, Any] = {"access": Access.PARTICIPANTS}
    contacts = (Contact(name="Desk", phone="+82 2 1"),)
    later: dict[str, Any] = {"starts": date(2017, 9, 11), "ends": date(2017, 9, 15), "contacts": contacts}
    news = told(editions([], [], later, **closed), ALL, ON_RESERVE, ON_DUTY)
    assert {key: [fact.label for fact in each.facts] for key, each in news.items()} == {
        ALL: ["Dates", "Contacts"],
        ON_RESERVE: ["Dates"],
        ON_DUTY: ["Dates"],
    }


def test_seats_and_summaries_concern_nobody() -> None:
    assert told(editions([], [], {"summary": "Another", "cities": (), "purposes": ("Learn",)})) == {}


def test_a_version_that_was_withdrawn_is_never_shown_again() -> None:
    """Those who were told of it hear what holds now."""
    _first, second = editions(
        [values.item()], [values.item(room="The secret room"), values.item("two", title="Secret")]
    )
    third = replace(
        values.published(values.item(), number=3, previous=second, named_groups=values.GROUPS), withdrawn=(2,)
    )
    [news] = told((second, third), ALL).values()
    [entry] = news.entries
    assert (entry.change.before, [(each.label, each.before) for each in entry.change.details]) == (
        None,
        [("Place", "")],
    )
    assert (kinds(news), news.taken_back) == ([("changed", "item-1", False)], 1)
    assert "ecret" not in repr(news)


def test_stars_mark_entries_and_tell_nobody_more() -> None:
    starred = Reader(ReaderKind.DELEGATE, 2, OF_A.audience, starred=frozenset({"item-1", "two"}))
    agendas = editions(
        [values.item(), values.item("two", **FOR_B)], [values.item(room="9"), values.item("two", **FOR_B, room="9")]
    )
    [news] = told(agendas, starred).values()
    assert [(each.change.uid, each.is_starred) for each in news.entries] == [("item-1", True)]


def test_cancelled_item_is_one_entry() -> None:
    news = told(editions([values.item()], [values.item(status=Status.CANCELLED, room="9")]), ALL)[ALL]
    assert kinds(news) == [("cancelled", "item-1", False)]
