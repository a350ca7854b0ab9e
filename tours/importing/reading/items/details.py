"""Sorts the words of an item that are not its title: people, place, and what was not understood."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from tours.importing.reading.items.kinds import kind_of
from tours.importing.reading.items.people import heads_people, names_people, people_of, without_people
from tours.importing.reading.items.places import looks_like_place, place_of, without_place
from tours.importing.reading.items.segments import Found
from tours.importing.reading.rows.row import Row, Span
from tours.importing.reading.rows.tables import Column
from tours.importing.reading.rows.tidying import tidy_title
from tours.importing.reading.values import NamedPerson

_SAYS = re.compile(r"[^\W\d_]{2}|\d{3}")


@dataclass
class Details:
    title: str = ""
    place: str = ""
    people: list[NamedPerson] = field(default_factory=list)
    rest: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class _Piece:
    words: str
    column: Column | None
    """What the table's head says of its cell, where that stands beside the title."""


def details_of(
    text: str, rows: list[Row], found: Found, span: Span, others: list[Span], columns: dict[int, Column]
) -> Details:
    """The details of the item that has this span of the text, in these rows.

    `others` are days of headings in it, and titles of other items.
    """
    title, place = without_place(found.title.words(text))
    title, people, still_open = without_people(title)
    details = Details(tidy_title(title), place, list(people), list(still_open))
    used = sorted([*found.title.spans, *_clock_span(text, found), *others])
    _sort(_pieces(text, rows, span, used, columns), details)
    return details


def _clock_span(text: str, found: Found) -> list[Span]:
    """The span of the item's clock, with what stands between it and the title, such as a time zone."""
    if found.slot is None:
        return []
    mark, first = found.slot.mark, min(found.title.spans)
    gap = text[mark.end : first[0]]
    return [(mark.start, first[0] if gap and not re.search(r"[\n|\t]", gap) else mark.end)]


def _pieces(text: str, rows: list[Row], span: Span, used: list[Span], columns: dict[int, Column]) -> Iterator[_Piece]:
    """What is not used yet, cell by cell."""
    for row in rows:
        is_beside = len(row.cells) > 1 and any(row.start <= start < row.end for start, _ in used)
        for i, (start, end) in enumerate(row.cells):
            for part in _unused((max(start, span[0]), min(end, span[1])), used):
                words = tidy_title(text[slice(*part)])
                if _SAYS.search(words):
                    yield _Piece(words, columns.get(i) if is_beside else None)


def _unused(span: Span, used: list[Span]) -> Iterator[Span]:
    at, end = span
    for start, after in used:
        if at < min(start, end):
            yield (at, min(start, end))
        at = max(at, after)
    if at < end:
        yield (at, end)


def _sort(pieces: Iterator[_Piece], details: Details) -> None:
    role = ""
    for piece in pieces:
        words = piece.words
        if heads_people(words):
            role = words.rstrip(":")
        elif names_people(words) or piece.column is Column.PEOPLE:
            people = people_of(words, role=role)
            details.people += people
            details.rest += [] if people else [words]
        elif not details.place and (place := _place(piece, is_first=not details.rest)):
            details.place = place
        else:
            details.rest.append(words)


def _place(piece: _Piece, *, is_first: bool) -> str:
    """A few words without a label are a place only at the first place behind the title."""
    looks_like = is_first and looks_like_place(piece.words) and kind_of(piece.words) is None
    if piece.column is Column.PLACE or looks_like:
        return piece.words
    return place_of(piece.words)
