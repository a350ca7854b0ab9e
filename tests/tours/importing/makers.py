"""Makes items as if they were read, and rows of a review."""

from datetime import date, time
from typing import Any

from tours.importing.planning.values import Row
from tours.importing.reading.values import NamedPerson, ReadItem

MONDAY, TUESDAY, FRIDAY = date(2017, 9, 4), date(2017, 9, 5), date(2017, 9, 8)


def read(title: str, start: str = "", end: str = "", **facts: Any) -> ReadItem:
    given: dict[str, Any] = {"day": MONDAY, "text": title} | facts
    return ReadItem(start=clock(start), end=clock(end), title=title, **given)


def row(title: str, start: str = "", end: str = "", *, key: str = "", **facts: Any) -> Row:
    of_row = {name: facts.pop(name) for name in Row.__dataclass_fields__ if name in facts}
    return Row(key or f"{title} {start}", read(title, start, end, **facts), **of_row)


def clock(text: str) -> time | None:
    return time.fromisoformat(text) if text else None


def people(*names: str) -> tuple[NamedPerson, ...]:
    return tuple(map(NamedPerson, names))
