"""Overlaps in a place, in a track, for a group and of a person, by laws and by examples."""

from collections.abc import Sequence
from datetime import date, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import values
from tours.agenda.facts import Part, Person
from tours.agenda.values import Item
from tours.checks.checking import findings
from tours.checks.counted import Timed
from tours.checks.findings import Code, Finding, Weight
from tours.checks.rules.sweeping import overlaps
from tours.vocabulary import ItemKind, Level, PersonRole, Status

CLASHES = (Code.PLACE, Code.TRACK, Code.GROUP, Code.EVERYONE, Code.PERSON)
spans = st.lists(st.tuples(st.integers(0, 20), st.integers(1, 10), st.integers(0, 2)), max_size=10)


def of(*items: Item, codes: Sequence[Code] = CLASHES) -> list[Finding]:
    found = findings(values.composed(*items, named_groups=values.GROUPS))
    return [each for each in found if each.code in codes]


def told(*items: Item) -> list[tuple[Code, tuple[str, ...]]]:
    return [(each.code, each.items) for each in of(*items)]


def at(uid: str, start: str, end: str | None = None, **facts: Any) -> Item:
    times = {"start": time.fromisoformat(start), "end": time.fromisoformat(end) if end else None}
    return values.item(uid, **times, **{"title": uid} | facts)


def made(drawn: list[tuple[int, int, int]]) -> list[tuple[Timed, int]]:
    rows = [
        (Timed(float(begins), float(begins + lasts), str(at), values.line()), spot)
        for at, (begins, lasts, spot) in enumerate(drawn)
    ]
    return sorted(rows, key=lambda row: row[0][:3])


@given(spans)
def test_each_pair_overlaps_and_no_item_that_overlaps_an_earlier_one_is_missed(
    drawn: list[tuple[int, int, int]],
) -> None:
    rows = made(drawn)
    spots = {item.uid: spot for item, spot in rows}
    found = list(overlaps([item for item, _spot in rows], spot=lambda item: spots[item.uid]))
    assert [
        pair
        for pair in found
        if not (pair.first.begins < pair.second.ends and pair.second.begins < pair.first.ends)
        or spots[pair.first.uid] == spots[pair.second.uid]
    ] == []
    by_force = {
        later.uid
        for number, (later, _spot) in enumerate(rows)
        for earlier, _other in rows[:number]
        if later.begins < earlier.ends and spots[earlier.uid] != spots[later.uid]
    }
    assert {pair.second.uid for pair in found} == by_force
    assert len(found) == len(by_force)


def test_room_holds_one_item_at_a_time() -> None:
    hall: dict[str, Any] = {"place": values.KINTEX, "room": "Hall 3"}
    [finding] = of(at("a", "10:00", "11:00", **hall), at("b", "10:30", "12:00", **hall), at("c", "12:00", **hall))
    assert (finding.code, finding.items, finding.day, finding.weight) == (
        Code.PLACE,
        ("b", "a"),
        date(2017, 9, 4),
        Weight.ASKS,
    )
    assert finding.words == (
        "“a” (10:00–11:00) and “b” (10:30–12:00) are at the same place at once: Hall 3, KINTEX, Goyang."
    )
    assert finding.mend == "Move one of them, or give one another room."


@pytest.mark.parametrize(
    "beside",
    [
        {"room": "Hall 4"},
        {"status": Status.CANCELLED, "room": "Hall 3"},
        {"kind": ItemKind.REGISTRATION, "room": "Hall 3"},
        {"day": date(2017, 9, 5), "room": "Hall 3"},
        {"start": None, "end": None, "room": "Hall 3"},
    ],
)
def test_what_is_elsewhere_cancelled_or_runs_beside_is_no_clash(beside: dict[str, object]) -> None:
    staff: dict[str, Any] = {"level": Level.STAFF, "place": values.KINTEX}
    other = values.item("b", **{"title": "b", **staff, **beside})
    assert told(at("a", "10:00", "11:00", room="Hall 3", **staff), other) == []


def test_parallel_tracks_and_groups_are_no_clash_in_a_building() -> None:
    whole: dict[str, Any] = {"place": values.KINTEX}
    tracks = [at(name, "10:00", "11:00", track=name, **whole) for name in ("A", "B")]
    groups = [at(name, "14:00", "15:00", level=Level.DELEGATES, groups=(name,), **whole) for name in ("A", "B")]
    assert told(*tracks, *groups) == []


def test_tracks_groups_and_everyone_are_told_once_a_pair() -> None:
    items = [
        at("one", "09:00", "10:00", track="A"),
        at("two", "09:30", "10:30", track="A"),
        at("three", "11:00", "12:00", level=Level.DELEGATES, groups=("A", "B")),
        at("four", "11:30", "12:30", level=Level.DELEGATES, groups=("B",)),
        at("five", "14:00", "16:00"),
        at("six", "15:00", "17:00"),
    ]
    assert told(*items) == [
        (Code.TRACK, ("two", "one")),
        (Code.GROUP, ("four", "three")),
        (Code.EVERYONE, ("six", "five")),
    ]
    assert of(*items)[1].words.endswith("are for the same group at once: Second bus.")


def test_person_is_in_one_place_at_a_time_on_duty_too() -> None:
    who = values.person()
    speaks, drives = (Part(role=role, person=who) for role in (PersonRole.SPEAKER, PersonRole.DRIVER))
    other = Part(role=PersonRole.SPEAKER, person=Person(uid="other", name="Ana"))
    items = [
        at("a", "10:00", "11:00", track="A", room="One", parts=(speaks, other)),
        at("b", "10:30", "11:30", track="B", room="Two", parts=(drives,)),
        at("c", "10:45", "11:15", track="C", room="One", parts=(other,)),
    ]
    [finding] = of(*items, codes=[Code.PERSON])
    assert finding.words == "Đorđe Čačak is in two places at once: “a” (10:00–11:00) and “b” (10:30–11:30)."


def test_item_past_midnight_meets_the_next_morning() -> None:
    hall: dict[str, Any] = {"room": "Hall 3", "track": "A"}
    late = at("late", "23:00", "01:00", ends_on=date(2017, 9, 5), **hall)
    assert told(late, at("early", "00:30", "02:00", day=date(2017, 9, 5), **hall)) == [(Code.PLACE, ("early", "late"))]
