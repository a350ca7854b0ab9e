"""Finds items that overlap, in one pass over items that are in the order of their beginning."""

from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import NamedTuple

from tours.checks.counted import Timed


class Pair(NamedTuple):
    """Two items that overlap. `second` begins when the first has begun and has not ended."""

    first: Timed
    second: Timed

    @property
    def uids(self) -> tuple[str, str]:
        return self.first.uid, self.second.uid


def overlaps(items: Iterable[Timed], *, spot: Callable[[Timed], Hashable] = lambda each: each.uid) -> Iterator[Pair]:
    """One pair for each item that begins while another runs at another spot: at most as many as there are items.

    It is enough to remember the one that ends last, and the one of another spot that ends last.
    """
    last: Timed | None = None
    elsewhere: Timed | None = None
    for item in items:
        other = elsewhere if last and spot(last) == spot(item) else last
        if other and item.begins < other.ends:
            yield Pair(other, item)
        if last is None or item.ends > last.ends:
            if last and spot(last) != spot(item):
                elsewhere = last
            last = item
        elif spot(last) != spot(item) and (elsewhere is None or item.ends > elsewhere.ends):
            elsewhere = item
