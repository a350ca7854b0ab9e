"""Sorts the words of an item that are not its title: people, place, and what was not understood."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from tours.importing.reading.people import heads_people, names_people, people_of, without_people
from tours.importing.reading.places import looks_like_place, place_of, without_place
from tours.importing.reading.rows import Span, cells_of
from tours.importing.reading.segments import Found
from tours.importing.reading.tidying import tidy_title
from tours.importing.reading.values import NamedPerson

_SAYS = re.compile(r"[^\W\d_]{2}|\d{3}")


@dataclass
class Details:
    title: str = ""
    place: str = ""
    people: list[NamedPerson] = field(default_factory=list)
    rest: list[str] = field(default_factory=list)


def details_of(text: str, found: Found, span: Span, heads: list[Span]) -> Details:
    """Of the item that has this span of the text. `heads` are the days of headings in it: they are no words of the item."""
    title, place = without_place(found.title.words(text))
    title, people = without_people(title)
    details = Details(tidy_title(title), place, list(people))
    used = sorted([*found.title.spans, _clock_span(text, found), *heads])
    _sort(list(_pieces(text, span, used)), details)
    return details


def _clock_span(text: str, found: Found) -> Span:
    """With what stands between the clock and its title, such as a time zone."""
    mark, first = found.slot.mark, min(found.title.spans)
    gap = text[mark.end : first[0]]
    return (mark.start, first[0] if gap and not re.search(r"[\n|\t]", gap) else mark.end)


@dataclass(frozen=True)
class _Piece:
    words: str
    is_cell: bool
    """It stands in a cell beside others."""


def _pieces(text: str, span: Span, used: list[Span]) -> Iterator[_Piece]:
    """The lines and cells of a span that are not used yet."""
    at = span[0]
    for start, end in [*used, (span[1], span[1])]:
        if start > at:
            yield from _lines(text, at, min(start, span[1]))
        at = max(at, end)


def _lines(text: str, start: int, end: int) -> Iterator[_Piece]:
    for line in re.finditer(r"[^\n]+", text[start:end]):
        cells = cells_of(text, start + line.start(), start + line.end())
        for cell in cells:
            words = tidy_title(text[slice(*cell)])
            if _SAYS.search(words):
                yield _Piece(words, is_cell=len(cells) > 1 or line.start() == 0)


def _sort(pieces: list[_Piece], details: Details) -> None:
    role = ""
    for piece in pieces:
        words = piece.words
        if heads_people(words):
            role = words
        elif names_people(words):
            details.people += people_of(
                f"{role.rstrip(':')}: {words}" if role and not people_of(words)[0].about else words
            )
        elif not details.place and (
            place := place_of(words) or (words if piece.is_cell and looks_like_place(words) else "")
        ):
            details.place = place
        else:
            details.rest.append(words)


def untimed_details(line: str) -> Details:
    """Of a line without a clock that is an item by itself."""
    title, place = without_place(tidy_title(line))
    title, people = without_people(title)
    return Details(tidy_title(title), place, list(people))
