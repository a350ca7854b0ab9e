"""The plain programs write the same as the renderers. Otherwise the ratios would compare different work."""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta

import pytest

from bench.baselines import booklet as plain_booklet
from bench.baselines import calendar as plain_calendar
from bench.baselines import page as plain_page
from tests.factories import values
from tours.agenda.audiences import for_audience
from tours.agenda.values import PUBLIC
from tours.agenda.view import AgendaView
from tours.booklet import Paper, booklet
from tours.calendar import programme_calendar

ADDRESS, OFFICE = "https://bench.example", "office@bench.example"


def first_edition() -> AgendaView:
    return values.view(*values.many_items(60))


def next_edition() -> AgendaView:
    """An edition in which one item has a new title, with a backslash, a comma and a semicolon."""
    before = values.published(*values.many_items(60))
    changed = values.item("item-0", title=r"C:\Novi, and so on; again", place=values.KINTEX)
    at = values.PUBLISHED_AT + timedelta(days=1)
    after = values.published(changed, *values.many_items(60)[1:], number=2, at=at, previous=before)
    return for_audience(after, PUBLIC)


def entries(calendar: bytes) -> list[Counter[str]]:
    """The unfolded lines of each entry, in any order. The part before the first entry counts as one."""
    unfolded = calendar.decode().replace("\r\n ", "")
    return [Counter(entry.split("\r\n")) for entry in unfolded.split("BEGIN:VEVENT\r\n")]


@pytest.mark.parametrize("edition", [first_edition, next_edition])
def test_plain_calendar_has_every_line_of_the_drawn_one(edition: Callable[[], AgendaView]) -> None:
    view = edition()
    drawn = programme_calendar(view, base_url=ADDRESS, office=OFFICE)
    plain = plain_calendar.calendar(view, plain_calendar.opening(drawn), ADDRESS, OFFICE)
    assert entries(plain) == entries(drawn)


@pytest.mark.parametrize("line", ["", "a" * 75, "a" * 76, "a" * 149, "a" * 150, "서" * 100, "aĐ" * 60])
def test_plain_line_is_folded_at_75_octets_and_within_no_character(line: str) -> None:
    folded = plain_calendar.folded(line)
    assert folded.decode().replace("\r\n ", "") == f"{line}\r\n"
    octets = [len(part) for part in folded.removesuffix(b"\r\n").split(b"\r\n")]
    assert max(octets) <= 75
    assert all(length >= 73 for length in octets[:-1])
    assert all(part.decode() for part in folded.split(b"\r\n") if part)


def test_plain_page_is_the_page_its_pieces_were_taken_from() -> None:
    page = '<p class="a">Tom &amp; Jerry&#x27;s <b>Đakovo</b> &lt;서울&gt;</p>'.encode()
    pieces = plain_page.pieces(page)
    assert [piece.words for piece in pieces] == [
        "",
        '<p class="a">',
        "Tom & Jerry's ",
        "<b>",
        "Đakovo",
        "</b>",
        " <서울>",
        "</p>",
        "",
    ]
    assert plain_page.page(pieces) == page


def test_plain_booklet_has_every_word_in_its_face_size_and_place() -> None:
    drawn = booklet(first_edition(), base_url=ADDRESS, paper=Paper.A4)
    pages = plain_booklet.pages(drawn)
    again = plain_booklet.pages(plain_booklet.booklet(pages))
    assert [_rounded(page) for page in again] == [_rounded(page) for page in pages]


def test_words_of_a_booklet_are_read_with_face_and_size() -> None:
    [first, *_rest] = plain_booklet.pages(booklet(first_edition(), base_url=ADDRESS, paper=Paper.A4))
    faces = {words.words: (words.face, words.size > 0) for words in first.words}
    assert faces["4–8 September 2017"] == ("SojournSans-Regular", True)


def _rounded(page: plain_booklet.Page) -> tuple[object, ...]:
    """The page with numbers rounded to a tenth of a point, as reportlab rounds when it writes."""
    words = [(round(one.x, 1), round(one.y, 1), *one[2:]) for one in page.words]
    return (page.width, page.height, words)
