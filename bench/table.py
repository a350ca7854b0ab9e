"""The table: a line a measure, a column a size, each figure with its aim and whether that holds."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple


class Aim(NamedTuple):
    """At most `limit`, said in words. `items` is the one size it is set for; None stands for all."""

    limit: float
    words: str
    items: int | None = None


class Figure(NamedTuple):
    """`value` is what the aim judges; `beside` are the absolute figures behind it."""

    value: float
    words: str
    beside: str = ""


class Line(NamedTuple):
    """`figures` by the number of items; a size without one stays empty."""

    measure: str
    against: str
    aim: Aim | None
    figures: dict[int, Figure]


def table(lines: Iterable[Line], sizes: Sequence[int]) -> str:
    """In Markdown, with its columns in line."""
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
    beside = f"({figure.beside})" if figure.beside else ""
    return " ".join(filter(None, (figure.words, _verdict(figure, aim, size), beside)))


def _verdict(figure: Figure, aim: Aim | None, size: int) -> str:
    if aim is None or aim.items not in {None, size}:
        return ""
    return "holds" if figure.value <= aim.limit else "misses"
