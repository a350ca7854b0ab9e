"""A day as a list."""

from datetime import time

from tests.factories import values
from tests.tours.booklet.reading import MONDAY, monday_rows, said, table
from tours.agenda.values import STAFF
from tours.pdf.styles import Colour, Paper
from tours.vocabulary import ItemKind


def test_parallel_items_stand_together_each_in_the_colour_of_its_track() -> None:
    view = values.view(
        values.item("1", title="A", track="Track A"),
        values.item("2", title="B", track="Track B"),
        values.item("3", title="Lunch", start=time(12), end=time(13), kind=ItemKind.MEAL),
    )
    assert [(said(row.cells[1])[0], row.joined, row.bar) for row in table(view, MONDAY, Paper.POCKET).rows] == [
        ("A", False, Colour.LINK),
        ("B", True, Colour.BROWN),
        ("Lunch", False, None),
    ]


def test_items_without_a_clock_time_are_not_parallel() -> None:
    view = values.view(values.item("1", start=None, end=None), values.item("2", start=None, end=None))
    assert [row.joined for row in monday_rows(view)] == [False, False]


def test_staff_find_the_transfers_by_a_colour_of_their_own() -> None:
    view = values.view(
        values.item("1", kind=ItemKind.TRANSFER, track="Track A"),
        values.item("2", track="Track A", start=time(12), end=time(13)),
        values.item("3", start=time(14), end=time(15)),
        audience=STAFF,
    )
    assert [row.bar for row in monday_rows(view)] == [Colour.INK, Colour.LINK, None]


def test_transfers_of_a_track_have_its_colour_for_all_others() -> None:
    view = values.view(
        values.item("1", kind=ItemKind.TRANSFER, track="Track A"), values.item("2", kind=ItemKind.TRANSFER)
    )
    assert [row.bar for row in monday_rows(view)] == [None, Colour.LINK]
