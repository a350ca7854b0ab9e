"""The rule that says which wishes of a city or delegate happen at once, and which the registrar decides."""

from datetime import datetime

from participants.days import today_at
from participants.models import Delegation
from participants.vocabulary import RequestKind
from tours.models import Event
from tours.vocabulary import EventState

ALWAYS_DECIDED = frozenset({RequestKind.NAME, RequestKind.OTHER})
"""A changed name never inherits a place by itself, and what has no verb needs somebody who does it."""


def needs_decision(
    kind: RequestKind,
    delegation: Delegation | None,
    event: Event,
    now: datetime | None = None,
    *,
    has_place: bool = False,
) -> bool:
    """Whether such a wish is a request. `has_place`: whether the delegate has a place, or is offered one.

    A substitute for somebody with a place is one before the freeze too: the registrar chooses the card of who comes.
    """
    if kind in ALWAYS_DECIDED or (kind == RequestKind.SUBSTITUTE and has_place):
        return True
    return is_frozen(delegation, event, now)


def is_frozen(delegation: Delegation | None, event: Event, now: datetime | None = None) -> bool:
    """Whether the last day for changes is over, by the clock of the event. While the event is postponed no day passes."""
    if delegation is None or delegation.freeze_on is None or event.state == EventState.POSTPONED:
        return False
    return today_at(event, now) > delegation.freeze_on
