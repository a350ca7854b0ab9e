"""Tables as slabs: a head that comes again on every page, and rows that are cut only where none but a cut would fit."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import accumulate, chain, zip_longest

from tours.pdf.blocks import Row, Table, text
from tours.pdf.fonts import Ruler
from tours.pdf.lines import Line, cell_lines
from tours.pdf.slabs import Bar, Frame, Mark, Slab, kept_together
from tours.pdf.styles import Colour, Look

GUTTER = 12.0
PADDING = 5.0
BAR_WIDTH = 3.0
BAR_INDENT = 9.0
HEAD_RULE = 1.0
ROW_RULE = 0.6
SMALL = 0.25
"""Of a page: what is higher may be parted between rows, lest it leave half a page empty."""
BANDS_BEGUN = 3
"""How many lines of a row that is cut stay together at least where it begins."""


class TableLayout:
    """One table within a frame."""

    def __init__(self, table: Table, frame: Frame, ruler: Ruler) -> None:
        self.table, self.frame, self.ruler = table, frame, ruler
        widths = [column.share * frame.width for column in table.columns]
        self.lefts = list(accumulate(widths, initial=0.0))
        self.widths = [width - GUTTER for width in widths[:-1]] + widths[-1:]
        self.again = self._head(table.continued)

    def slabs(self) -> list[Slab]:
        """A small table stays on one page, and the last row of a larger one does not stand alone."""
        slabs = [replace(self._head(""), keep=True)]
        for group in self._groups():
            rows = list(chain.from_iterable(self._row(row) for row in group))
            slabs += kept_together(rows) if self._small(rows) else rows
        if self._small(slabs):
            return kept_together(slabs)
        return slabs[:-2] + kept_together(slabs[-2:])

    def _groups(self) -> Iterator[list[Row]]:
        """The rows, each with those joined to it."""
        group: list[Row] = []
        for row in self.table.rows:
            if group and not row.joined:
                yield group
                group = []
            group.append(row)
        if group:
            yield group

    def _small(self, slabs: list[Slab]) -> bool:
        return sum(slab.height for slab in slabs) <= SMALL * self.frame.height

    def _head(self, continued: str) -> Slab:
        lines = cell_lines((text(continued, Look.LABEL),), self.frame.width, self.ruler)
        marks = list(_stacked(lines, 0.0, 0.0))
        top = _height(lines) + (PADDING if lines else 0)
        cells = [
            cell_lines((text(column.label, Look.LABEL),), width, self.ruler)
            for column, width in zip(self.table.columns, self.widths, strict=True)
        ]
        for left, cell in zip(self.lefts, cells, strict=False):
            marks += _stacked(cell, left, top)
        height = top + max(map(_height, cells)) + PADDING / 2
        marks.append(Bar(0, height, self.frame.width, HEAD_RULE, Colour.NAVY))
        return Slab(height + HEAD_RULE, tuple(marks))

    def _row(self, row: Row) -> list[Slab]:
        """One slab; several for a row that is higher than a page."""
        cells = [
            cell_lines(cell, width - self._indent(row, number), self.ruler)
            for number, (cell, width) in enumerate(zip(row.cells, self.widths, strict=True))
        ]
        height = max(map(_height, cells)) + 2 * PADDING
        if height + self.again.height <= self.frame.height:
            return [self._slab(row, cells, height, rule=True)]
        bands = [[[line] if line else [] for line in band] for band in zip_longest(*cells)]
        slabs = [
            self._slab(row, band, max(map(_height, band)) + (PADDING if number == 0 else 0), rule=number == 0)
            for number, band in enumerate(bands)
        ]
        return kept_together(slabs[:BANDS_BEGUN]) + slabs[BANDS_BEGUN:]

    def _slab(self, row: Row, cells: list[list[Line]], height: float, *, rule: bool) -> Slab:
        """A row, or the part of it that `cells` hold; the part that begins it has the rule above it."""
        top = PADDING if rule else 0.0
        marks: list[Mark] = []
        if rule:
            left = self.lefts[1] if row.joined else 0.0
            marks.append(Bar(left, 0, self.frame.width - left, ROW_RULE, Colour.RULE))
        if row.bar:
            marks.append(Bar(self.lefts[1], top, BAR_WIDTH, height - 2 * top, row.bar))
        for number, cell in enumerate(cells):
            marks += _stacked(cell, self.lefts[number] + self._indent(row, number), top)
        return Slab(height, tuple(marks), head=self.again)

    def _indent(self, row: Row, number: int) -> float:
        return BAR_INDENT if row.bar and number == 1 else 0.0


def _height(lines: list[Line]) -> float:
    return sum(line.height for line in lines)


def _stacked(lines: list[Line], x: float, top: float) -> Iterator[Mark]:
    for line in lines:
        yield from line.marks(x, top)
        top += line.height
