"""Reads the rows of a table as items of an agenda. What stands in no known column goes to the item's description, marked."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from backstage.tables.pasted import Cells, headed, table_of
from backstage.text.folding import folded
from tours.importing.reading.items.kinds import kind_of
from tours.importing.reading.items.people import people_of
from tours.importing.reading.values import Doubt, NamedPerson, Reading, ReadItem, Section
from tours.importing.reading.words.people import UNDECIDED
from tours.importing.tables.columns import Column, column_of, is_number_of_row
from tours.importing.tables.moments import Days, clock_within, is_long_day, times_of
from tours.vocabulary import PersonRole

MOST_ROWS = 2_000
_AGAIN = frozenset({Column.SPEAKERS, Column.MODERATOR, Column.DESCRIPTION})
"""Columns of which there may be several."""
ROLES = {Column.MODERATOR: PersonRole.MODERATOR, Column.SPEAKERS: PersonRole.SPEAKER}
_UNDECIDED = re.compile(rf"(?<!\w)(?:{UNDECIDED})(?!\w)", re.IGNORECASE)
Columns = tuple[Column | None, ...]


class Table(NamedTuple):
    columns: Columns
    first: Cells
    """The cells of the first row, be it a heading or an item: by them people recognise the columns."""
    reading: Reading


def is_headed(text: str) -> bool:
    """Whether a text is a table that says of each item its day and its title."""
    first = next(iter(table_of(text.lstrip("\n").partition("\n")[0])), [])
    return {Column.DAY, Column.TITLE} <= set(headed(first, column_of, again=_AGAIN))


def read_table(text: str, days: Days, columns: Columns = ()) -> Table:
    """Reads a table. Without `columns` the heading says what they are. Raises ValidationError where there is no row,
    or more than MOST_ROWS.
    """
    rows = table_of(text)
    if not rows:
        raise ValidationError(_("There is no row in this table."), code="empty")
    if len(rows) > MOST_ROWS:
        raise ValidationError(_("This table has more than %(most)d rows."), "large", {"most": MOST_ROWS})
    heading = headed(rows[0], column_of, again=_AGAIN)
    width = max(map(len, rows))
    found = (columns or heading or ())[:width] + (None,) * (width - len(columns or heading))
    names = rows[0] if heading or (columns and _tells_no_moment(rows[0], found, days)) else []
    return Table(found, rows[0] + [""] * (width - len(rows[0])), _reading(rows[len(names) > 0 :], names, found, days))


def _tells_no_moment(cells: Cells, columns: Columns, days: Days) -> bool:
    """Whether a first row whose words are in no list is a heading all the same: its day or time is none."""
    row = _Row(cells, [], columns)
    moments = row[Column.DAY] or row[Column.START]
    times = times_of(row[Column.START], "", days)
    return bool(moments) and days.read(row[Column.DAY]).day is None and times.start is None


def _reading(rows: Sequence[Cells], names: Cells, columns: Columns, days: Days) -> Reading:
    """A cell that spans rows is empty in all but the first; so a day holds until the next."""
    items, sections, at = [], dict[str, int](), ""
    for line, cells in enumerate(rows, 1 + bool(names)):
        filled = _Row(cells, names, columns)
        lone = filled.lone()
        at = filled[Column.DAY] or (lone if is_long_day(lone, days) else at)
        section = sections.setdefault(at, len(sections))
        if not (lone and lone == at):
            items.append(_item(filled, days, at, section, line))
    read = {text: days.read(text) for text in sections}
    return Reading(tuple(items), sections=tuple(Section(text, day.day, day.doubts) for text, day in read.items()))


class _Row:
    """The cells of a row by their columns."""

    def __init__(self, cells: Cells, names: Cells, columns: Columns) -> None:
        self.cells = cells
        self.columns = [column for column, _cell in zip(columns, cells, strict=False)]
        self.names = [*names, *[""] * (len(cells) - len(names))]

    def __getitem__(self, column: Column) -> str:
        return "; ".join(self.all(column))

    def all(self, column: Column) -> list[str]:
        return [cell for at, cell in zip(self.columns, self.cells, strict=True) if cell and at is column]

    def lone(self) -> str:
        """The only cell that says something, such as a day above its items; empty where there are several."""
        filled = [cell for cell in self.cells if cell]
        return filled[0] if len(filled) == 1 else ""

    def others(self) -> Iterator[str]:
        """The cells of columns that are not used, with their headings."""
        for column, name, cell in zip(self.columns, self.names, self.cells, strict=False):
            if column is None and cell and not (is_number_of_row(name) and cell.strip(".").isdigit()):
                yield f"{name}: {cell}" if name else cell


def _item(row: _Row, days: Days, at: str, section: int, line: int) -> ReadItem:
    times = times_of(row[Column.START] or clock_within(row[Column.DAY]), row[Column.END], days)
    named = [(cell, people_of(cell, role=role)) for column, role in ROLES.items() for cell in row.all(column)]
    others = [*row.others(), *times.rest, *(cell for cell, people in named if _leaves_words(cell, people))]
    day = days.read(at)
    return ReadItem(
        day=day.day,
        start=times.start,
        end=times.end,
        ends_next_day=times.ends_next_day,
        title=row[Column.TITLE],
        kind=kind_of(row[Column.KIND]) or kind_of(row[Column.TITLE]),
        place=row[Column.PLACE] or row[Column.ROOM],
        room=row[Column.ROOM] if row[Column.PLACE] else "",
        track=row[Column.TRACK],
        is_tentative=bool(_UNDECIDED.search(" ".join(row.cells))),
        people=tuple(dict.fromkeys(person for _cell, people in named for person in people)),
        rest="\n\n".join([*row.all(Column.DESCRIPTION), *others]),
        text="\t".join(filter(None, row.cells)),
        section=section,
        line=line,
        doubts=frozenset([Doubt.NOT_UNDERSTOOD] if others else []) | (frozenset() if day.day else {Doubt.NO_DAY}),
    )


def _leaves_words(cell: str, people: Sequence[NamedPerson]) -> bool:
    """Whether the cell says more than who they are, such as that somebody is still to be found."""
    said = {word for person in people for word in folded(f"{person.name} {person.about}")}
    return not said.issuperset(folded(cell))
