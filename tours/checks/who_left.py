"""The people who no longer come to an event: a higher room knows them, and registers itself when the site starts."""

from collections.abc import Callable, Iterable

from tours.models import Event

Left = Callable[[Event], Iterable[str]]
_left: list[Left] = []


def ask_who_left(left: Left) -> None:
    """`left` gives the UIDs of people, in a fixed number of queries."""
    _left.append(left)


def who_left(event: Event) -> frozenset[str]:
    return frozenset(uid for left in _left for uid in left(event))
