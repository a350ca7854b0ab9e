"""Which items are marked as changed by the last version, for whom, and in which words."""

from collections.abc import Iterable, Sequence
from datetime import date, time
from typing import Any

import pytest
from django.utils import translation
from msgspec.structs import replace

from tests.factories import values
from tests.factories.values import KINTEX
from tours.agenda.audiences import for_audience
from tours.agenda.carrying import succeed
from tours.agenda.changes.marks import marks
from tours.agenda.facts import Group, Part
from tours.agenda.values import PUBLIC, STAFF, Agenda, Audience, Item
from tours.vocabulary import Level, PersonRole, Status

STAYS = values.item("stays")


def versions(
    *each: Iterable[Item], small: Sequence[int] = (), withdrawn: Sequence[int] = (), **facts: Any
) -> list[Agenda]:
    """A version for each of these sets of items. The last knows which were withdrawn."""
    found: list[Agenda] = []
    for number, items in enumerate(each, 1):
        found.append(
            succeed(
                found[-1] if found else None,
                values.composed(*items, **facts),
                number=number,
                at=values.PUBLISHED_AT,
                small=tuple(one for one in small if one <= number),
                withdrawn=tuple(one for one in withdrawn if one < number),
            )
        )
    return found


def said(agenda: Agenda, audience: Audience = PUBLIC) -> dict[str, str]:
    found = marks(for_audience(agenda, audience)).items()
    return {uid: ": ".join(filter(None, [mark.head, mark.tail])) for uid, mark in found}


def change(before: dict[str, Any], now: dict[str, Any], audience: Audience = PUBLIC, **facts: Any) -> str:
    """What the mark says of an item that was, and is now, so."""
    both = versions((STAYS, values.item(**before)), (STAYS, values.item(**now)), **facts)
    return said(both[-1], audience).get("item-1", "")


def test_first_programme_marks_none() -> None:
    assert said(versions((STAYS,))[-1]) == {}
    assert said(versions((), (STAYS, values.item()))[-1]) == {}


def test_item_that_came_later_is_new() -> None:
    assert said(versions((STAYS,), (STAYS, values.item()))[-1]) == {"item-1": "New in version 2"}


def test_only_the_last_version_marks() -> None:
    assert said(versions((STAYS,), (STAYS, values.item()), (STAYS, values.item()))[-1]) == {}


def test_draft_marks_none() -> None:
    view = for_audience(versions((STAYS,), (STAYS, values.item()))[-1], PUBLIC)
    assert marks(replace(view, is_draft=True)) == {}


@pytest.mark.parametrize(
    ("before", "now", "told"),
    [
        ({"room": "Room 2"}, {"room": "Hall 1"}, "was Room 2"),
        ({"room": "Room 2", "place": KINTEX}, {"room": "Hall 1", "place": KINTEX}, "was Room 2"),
        ({"place": KINTEX}, {"room": "Hall 1", "place": KINTEX}, "was KINTEX, Goyang"),
        ({"room": "Room 2"}, {"place": KINTEX}, "was Room 2"),
        ({}, {"room": "Hall 1"}, "was without a place"),
        (
            {"place": KINTEX},
            {"place": replace(KINTEX, address="")},
            "was KINTEX, Goyang, 217-60 Kintex-ro, Ilsanseo-gu, Goyang",
        ),
        ({"place": replace(KINTEX, address="")}, {"place": KINTEX}, "was KINTEX, Goyang"),
        ({}, {"start": time(9)}, "was 10:00–11:00"),
        ({"start": None, "end": None}, {}, "was without a set time"),
        ({"day": date(2017, 9, 5)}, {}, "was Tuesday 5 September 2017 10:00–11:00"),
        ({"day": date(2017, 9, 5), "start": None, "end": None}, {}, "was Tuesday 5 September 2017"),
        ({"start": None, "end": None, "ends_on": date(2017, 9, 6)}, {}, "was 4–6 September 2017"),
        (
            {"zone": "Europe/Belgrade"},
            {},
            "was Monday 4 September 2017 10:00–11:00, Belgrade time (UTC+2)",
        ),
        ({"title": "Welcome"}, {}, "was “Welcome”"),
        ({"status": Status.TENTATIVE}, {}, "was to be confirmed"),
        ({}, {"status": Status.TENTATIVE}, "was confirmed"),
        ({"summary": "Old."}, {"summary": "New."}, "Description"),
        ({"track": "A"}, {"track": "B", "summary": "New."}, "Track, Description"),
        (
            {"title": "Welcome", "room": "Room 2", "start": time(9)},
            {"summary": "New.", "parts": (Part(role=PersonRole.SPEAKER, person=values.person()),)},
            "was “Welcome”, 09:00–11:00, Room 2; also People, Description",
        ),
    ],
)
def test_change_is_told_from_what_it_was(before: dict[str, Any], now: dict[str, Any], told: str) -> None:
    assert change(before, now) == f"Changed in version 2: {told}"


