"""The days of the programme, and the form each is in."""

from collections.abc import Iterator
from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.factories import values
from tests.tours.booklet.reading import MONDAY, body, headings, monday, paragraphs, table
from tours.agenda.audiences import for_audience
from tours.agenda.values import PUBLIC, STAFF, Audience, Item
from tours.agenda.view import AgendaView
from tours.pdf.blocks import Heading, Paragraph, Table, text
from tours.pdf.styles import Look, Paper
from tours.vocabulary import ItemKind, Level, Status


def test_agenda_without_items_says_that_it_is_to_follow() -> None:
    assert paragraphs(body(values.view()))[0] == "Programme to follow."


def test_event_announced_without_an_agenda_has_its_programme_to_follow() -> None:
    announcement = replace(values.whole(values.event()), uid="announcement")
    view = values.view(announcement, purposes=(), practical=())
    assert headings(body(view)) == [(1, "Programme"), (1, "Participating cities")]
    assert paragraphs(body(view)) == ["Programme to follow."]


def test_programme_says_whose_time_it_is_and_what_the_version_is_for() -> None:
    view = replace(values.view(values.item()), note="Rooms are new.")
    assert paragraphs(body(view))[:2] == ["Rooms are new.", "Times are local: Seoul, UTC+9."]


def test_item_that_was_removed_is_left_out() -> None:
    first = values.published(values.item("1"), values.item("2", title="Removed"))
    second = values.published(values.item("1"), number=2, previous=first)
    view = for_audience(second, PUBLIC)
    assert [what[0] for _, what, *_ in monday(view)] == ["Opening of the week"]


def test_day_says_in_one_line_when_participants_have_items_of_their_own() -> None:
    """A day without any public item has that line and no table."""
    own = values.item("1", level=Level.DELEGATES)
    view = values.view(own, values.item("2", day=date(2017, 9, 5)), tells_of_participants_items=True)
    blocks = list(body(view))
    starts = next(number for number, block in enumerate(blocks) if isinstance(block, Heading) and block.key)
    told = "Participants also have a programme of their own: 10:00–11:00"
    assert blocks[starts : starts + 3] == [
        Heading(2, MONDAY, key="day-2017-09-04"),
        Paragraph(text(told, Look.DETAIL)),
        Heading(2, "Tuesday 5 September 2017", key="day-2017-09-05"),
    ]
    assert isinstance(blocks[starts + 3], Table)


def test_line_on_participants_stays_with_the_table_of_its_day() -> None:
    own = values.item("1", level=Level.DELEGATES)
    view = values.view(own, values.item("2", start=time(14), end=time(15)), tells_of_participants_items=True)
    told = text("Participants also have a programme of their own: 10:00–11:00", Look.DETAIL)
    blocks = list(body(view))
    assert isinstance(blocks[blocks.index(Paragraph(told, leads=True)) + 1], Table)


def test_days_can_be_led_to() -> None:
    view = values.view(values.item("1"), values.item("2", day=date(2017, 9, 5)))
    days = [block for block in body(view) if isinstance(block, Heading) and block.key]
    assert days == [
        Heading(2, MONDAY, key="day-2017-09-04"),
        Heading(2, "Tuesday 5 September 2017", key="day-2017-09-05"),
    ]


def test_table_of_a_day_says_on_its_second_page_whose_it_is() -> None:
    assert table(values.view(values.item()), MONDAY).continued == f"{MONDAY}, continued"


@pytest.mark.parametrize(
    ("audience", "paper", "heads"),
    [
        (PUBLIC, Paper.A4, ["Time", "Track A", "Track B"]),
        (Audience(level=Level.DELEGATES), Paper.LETTER, ["Time", "Track A", "Track B"]),
        (PUBLIC, Paper.POCKET, ["Time", "What", "Where"]),
        (STAFF, Paper.A4, ["Time", "What", "Where"]),
    ],
)
def test_parallel_day_is_a_list_on_narrow_paper_and_for_staff(
    audience: Audience, paper: Paper, heads: list[str]
) -> None:
    items = (values.item("1", track="Track A", room="Hall"), values.item("2", track="Track B"))
    view = values.view(*items, audience=audience)
    assert [column.label for column in table(view, MONDAY, paper).columns] == heads


TIMES = st.none() | st.sampled_from([time(0), time(9), time(9, 30), time(18)])


@st.composite
def agendas(draw: st.DrawFn) -> tuple[Item, ...]:
    """Items in few days, times and tracks, so that many of them meet."""
    return tuple(_random_item(draw, number) for number in range(draw(st.integers(0, 12))))


def _random_item(draw: st.DrawFn, number: int) -> Item:
    start = draw(TIMES)
    return values.item(
        f"item-{number}",
        title=f"Item {number}.",
        day=date(2017, 9, 4) + timedelta(days=draw(st.integers(0, 1))),
        start=start,
        end=time(20, draw(st.sampled_from([0, 30]))) if start else None,
        track=draw(st.sampled_from(["", "A", "B", "C", "D"])),
        kind=draw(st.sampled_from([ItemKind.SESSION, ItemKind.TRANSFER])),
        status=draw(st.sampled_from(Status)),
        order=draw(st.integers(0, 1)),
    )


@given(agendas(), st.sampled_from([PUBLIC, STAFF]), st.sampled_from(Paper))
def test_every_item_stands_once_under_its_day_whatever_the_form(
    items: tuple[Item, ...], audience: Audience, paper: Paper
) -> None:
    view = values.view(*items, audience=audience)
    assert sorted(_titles(view, paper)) == sorted((item.line.day, item.line.title) for item in view.standing)


def _titles(view: AgendaView, paper: Paper) -> Iterator[tuple[date, str]]:
    """Each title in the programme, with the day whose heading it stands under."""
    day: date | None = None
    for block in body(view, paper):
        if isinstance(block, Heading):
            day = date.fromisoformat(block.key.removeprefix("day-")) if block.key else None
        if isinstance(block, Table) and day:
            for row in block.rows:
                assert sum(row.spans or [1] * len(row.cells)) == len(block.columns)
                spans = [span for cell in row.cells for text in cell for span in text.spans]
                yield from ((day, span.words) for span in spans if span.words.startswith("Item "))
