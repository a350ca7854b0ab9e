"""Rearranges tables for narrow paper: the cells of a row stand under one another, beside the first cell, which is its
head.
"""

from tours.pdf.blocks import Cell, Column, Row, Span, Table, has_words

FIRST = 0.25
"""The least share of the width that the first column takes."""


def stacked(table: Table) -> Table:
    """The table in two columns. A grid, and a table of at most two columns, stay as they are."""
    if table.grid or len(table.columns) < 3:
        return table
    first, *rest = table.columns
    share = max(FIRST, first.share)
    merged = Column(" · ".join(column.label for column in rest), 1 - share)
    return Table(
        (first._replace(share=share), merged),
        tuple(_stacked(row, rest) for row in table.rows),
        continued=table.continued,
        leads=table.leads,
        follows=table.follows,
    )


def _stacked(row: Row, columns: list[Column]) -> Row:
    first, *rest = row.cells
    if row.spans:
        return row._replace(cells=(first, _joined(rest)), spans=())
    labelled = [_labelled(cell, column) for cell, column in zip(rest, columns, strict=True)]
    return row._replace(cells=(first, _joined(labelled)))


def _joined(cells: list[Cell]) -> Cell:
    return tuple(text for cell in cells for text in cell)


def _labelled(cell: Cell, column: Column) -> Cell:
    """Puts the column's label before a figure, because no column head stands above it any more."""
    if not column.figures:
        return cell
    return tuple(text._replace(spans=(Span(f"{column.label}:"), *text.spans)) for text in cell if has_words(text))