def test_cancelling_and_restoring_have_their_own_words() -> None:
    off = {"status": Status.CANCELLED}
    assert change({}, off) == "Cancelled in version 2"
    assert change(off, {}) == "Restored in version 2"
    assert change({**off, "room": "Room 2"}, {"room": "Hall 1"}) == "Restored in version 2: was Room 2"


def test_item_that_was_removed_and_comes_back_is_restored() -> None:
    was = values.item(room="Room 2")
    assert said(versions((STAYS, was), (STAYS,), (STAYS, was))[-1]) == {"item-1": "Restored in version 3"}


def test_small_corrections_are_told_nowhere_and_end_no_mark() -> None:
    first, moved = values.item(title="Wellcome", room="Room 2"), values.item(title="Wellcome", room="Hall 1")
    corrected = values.item(title="Welcome", room="Hall 1")
    plan = versions((STAYS, first), (STAYS, moved), (STAYS, corrected), small=[3])
    assert said(plan[-1]) == {"item-1": "Changed in version 2: was Room 2"}
    assert said(versions((STAYS, moved), (STAYS, corrected), small=[2])[-1]) == {}


def test_correction_of_what_was_changed_leaves_what_it_was() -> None:
    titles = ("Opening", "Wellcome", "Welcome")
    plan = versions(*((STAYS, values.item(title=title)) for title in titles), small=[3])
    assert said(plan[-1]) == {"item-1": "Changed in version 2: was “Opening”"}


def test_text_of_a_withdrawn_version_is_never_told() -> None:
    standing, mistake = values.item(room="Room 2"), values.item(room="Secret room")
    plan = versions((STAYS, standing), (STAYS, mistake), (STAYS, standing), withdrawn=[2])
    assert said(plan[-1]) == {}
    moved = versions((STAYS, standing), (STAYS, mistake), (STAYS, values.item(room="Hall 1")), withdrawn=[2])
    assert said(moved[-1]) == {"item-1": "Changed in version 3: was Room 2"}


def test_item_that_only_a_withdrawn_version_showed_is_new() -> None:
    plan = versions((STAYS,), (STAYS, values.item()), (STAYS,), (STAYS, values.item()), withdrawn=[2])
    assert said(plan[-1]) == {"item-1": "New in version 4"}


def test_each_audience_is_told_of_what_it_sees() -> None:
    before, now = {"staff_note": "Call."}, {"staff_note": "Write."}
    assert change(before, now) == ""
    assert change(before, now, STAFF) == "Changed in version 2: Note for staff"
    opened = versions((STAYS, values.item(level=Level.STAFF, room="Back room")), (STAYS, values.item(room="Hall 1")))
    assert said(opened[-1]) == {"item-1": "New in version 2"}


def test_new_name_of_a_group_is_no_change_of_its_items() -> None:
    """Items name groups by UID, so only another group is told."""
    both = Audience(level=Level.DELEGATES, groups=("A", "B"))
    groups = {"named_groups": (Group(uid="A", name="First bus"), Group(uid="B", name="Second bus"))}
    closed = {"level": Level.DELEGATES, "groups": ("A",)}
    assert change(closed, {**closed, "groups": ("B",)}, both, **groups) == "Changed in version 2: Groups"


def test_words_are_those_of_the_language_and_old_titles_keep_theirs() -> None:
    agenda = versions((STAYS, values.item(title="Öffnung")), (STAYS, values.item(title="Anfang")), language="de")[-1]
    with translation.override("en"):
        mark = marks(for_audience(agenda, PUBLIC))["item-1"]
    assert [(was.words, was.language) for was in mark.was] == [("“Öffnung”", "de")]
