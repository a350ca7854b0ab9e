"""How many delegates each group of an event has: a higher room knows it, and registers itself when the site starts."""

from collections.abc import Callable, Mapping

from tours.models import Event

Counts = Callable[[Event], Mapping[str, int]]
_counts: list[Counts] = []


def count_delegates_by(counts: Counts) -> None:
    """`counts` gives the numbers of an event's groups by their UIDs, in a fixed number of queries."""
    _counts.append(counts)


def delegates_in_groups(event: Event) -> dict[str, int]:
    found: dict[str, int] = {}
    for counts in _counts:
        found |= counts(event)
    return found
