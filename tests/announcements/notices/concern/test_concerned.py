"""Whom two editions concern, and of what each is told: case by case, on plain values."""

import dataclasses
from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from msgspec.structs import replace

from announcements.notices.concern.concerned import concerned
from announcements.notices.concern.news import Entry, News
from announcements.notices.concern.readers import Reader, ReaderKind
from tests.factories import values
from tours.agenda.facts import Contact, Part, Person
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
    assert [each.has_part for each in (*news[ON_DUTY].entries, *news[OF_B].entries)] == [True, False]


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


def part(who: Person = DRIVER, role: PersonRole = PersonRole.DRIVER) -> dict[str, Any]:
    return {"parts": (Part(role=role, person=who, level=Level.STAFF),)}


def reading(of: Reader) -> Reader:
    """The driver, who reads the programme too."""
    return replace_in(of, cards=frozenset({DRIVER.uid}))


def replace_in(of: Reader, **facts: Any) -> Reader:
    return dataclasses.replace(of, **facts)


def told_one(before: dict[str, Any], now: dict[str, Any], reader: Reader) -> Entry:
    [news] = told(editions([values.item(**before)], [values.item(**now)]), reader).values()
    [entry] = news.entries
    return entry


def test_who_reads_an_item_reads_all_of_it_and_hears_of_their_part() -> None:
    entry = told_one(FOR_B | part(), FOR_B | part() | {"summary": "With a stop", "room": "9"}, reading(OF_B))
    assert (entry.has_part, entry.lost_part) == (True, False)
    assert [detail.label for detail in entry.change.details] == ["Place", "Description"]


def test_lost_part_is_no_lost_item_for_who_goes_on_reading_it() -> None:
    entry = told_one(FOR_B | part(), FOR_B, reading(OF_B))
    assert (entry.change.kind, entry.goes_on_without, entry.has_part, entry.lost_part) == (
        "changed",
        False,
        False,
        True,
    )
    alone = told_one(FOR_B | part(), FOR_B, ON_DUTY)
    assert (alone.goes_on_without, alone.lost_part) == (True, True)


def test_lost_part_of_an_item_that_is_cancelled_is_told_as_cancelled() -> None:
    entry = told_one(FOR_B | part(), FOR_B | {"status": Status.CANCELLED}, ON_DUTY)
    assert (entry.change.kind, entry.goes_on_without, entry.lost_part) == ("cancelled", False, True)


def test_item_that_leaves_their_group_goes_on_with_who_has_a_part_in_it() -> None:
    for_a: dict[str, Any] = {"level": Level.DELEGATES, "groups": ("A",)}
    moved = told_one(for_a | part(), FOR_B | part() | {"start": time(10, 30)}, reading(OF_A))
    assert (moved.change.kind, moved.has_part, [each.label for each in moved.change.details]) == (
        "changed",
        True,
        ["Time"],
    )
    assert told(editions([values.item(**for_a, **part())], [values.item(**FOR_B, **part())]), reading(OF_A)) == {}


def test_merged_cards_are_one_person() -> None:
    """Before the merging the item names the one card, and then the other."""
    former = values.person("Former")
    both = Reader(ReaderKind.PERSON, 1, cards=frozenset({DRIVER.uid, former.uid}))
    assert told(editions([values.item(**part(former))], [values.item(**part())]), both) == {}
    entry = told_one(part(former), part() | {"room": "9"}, both)
    assert (entry.change.kind, entry.has_part) == ("changed", True)


def test_city_whose_delegates_hear_nothing_gets_no_copy() -> None:
    """Its only delegate is a driver, whom lunch does not move."""
    agendas = editions([values.item("lunch")], [values.item("lunch", start=time(12))])
    copy = Reader(ReaderKind.FOCAL_POINT, 1, ALL.audience, in_copy_of=frozenset({CREW.key}))
    assert list(told(agendas, CREW, copy)) == []
    assert list(told(agendas, CREW, ALL, replace_in(copy, in_copy_of=frozenset({CREW.key, ALL.key})))) == [
        ALL,
        replace_in(copy, in_copy_of=frozenset({CREW.key, ALL.key})),
    ]


def test_withdrawn_items_count_only_for_whom_they_were_and_while_they_are_not_over() -> None:
    first, second = editions([], [values.item("lunch"), values.item("bus", kind=ItemKind.TRANSFER)])
    third = replace(values.published(number=3, previous=second, named_groups=values.GROUPS), withdrawn=(2,))
    assert first.stamp
    news = told((second, third), ALL, CREW)
    assert {key: each.taken_back for key, each in news.items()} == {ALL: 2, CREW: 1}
    assert told((second, third), ALL, CREW, at=datetime(2017, 9, 5, tzinfo=UTC)) == {}


def test_news_says_whether_anything_stood_before() -> None:
    now = [values.item("two")]
    assert told(editions([], now), ALL)[ALL].is_first
    assert not told(editions([values.item()], [values.item(), *now]), ALL)[ALL].is_first
