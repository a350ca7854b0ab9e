"""Contents, and the days at a glance."""

from datetime import date, time, timedelta
from typing import Any

import pytest

from tests.factories import values
from tests.tours.booklet.reading import before, headings, said, said_in
from tours.agenda.values import Item
from tours.agenda.view import AgendaView
from tours.pdf.blocks import Column, Contents, Heading, Table
from tours.pdf.faces.faces import Face
from tours.pdf.styles import Colour, Look, Paper
from tours.vocabulary import ItemKind, Status

SUNDAY = date(2017, 9, 3)


def grids(view: AgendaView) -> list[Table]:
    return [block for block in before(view) if isinstance(block, Table)]


def on(day: int, title: str = "Session", **facts: Any) -> Item:
    """An item on that day of September 2017."""
    return values.item(f"{day} {title}", title=title, day=date(2017, 9, day), **facts)


def days(count: int) -> tuple[Item, ...]:
    return tuple(values.item(str(number), day=SUNDAY + timedelta(days=number)) for number in range(count))


def test_short_programme_of_one_day_needs_no_overview() -> None:
    assert before(values.view()) == ()
    assert before(values.view(on(4, "A"), on(4, "B"), on(4, "C"))) == ()


def test_long_programme_of_one_day_has_contents() -> None:
    items = [on(4, f"Item {number}") for number in range(13)]
    assert before(values.view(*items[:12])) == ()
    assert before(values.view(*items)) == (Heading(1, "Contents"), Contents())


def test_programme_of_several_days_has_contents_and_its_days_at_a_glance() -> None:
    first, second, third, *tables = before(values.view(*days(2)))
    assert (first, second, third) == (Heading(1, "Contents"), Contents(), Heading(1, "The days at a glance"))
    [grid] = [block for block in tables if isinstance(block, Table)]
    assert (grid.grid, grid.continued) == (True, "The days at a glance, continued")


def test_pocket_has_contents_alone() -> None:
    assert before(values.view(*days(5)), Paper.POCKET) == (Heading(1, "Contents"), Contents())


@pytest.mark.parametrize(
    ("items", "words"),
    [
        (days(4), "days"),
        (days(5), "week"),
        (days(7), "week"),
        (days(8), "days"),
        ((on(4), on(5), on(6), on(7), on(11)), "days"),
    ],
)
def test_week_is_called_one(items: tuple[Item, ...], words: str) -> None:
    assert headings(before(values.view(*items)))[1] == (1, f"The {words} at a glance")


def test_each_day_has_a_column_that_leads_to_it() -> None:
    [grid] = grids(values.view(on(4), on(5)))
    assert grid.columns == (
        Column("When", 0.12),
        Column("Mon 4 Sept", 0.44, url="#day-2017-09-04"),
        Column("Tue 5 Sept", 0.44, url="#day-2017-09-05"),
    )


@pytest.mark.parametrize(
    ("count", "shape"), [(2, [2]), (5, [5]), (6, [3, 3]), (7, [3, 4]), (11, [3, 4, 4]), (16, [4, 4, 4, 4])]
)
def test_many_days_fill_more_grids_evenly(count: int, shape: list[int]) -> None:
    found = grids(values.view(*days(count)))
    assert [len(grid.columns) - 1 for grid in found] == shape
    labels = [column.url for grid in found for column in grid.columns[1:]]
    assert labels == [f"#day-{SUNDAY + timedelta(days=number)}" for number in range(count)]
    assert [round(sum(column.share for column in grid.columns), 9) for grid in found] == [1.0] * len(shape)


def test_cells_hold_what_one_came_for_departures_and_what_has_no_time_by_part_of_the_day() -> None:
    view = values.view(
        on(4, "Untimed", start=None, end=None),
        on(4, "Early", start=time(0), end=None),
        on(4, "Before noon", start=time(11, 59), end=time(13)),
        on(4, "Coffee", kind=ItemKind.BREAK, start=time(10, 30)),
        on(5, "Noon", start=time(12), end=time(13)),
        on(5, "Late", start=time(17, 59), end=time(23)),
        on(6, "Dinner talk", start=time(18), end=time(20)),
        on(6, "Bus to the airport", kind=ItemKind.TRANSFER, start=time(9), end=None),
        on(6, "Lunch at will", kind=ItemKind.MEAL, start=None, end=None),
    )
    [grid] = grids(view)
    assert said_in(grid) == [
        [["No set time"], ["Untimed"], [], ["Lunch at will"]],
        [["Morning"], ["00:00 Early", "11:59 Before noon"], [], ["09:00 Bus to the airport"]],
        [["Afternoon"], [], ["12:00 Noon", "17:59 Late"], []],
        [["Evening"], [], [], ["18:00 Dinner talk"]],
    ]


def test_parts_of_the_day_that_nobody_has_are_left_out() -> None:
    [grid] = grids(values.view(on(4), on(5, start=time(13), end=time(14))))
    assert [row[0] for row in said_in(grid)] == [["Morning"], ["Afternoon"]]


def test_days_without_anything_one_came_for_have_no_grid() -> None:
    view = values.view(on(4, kind=ItemKind.REGISTRATION), on(5, kind=ItemKind.FREE_TIME))
    assert before(view) == (Heading(1, "Contents"), Contents())


def test_status_is_said_in_brackets() -> None:
    view = values.view(on(4, "Talk", status=Status.TENTATIVE), on(5, "Visit", status=Status.CANCELLED))
    [grid] = grids(view)
    assert said_in(grid) == [[["Morning"], ["10:00 Talk (to be confirmed)"], ["10:00 Visit (cancelled)"]]]
    [talk], [visit] = grid.rows[0].cells[1:]
    assert [talk.spans[-1].colour, visit.spans[-1].colour] == [Colour.NOTICE, Colour.ALERT]


def test_times_stand_out_of_small_type() -> None:
    [grid] = grids(values.view(*days(2)))
    brief = grid.rows[0].cells[1][0]
    assert (brief.look, [span.face for span in brief.spans]) == (Look.SMALL, [Face.BOLD, None])


def test_of_too_many_items_those_for_all_go_first_and_the_rest_is_counted() -> None:
    tracked = [on(4, f"Track {number}", start=time(8, number), end=None, track="T") for number in range(6)]
    everyone = [on(4, f"All {number}", start=time(9, number), end=None) for number in range(3)]
    [grid] = grids(values.view(*tracked, *everyone, on(5)))
    assert said(grid.rows[0].cells[1]) == [
        "08:00 Track 0",
        "08:01 Track 1",
        "09:00 All 0",
        "09:01 All 1",
        "09:02 All 2",
        "and 4 more",
    ]


def test_long_title_is_shortened_between_words() -> None:
    [grid] = grids(values.view(on(4, "Learning " * 20), on(5, "x" * 90), on(6, "x" * 91)))
    shown = [said(cell)[0].removeprefix("10:00 ") for cell in grid.rows[0].cells[1:]]
    assert shown == ["Learning " * 8 + "Learning…", "x" * 90, "x" * 89 + "…"]
