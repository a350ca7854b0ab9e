"""What an import of a file would do to a draft, as a value."""

import time as clocks
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from tests.tours.importing.makers import FRIDAY, MONDAY, TUESDAY, clock, people, row
from tours.importing.planning.plan import plan
from tours.importing.planning.values import DraftItem, DraftPart, Outcome, Plan, Row
from tours.importing.reading.values import Doubt
from tours.vocabulary import ItemKind, PersonRole, Status


def item(title: str, start: str = "", end: str = "", **facts: Any) -> DraftItem:
    given: dict[str, Any] = {
        "uid": UUID(int=abs(hash((title, start, facts.get("day")))) % 2**64),
        "day": MONDAY,
        "ends_on": None,
        "kind": ItemKind.SESSION,
        "status": Status.CONFIRMED,
    } | facts
    return DraftItem(title=title, start=clock(start), end=clock(end), **given)


def planned(rows: Sequence[Row], *draft: DraftItem) -> Plan:
    return plan(rows, draft, MONDAY, FRIDAY)


def outcomes(made: Plan) -> list[tuple[str, str, list[tuple[str, str, str]]]]:
    return [
        (each.outcome, each.match.title if each.match else "", [(c.field, c.before, c.after) for c in each.changes])
        for each in made.rows
    ]


def test_what_was_not_there_is_added_and_what_is_as_it_was_stays() -> None:
    made = planned([row("Opening", "09:30"), row("ОТВАРАЊЕ", "09:30"), row("Lunch")], item("Opening", "09:30", "10:00"))

    assert outcomes(made) == [("same", "Opening", []), ("added", "", []), ("added", "", [])]
    assert (made.gone, made.counts) == ((), {Outcome.SAME: 1, Outcome.ADDED: 2})


@pytest.mark.parametrize(
    ("read", "there", "changes"),
    [
        (row("Opening", "10:00"), item("Opening", "09:30", "11:00"), [("start", "09:30", "10:00")]),
        (
            row("Opening", "11:30"),
            item("Opening", "09:30", "11:00"),
            [("start", "09:30", "11:30"), ("end", "11:00", "")],
        ),
        (row("Opening", "09:30", "10:15"), item("Opening", "09:30"), [("end", "", "10:15")]),
        (
            row("Dinner", "22:00", "00:30", ends_next_day=True),
            item("Dinner", "22:00", "23:00"),
            [("end", "23:00", "00:30 on the next day")],
        ),
        (
            row("Visit to the tram depot", "09:30"),
            item("Visit to the bus depot", "09:30"),
            [("title", "Visit to the bus depot", "Visit to the tram depot")],
        ),
        (row("Lunch at the port", "12:00"), item("Lunch", "12:00"), [("title", "Lunch", "Lunch at the port")]),
        (
            row("Visit to the depot", "09:30", day=TUESDAY),
            item("Visit to the depot", "09:30", "00:30", ends_on=TUESDAY),
            [("day", "Monday 4 September", "Tuesday 5 September")],
        ),
        (row("Opening", place="City Hall"), item("Opening", place="KINTEX"), [("place", "KINTEX", "City Hall")]),
        (row("Opening", place="Room 5, Kintex"), item("Opening", place="KINTEX", room="Room 5"), []),
        (row("Opening", is_tentative=True), item("Opening"), [("status", "Confirmed", "To be confirmed")]),
        (row("Opening", is_tentative=True), item("Opening", status=Status.CANCELLED), []),
        (row("Opening", kind=ItemKind.KEYNOTE), item("Opening"), []),
        (row("Opening", kind=ItemKind.KEYNOTE, kind_is_said=True), item("Opening"), [("kind", "Session", "Keynote")]),
        (row("Opening", rest="Bring  a passport!"), item("Opening", summary="Bring a passport."), []),
        (row("Opening", people=people("NOVAK Ana")), item("Opening", parts=(DraftPart("moderator", "Ana Novak"),)), []),
        (
            row("Opening", people=people("Ivo Babić")),
            item("Opening", parts=(DraftPart("moderator", "Ana Novak"), DraftPart("driver", "Jo"), DraftPart("speaker"))),
            [("people", "Moderator: Ana Novak", "Ivo Babić")],
        ),
        (row("Opening", track="B", room="2"), item("Opening", track="A"), [("room", "", "2"), ("track", "A", "B")]),
    ],
)  # fmt: skip
def test_item_that_is_there_changes_by_what_the_text_says(
    read: Row, there: DraftItem, changes: list[tuple[str, str, str]]
) -> None:
    made = planned([read], there)
    assert outcomes(made) == [("changed" if changes else "same", there.title, changes)]
    assert made.gone == ()


def test_what_the_text_does_not_name_is_gone_unless_it_was_cancelled() -> None:
    lunch, tour = item("Lunch", "12:00"), item("City tour", "14:00", status=Status.CANCELLED)
    assert planned([row("Dinner", "19:00")], lunch, tour).gone == (lunch,)


def test_items_that_are_called_the_same_are_paired_in_their_order_and_none_twice() -> None:
    there = [
        item("Coffee", "10:00"),
        item("Coffee", "15:00"),
        item("Coffee", "15:00", day=TUESDAY, kind=ItemKind.BREAK),
    ]
    made = planned([row("Coffee", "10:30"), row("Coffee", "15:00"), row("Coffee", "16:00")], *there)

    assert [each.match for each in made.rows] == [there[0], there[1], None]
    assert made.gone == (there[2],)


