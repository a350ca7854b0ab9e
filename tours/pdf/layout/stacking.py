"""Tables on narrow paper: the cells of a row under one another, beside the first, which heads it."""

from tours.pdf.blocks import Cell, Column, Row, Span, Table, has_words

FIRST = 0.25
"""The share of the first column at least."""


def stacked(table: Table) -> Table:
    """The same table in two columns; one that has no more, or is a grid, stays as it is."""
    if table.grid or len(table.columns) < 3:
        return table
    first, *rest = table.columns
    share = max(FIRST, first.share)
    together = Column(" · ".join(column.label for column in rest), 1 - share)
    return Table(
        (first._replace(share=share), together),
        tuple(_stacked(row, rest) for row in table.rows),
        continued=table.continued,
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
    """A figure says what it counts, for no head stands above it any more."""
    if not column.figures:
        return cell
    return tuple(text._replace(spans=(Span(f"{column.label}:"), *text.spans)) for text in cell if has_words(text))
