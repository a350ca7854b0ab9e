"""Tables without the columns that nothing stands in."""

from dataclasses import replace
from itertools import pairwise

from tours.pdf.blocks import Cell, Table, has_words


def without_empty_columns(table: Table) -> Table:
    """The first column stays. Each of the others begins where it did: the one before takes the room of what is left out."""
    columns = table.columns
    filled = [
        number
        for number in range(len(columns))
        if not number or any(_is_filled(row.cells[number]) for row in table.rows)
    ]
    shares = (
        round(sum(column.share for column in columns[first:after]), 9)
        for first, after in pairwise([*filled, len(columns)])
    )
    return replace(
        table,
        columns=tuple(columns[number]._replace(share=share) for number, share in zip(filled, shares, strict=True)),
        rows=tuple(row._replace(cells=tuple(row.cells[number] for number in filled)) for row in table.rows),
    )


def _is_filled(cell: Cell) -> bool:
    return any(map(has_words, cell))
