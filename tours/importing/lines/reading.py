"""Reads a typed line. What is not understood stays in the title."""

import re

from tours.importing.lines.clock import times_at_head
from tours.importing.lines.people import people_at_end
from tours.importing.lines.values import NamedPart, TypedItem
from tours.importing.lines.words import OPEN, UNSCHEDULED
from tours.importing.reading.items.kinds import kind_of

TENTATIVE = re.compile(rf"\s*\((?:{OPEN})\)|(?<![\s,–-])[\s,–-]+(?:TBC|TBD)\s*$|\s*\[(?:{OPEN})\]", re.IGNORECASE)
AT = re.compile(r"(?:^|(?<=\s))@\s*")
APART = re.compile(r"\s*[,;]\s+|\s+[–—-]\s+")


WAITS = re.compile(
    rf"(?<=[^\s,;–-])[\s,;–-]+(?:{UNSCHEDULED})(?=[\s.]*(?:@|$))|(?<=\S)\s*[(\[](?:{UNSCHEDULED})[)\]]", re.IGNORECASE
)


def typed_items(text: str, *, waits: bool = False) -> list[TypedItem]:
    """One item a line; empty lines are none. Where they wait for a day, words that say so are no part of the title."""
    lines = (WAITS.sub("", line) if waits else line for line in text.splitlines())
    return [read_line(line) for line in lines if line.strip()]


def read_line(line: str) -> TypedItem:
    """Reads times, title, place (after @), people (after a comma or dash, with a role word) and “(TBC)”, in this order."""
    times, rest = times_at_head(" ".join(_without_cells(line).split()))
    rest, is_tentative = TENTATIVE.subn("", rest)
    said, where = _halves(rest.strip())
    title, people = _without_people(said)
    place, more = _without_people(where, is_place=True)
    room, _comma, venue = place.partition(", ")
    title = title or rest.strip() or line.strip()
    return TypedItem(
        title=title,
        start=times.start if times else None,
        end=times.end if times else None,
        ends_next_day=bool(times and times.ends_next_day),
        room=room if venue else "",
        place=venue or room,
        people=(*people, *more),
        is_tentative=bool(is_tentative),
        kind=kind_of(title),
    )


def _without_cells(line: str) -> str:
    """A row of a pasted table as a line: its times, the title, the place, and then those who are named with a role."""
    cells = [cell.strip() for cell in line.split("\t") if cell.strip()]
    times = [cell for cell in cells[:2] if times_at_head(cell) != (None, cell) and not times_at_head(cell)[1]]
    if len(cells) < len(times) + 2:
        return line
    title, *others = cells[len(times) :]
    people = [cell for cell in others if people_at_end([cell])[1]]
    place, *more = [cell for cell in others if cell not in people] or [""]
    title = " – ".join([title, *more])
    return f"{'-'.join(times)} {title}{f' @ {place}' if place else ''}{''.join(f', {cell}' for cell in people)}"


def _halves(text: str) -> tuple[str, str]:
    """What stands before the last @, and after it. An @ with nothing before or after it is a sign like others."""
    for mark in reversed(list(AT.finditer(text))):
        before, after = text[: mark.start()].strip(), text[mark.end() :].strip()
        if before and after:
            return before, after
    return text, ""


def _without_people(text: str, *, is_place: bool = False) -> tuple[str, tuple[NamedPart, ...]]:
    """The text without the people at its end, and these. A title has at least one segment; a place may have none."""
    marks, segments = list(APART.finditer(text)), APART.split(text)
    skipped = 0 if is_place else 1
    number, people = people_at_end(segments[skipped:])
    number += skipped
    if not people:
        return text, ()
    return text[: marks[number - 1].start()] if number else "", people
