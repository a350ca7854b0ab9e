"""A day of parallel tracks in columns."""

from datetime import time

import pytest

from tests.factories import values
from tests.tours.booklet.reading import MONDAY, monday, monday_rows, monday_tables, said_in, table
from tours.agenda.facts import Part
from tours.agenda.values import Item
from tours.pdf.blocks import Column
from tours.pdf.styles import Colour, Look
from tours.vocabulary import ItemKind, PersonRole, Status

A, B, C, D = "Track A", "Track B", "Track C", "Track D"


def at(hour: int, *tracks: str) -> tuple[Item, ...]:
    """An item of each track that begins at the hour and ends with it."""
    end = time(hour, 59)
    return tuple(
        values.item(f"{hour}-{number}", title=f"{track or 'All'} at {hour}", track=track, start=time(hour), end=end)
        for number, track in enumerate(tracks)
    )


def test_each_track_has_a_column_in_its_colour() -> None:
    assert table(values.view(*at(9, A, B, C)), MONDAY).columns == (
        Column("Time", 0.145),
        Column(A, 0.285, colour=Colour.LINK),
        Column(B, 0.285, colour=Colour.BROWN),
        Column(C, 0.285, colour=Colour.GREEN),
    )


@pytest.mark.parametrize(
    ("items", "beside"),
    [
        (at(9, A, B), True),
        (at(9, A, B, C), True),
        (at(9, A), False),
        (at(9, A, B, C, D), False),
        (at(9, A, B) + at(10, A), False),
        (at(9, A, B) + at(10, A) + at(11, A, C), True),
        (at(9, A, B) + at(10, "") + at(11, ""), True),
        (at(9, A) + at(10, B), False),
        (at(9, A, A) + at(10, B, B), False),
    ],
)
def test_days_of_few_tracks_that_mostly_meet_stand_side_by_side(items: tuple[Item, ...], *, beside: bool) -> None:
    heads = [column.label for table in monday_tables(values.view(*items)) for column in table.columns]
    assert (A in heads) is beside


def test_heads_of_tracks_stand_only_above_what_runs_in_parallel() -> None:
    view = values.view(*at(9, ""), *at(10, B, A, A), *at(11, "", A, B), *at(12, ""), *at(13, B), *at(14, A, C))
    plain, tracks, lunch, others = monday_tables(view)
    assert [[column.label for column in table.columns] for table in (plain, tracks, lunch, others)] == [
        ["Time", "What"],
        ["Time", A, B],
        ["Time", "What"],
        ["Time", A, C],
    ]
    assert said_in(plain) == [[["09:00–09:59"], ["All at 9", "Session"]]]
    assert said_in(tracks) == [
        [["10:00–10:59"], ["Track A at 10", "Session", "Track A at 10", "Session"], ["Track B at 10", "Session"]],
        [["11:00–11:59", "3 at the same time"], ["All at 11", "Session"]],
        [["11:00–11:59"], ["Track A at 11", "Session"], ["Track B at 11", "Session"]],
    ]
    assert [(row.spans, row.joined) for row in tracks.rows] == [((), False), ((1, 2), False), ((), True)]
    assert [row[1][0] for row in said_in(lunch)] == ["All at 12", "Track B at 13"]


def test_tables_of_one_day_go_on_with_each_other_and_no_row_of_one_stands_alone() -> None:
    tables = monday_tables(values.view(*at(9, ""), *at(10, A, B), *at(11, ""), *at(12, "")))
    assert [(table.follows, table.leads) for table in tables] == [(False, True), (True, True), (True, False)]
    assert {table.continued for table in tables} == {"Monday 4 September 2017, continued"}


def test_cell_says_all_of_its_item() -> None:
    item = values.item(
        "1",
        track=A,
        status=Status.TENTATIVE,
        kind=ItemKind.SITE_VISIT,
        language="ko",
        summary="How cities plan.",
        room="Hall 3",
        parts=(Part(role=PersonRole.SPEAKER, person=values.person()),),
    )
    assert monday(values.view(item, values.item("2", track=B)))[0][1] == [
        "Opening of the week",
        "To be confirmed",
        "Site visit · Korean",
        "How cities plan.",
        "Speaker: Đorđe Čačak",
        "Hall 3",
    ]


def test_items_that_end_apart_say_their_own_time_first() -> None:
    view = values.view(values.item("1", track=A), values.item("2", track=B, end=time(12), zone="Europe/Belgrade"))
    assert monday(view) == [
        [
            ["10:00"],
            ["10:00–11:00", "Opening of the week", "Session"],
            ["10:00–12:00", "Belgrade time (UTC+2)", "Opening of the week", "Session"],
        ]
    ]
    [row] = monday_rows(view)
    assert row.cells[1][0].look is Look.LABEL


def test_items_without_a_clock_time_have_none_in_common() -> None:
    none = {"start": None, "end": None}
    view = values.view(values.item("1", track=A, **none), values.item("2", track=B, **none), values.item("3", **none))
    assert [(row.cells[0][0].spans[0].words, row.spans, row.joined) for row in monday_rows(view)] == [
        ("No set time", (1, 2), False),
        ("No set time", (), False),
    ]
