"""The rule that says which wishes of a city or delegate happen at once, and which the registrar decides."""

from datetime import date

from participants.models import Delegation
from participants.vocabulary import RequestKind

ALWAYS_DECIDED = frozenset({RequestKind.NAME, RequestKind.OTHER})
"""A changed name never inherits a place by itself, and what has no verb needs somebody who does it."""


def needs_decision(kind: RequestKind, delegation: Delegation | None, today: date, *, has_place: bool = False) -> bool:
    """Whether such a wish is a request. `has_place`: whether the delegate has a place, or is offered one.

    A substitute for somebody with a place is one before the freeze too: the registrar chooses the card of who comes.
    """
    if kind in ALWAYS_DECIDED or (kind == RequestKind.SUBSTITUTE and has_place):
        return True
    return is_frozen(delegation, today)


def is_frozen(delegation: Delegation | None, today: date) -> bool:
    """The last day for changes itself still counts."""
    return bool(delegation and delegation.freeze_on and today > delegation.freeze_on)
