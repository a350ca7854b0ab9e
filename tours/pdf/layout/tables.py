"""Turns tables into slabs. The head is repeated on every page, and a row is cut only where it is higher than a page."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, zip_longest
from typing import NamedTuple

from tours.pdf.blocks import Column, Row, Table, text
from tours.pdf.file.tagging import Element, Tag, cell, head_cell
from tours.pdf.layout.lines import Line, cell_lines
from tours.pdf.layout.setting import Setting
from tours.pdf.layout.slabs import Bar, Mark, Slab, kept_together
from tours.pdf.layout.stacking import stacked
from tours.pdf.styles import Colour, Look

BEFORE = 6.0
GUTTER = 12.0
PADDING = 5.0
BAR_WIDTH = 3.0
BAR_INDENT = 9.0
HEAD_RULE = 1.0
COLOURED_RULE = 2.5
ROW_RULE = 0.6
GRID_INDENT = 6.0
SMALL = 0.25
"""A table or group of rows up to this part of a page stays on one page.

A larger one may be split, or much of a page would stay empty.
"""
FIRST_KEPT = 3
"""How many slabs stay together at the start of a table: its head and two rows."""
FIRST_LINES_KEPT = 3
"""How many lines stay together at the start of a row that is cut."""


class Box(NamedTuple):
    """A cell in place: its lines, and where they stand."""

    left: float
    width: float
    lines: list[Line]
    figures: bool = False


class TableLayout:
    """One table within the frame of a setting.

    Its first cells are tagged as heads of their rows, unless the table would then have more heads than other cells. A
    screen reader reads heads aloud again and again, so too many are a hindrance.
    """

    def __init__(self, table: Table, setting: Setting, root: Element) -> None:
        self.table = stacked(table) if setting.style.narrow else table
        self.setting, self.frame = setting, setting.frame
        self.element = root.child(Tag.TABLE)
        self.padding = setting.space(PADDING)
        self.gutter = setting.space(GUTTER)
        cells = sum(len(row.cells) - 1 for row in self.table.rows)
        self.heads_rows = cells >= len(self.table.rows) + len(self.table.columns)
        widths = [column.share * self.frame.width for column in self.table.columns]
        self.lefts = list(accumulate(widths, initial=0.0))
        self.repeated_head = self._head(self.table.continued, None)

    def slabs(self) -> list[Slab]:
        """The slabs of the table.

        A small table and a grid stay on one page. Of a larger table neither the first row nor the last stands alone.
        """
        head = self._head("", self.element.child(Tag.ROW))
        above = self._above() if self.table.follows else None
        slabs = [replace(head, keep=True, before=self.setting.space(BEFORE), head=above)]
        for group in self._groups():
            joined, last = group[:-1], group[-1]
            rows = [slab for row in joined for slab in self._row(row, last=False)] + self._row(last, last=True)
            slabs += kept_together(rows) if self._small(rows) else rows
        slabs = self._parted(slabs)
        return [*slabs[:-1], replace(slabs[-1], keep=self.table.leads)]

    def _parted(self, slabs: list[Slab]) -> list[Slab]:
        """Keeps the head, the first row and the second together, and the last two rows; or all, where they are few."""
        if self.table.grid or self._small(slabs) or len(slabs) <= FIRST_KEPT + 1:
            return kept_together(slabs)
        return kept_together(slabs[:FIRST_KEPT]) + slabs[FIRST_KEPT:-2] + kept_together(slabs[-2:])

    def _groups(self) -> Iterator[list[Row]]:
        """Yields each row together with the rows joined to it."""
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

    def _head(self, continued: str, row: Element | None) -> Slab:
        """The head of the table.

        A repeated head has no `row`: it belongs to the page alone, because the table has one head.
        """
        above = cell_lines((text(continued, Look.LABEL),), self.frame.width, self.setting, None)
        marks = list(_box_marks(Box(0, 0, above), 0.0))
        top = _height(above) + (self.padding if above else 0)
        boxes = [self._head_box(number, column, row) for number, column in enumerate(self.table.columns)]
        for box in boxes:
            marks += _box_marks(box, top)
        height = top + max(_height(box.lines) for box in boxes) + self.padding / 2
        marks += self._rules(height)
        return Slab(height + COLOURED_RULE, tuple(marks))

    def _above(self) -> Slab:
        """Says whose the table is that goes on at the top of a page. It belongs to the page alone."""
        lines = cell_lines((text(self.table.continued, Look.LABEL),), self.frame.width, self.setting, None)
        return Slab(_height(lines) + self.padding, tuple(_box_marks(Box(0, 0, lines), 0.0)))

    def _head_box(self, number: int, column: Column, row: Element | None) -> Box:
        element = row.child(Tag.HEAD_CELL, head_cell("Column"), always=True) if row else None
        left, width = self._room(number, 1)
        label = text(column.label, Look.LABEL)
        if column.url:
            label = label._replace(spans=(label.spans[0]._replace(url=column.url),))
        return Box(left, width, cell_lines((label,), width, self.setting, element), column.figures)

    def _rules(self, top: float) -> Iterator[Bar]:
        for number, column in enumerate(self.table.columns):
            left, width = self._room(number, 1)
            if column.colour:
                yield Bar(left, top, width, COLOURED_RULE, column.colour)
            else:
                yield Bar(left, top, self.lefts[number + 1] - left, HEAD_RULE, Colour.NAVY)

    def _row(self, row: Row, *, last: bool) -> list[Slab]:
        """One slab, or several for a row that is higher than a page. `last` is the last of a group of joined rows."""
        element = self.element.child(Tag.ROW)
        boxes = list(self._boxes(row, element))
        rule = Bar(0.0 if last else self.lefts[1], 0, 0, ROW_RULE, Colour.RULE)
        rule = rule._replace(width=self.frame.width - rule.x)
        height = max(_height(box.lines) for box in boxes) + 2 * self.padding
        if height + self.repeated_head.height <= self.frame.height:
            return [self._slab(row, boxes, self.padding, height, rule)]
        bands = list(_bands(boxes))
        slabs = []
        for number, band in enumerate(bands, 1):
            top = self.padding if number == 1 else 0.0
            below = self.padding if number == len(bands) else 0.0
            height = top + _band_height(band) + below
            slabs.append(self._slab(row, band, top, height, rule if number == len(bands) else None))
        return kept_together(slabs[:FIRST_LINES_KEPT]) + slabs[FIRST_LINES_KEPT:]

    def _boxes(self, row: Row, element: Element) -> Iterator[Box]:
        number = 0
        for content, columns in zip(row.cells, row.spans or (1,) * len(row.cells), strict=True):
            left, width = self._room(number, columns)
            indent = BAR_INDENT if row.bar and number == 1 else 0.0
            if number == 0 and self.heads_rows:
                within = element.child(Tag.HEAD_CELL, head_cell("Row", columns), always=True)
            else:
                within = element.child(Tag.CELL, cell(columns), always=True)
            lines = cell_lines(content, width - indent, self.setting, within)
            yield Box(left + indent, width - indent, lines, self.table.columns[number].figures)
            number += columns

    def _room(self, number: int, columns: int) -> tuple[float, float]:
        """The left edge and the width of the space for text in `columns` columns, from column `number` on."""
        end = number + columns
        last = end == len(self.table.columns)
        indent = GRID_INDENT if self.table.grid and number else 0.0
        left = self.lefts[number] + indent
        width = self.lefts[end] - left
        return left, width if last else width - (GRID_INDENT if self.table.grid else self.gutter)

    def _slab(self, row: Row, boxes: Sequence[Box], top: float, height: float, rule: Bar | None) -> Slab:
        """A slab of a row, or of a part of it: `boxes` begin at `top`. The last part has a `rule` under it."""
        marks: list[Mark] = [rule._replace(y=height - ROW_RULE)] if rule else []
        if row.bar:
            below = self.padding if rule else 0.0
            marks.append(Bar(self.lefts[1], top, BAR_WIDTH, height - top - below, row.bar))
        if self.table.grid:
            marks += [Bar(left, 0, ROW_RULE, height, Colour.RULE) for left in self.lefts[1:-1]]
        for box in boxes:
            marks += _box_marks(box, top)
        return Slab(height, tuple(marks), head=self.repeated_head)


def _bands(boxes: list[Box]) -> Iterator[list[Box]]:
    """Splits a row into bands, each with one line of every cell."""
    for band in zip_longest(*(box.lines for box in boxes)):
        yield [box._replace(lines=[line] if line else []) for box, line in zip(boxes, band, strict=True)]


def _band_height(band: list[Box]) -> float:
    return max(_height(box.lines) for box in band)


def _height(lines: list[Line]) -> float:
    return sum(line.height for line in lines)


def _box_marks(box: Box, top: float) -> Iterator[Mark]:
    """Yields the marks of a cell's lines, one under another. Figures are aligned right."""
    for line in box.lines:
        left = box.left + (box.width - line.width if box.figures else 0.0)
        yield from line.marks(left, top)
        top += line.height