def test_the_same_time_goes_before_the_same_title() -> None:
    there = [item("Coffee", "10:00"), item("Coffee", "15:00")]
    assert [each.match for each in planned([row("Coffee", "15:00")], *there).rows] == [there[1]]


def test_item_of_another_day_is_the_same_only_where_nothing_else_may_be() -> None:
    depot, lunch = item("Visit to the depot"), item("Lunch at the port", kind=ItemKind.MEAL)
    twice = item("Visit to the depot", day=TUESDAY)
    rows = [row("Visit to the depot", day=FRIDAY), row("Lunch at the port", day=FRIDAY, kind=ItemKind.MEAL)]

    assert [each.match for each in planned(rows, depot, lunch).rows] == [depot, None]
    assert [each.match for each in planned(rows, depot, twice).rows] == [None, None]


def test_of_similar_titles_the_most_similar_are_paired_and_each_once() -> None:
    there = [item("Visit to the bus depot", "09:30"), item("Talk", "09:30")]
    rows = [
        row("Visit to the old tram depot", "09:30"),
        row("Visit to the old bus depot", "09:30"),
        row("Tea", "09:30"),
    ]
    assert [each.match for each in planned(rows, *there).rows] == [None, there[0], None]


def test_row_may_be_said_to_be_new_or_left_out_and_a_field_to_stay() -> None:
    there = item("Opening", "09:30")
    assert outcomes(planned([row("Opening", "09:30", is_new=True)], there)) == [("added", "", [])]
    assert outcomes(planned([row("Opening", "09:30", is_left_out=True)], there)) == [("left_out", "", [])]
    [stays] = planned([row("Opening", "10:00", left=frozenset({"start"}))], there).rows
    assert (stays.outcome, stays.changes[0].stays, stays.fields) == (Outcome.SAME, True, frozenset())


def test_row_that_cannot_be_written_says_why() -> None:
    made = planned([
        row("Opening", day=None),
        row(" ", "10:00"),
        row("Tea", end="10:00"),
        row("Tea", "11:00", "10:00"),
        row("x" * 201, "12:00"),
        row("Talk", problems=("“25” is no time.",)),
        row("Cake", "11:00", "10:00", is_left_out=True),
    ])  # fmt: skip
    assert [list(each.problems) for each in made.rows] == [
        ["Say on which day it is, or leave its section in the tray."],
        ["It needs a title."],
        ["It ends at a time, so it must also begin at one."],
        ["It ends before it begins."],
        ["The title is longer than 200 characters."],
        ["“25” is no time."],
        ["It ends before it begins."],
    ]
    assert not planned([row("Cake", "11:00", "10:00", is_left_out=True)]).rows[0].is_written


def test_doubts_of_the_day_are_those_of_the_day_as_it_stands_now() -> None:
    rows = [
        row("A", day=None, doubts=frozenset({Doubt.TIME_FALLS})),
        row("B", doubts=frozenset({Doubt.OUTSIDE_EVENT})),
        row("C", day=date(2017, 9, 3)),
    ]
    assert [set(each.doubts) for each in planned(rows).rows] == [
        {Doubt.NO_DAY, Doubt.TIME_FALLS},
        set(),
        {Doubt.OUTSIDE_EVENT},
    ]


def test_tag_is_of_the_draft_and_of_which_item_each_row_is() -> None:
    there = item("Opening", "09:30")
    tag = planned([row("Opening", "09:30")], there).tag

    assert planned([row("Opening", "09:30", end="10:00")], there).tag == tag
    assert planned([row("Opening", "09:30")], item("Opening", "09:30", room="5")).tag != tag
    assert planned([row("Opening", "09:30")], there, item("Lunch")).tag != tag
    assert planned([row("Opening", "09:30", is_new=True)], there).tag != tag


def test_three_hundred_rows_are_compared_in_no_time() -> None:
    draft = [
        item(f"Session on topic {number}", f"{8 + number % 12:02}:00", day=MONDAY + timedelta(days=number % 5))
        for number in range(300)
    ]
    rows = [
        row(f"Session on matter {number}", f"{8 + number % 12:02}:30", day=each.day)
        for number, each in enumerate(draft)
    ]
    began = clocks.process_time()
    made = planned(rows, *draft)

    assert clocks.process_time() - began < 0.5
    assert (made.counts, len(made.gone)) == ({Outcome.ADDED: 300}, 300)


def test_role_of_who_is_named_already_does_not_matter() -> None:
    there = item("Talk", parts=(DraftPart(PersonRole.PRESENTER, "Ana Novak"),))
    assert outcomes(planned([row("Talk", people=people("Ana Novak"))], there)) == [("same", "Talk", [])]


def test_titles_with_little_in_common_are_two_items() -> None:
    made = planned([row("Panel on trams", "10:00")], item("Panel about buses", "10:00"))
    assert [each.outcome for each in made.rows] == ["added"]


def test_who_speaks_no_more_is_a_change() -> None:
    there = item("Talk", parts=(DraftPart("speaker", "Ana Novak"), DraftPart("speaker", "Ivo Babić")))
    assert outcomes(planned([row("Talk", people=people("Ana Novak"))], there)) == [
        ("changed", "Talk", [("people", "Ana Novak; Ivo Babić", "Ana Novak")])
    ]
