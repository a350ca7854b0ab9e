"""Tells higher rooms that a row was written which events share: what they show of it is then another."""

from collections.abc import Callable

from django.db.models import Model

Hear = Callable[[Model], None]
_hearing: list[Hear] = []


def hear_of_shared(hear: Hear) -> None:
    """A higher room says when it starts that it wants to be told. It is told in the transaction of who writes."""
    _hearing.append(hear)


def tell_of_shared(row: Model) -> None:
    """Whoever writes such a row calls it, after the row is saved."""
    for hear in _hearing:
        hear(row)
