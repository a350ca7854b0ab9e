"""The table: one line for each measure, one column for each size, and each figure with its aim and whether that holds."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple


class Aim(NamedTuple):
    """An aim of at most `limit`, with its words for the table.

    It applies to the size `items`, or to all sizes if that is None.
    """

    limit: float
    words: str
    items: int | None = None


class Figure(NamedTuple):
    """A cell of the table. The aim judges `value`; `details` are the absolute figures behind it."""

    value: float
    words: str
    details: str = ""


class Line(NamedTuple):
    """A line of the table. `figures` are by the number of items; a size without a figure stays empty."""

    measure: str
    against: str
    aim: Aim | None
    figures: dict[int, Figure]


def table(lines: Iterable[Line], sizes: Sequence[int]) -> str:
    """The table in Markdown, with aligned columns."""
    head = ("", "compared with", "aim", *(f"{size} items" for size in sizes))
    rows = [head, *(_row(line, sizes) for line in lines)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    rows.insert(1, tuple("-" * width for width in widths))
    return "\n".join("| " + " | ".join(map(str.ljust, row, widths)) + " |" for row in rows)


def _row(line: Line, sizes: Sequence[int]) -> tuple[str, ...]:
    cells = (_cell(line.figures.get(size), line.aim, size) for size in sizes)
    return (line.measure, line.against, line.aim.words if line.aim else "", *cells)


def _cell(figure: Figure | None, aim: Aim | None, size: int) -> str:
    if figure is None:
        return ""
    details = f"({figure.details})" if figure.details else ""
    return " ".join(filter(None, (figure.words, _verdict(figure, aim, size), details)))


def _verdict(figure: Figure, aim: Aim | None, size: int) -> str:
    if aim is None or aim.items not in {None, size}:
        return ""
    return "holds" if figure.value <= aim.limit else "misses"
