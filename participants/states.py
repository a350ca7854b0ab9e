"""The one table of states: which state of a delegate or delegation may follow which. Every verb asks it."""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from participants.vocabulary import Capacity, DelegateState, DelegationState
from tours.labels import Labels

State = TypeVar("State", bound=StrEnum)
Table = Mapping[State | None, frozenset[State]]
"""The states that may follow each. `None` is before the row."""

_BACK = frozenset({DelegateState.PROPOSED, DelegateState.RESERVE, DelegateState.ACCEPTED})
DELEGATES: Table[DelegateState] = {
    None: frozenset({DelegateState.PROPOSED, DelegateState.ACCEPTED}),
    DelegateState.PROPOSED: frozenset(
        {
            DelegateState.ENDORSED,
            DelegateState.ACCEPTED,
            DelegateState.RESERVE,
            DelegateState.DECLINED,
            DelegateState.WITHDRAWN,
        }
    ),
    DelegateState.ENDORSED: frozenset(
        {DelegateState.ACCEPTED, DelegateState.RESERVE, DelegateState.DECLINED, DelegateState.WITHDRAWN}
    ),
    DelegateState.RESERVE: frozenset(
        {DelegateState.OFFERED, DelegateState.ACCEPTED, DelegateState.DECLINED, DelegateState.WITHDRAWN}
    ),
    DelegateState.OFFERED: frozenset(
        {DelegateState.ACCEPTED, DelegateState.DECLINED, DelegateState.LAPSED, DelegateState.WITHDRAWN}
    ),
    DelegateState.ACCEPTED: frozenset({DelegateState.WITHDRAWN, DelegateState.REPLACED}),
    DelegateState.DECLINED: _BACK,
    DelegateState.LAPSED: _BACK,
    DelegateState.WITHDRAWN: _BACK,
    DelegateState.REPLACED: _BACK,
}
_OPEN = frozenset(
    {DelegationState.ACCEPTED, DelegationState.DECLINED, DelegationState.CANCELLED, DelegationState.CLOSED}
)
DELEGATIONS: Table[DelegationState] = {
    None: frozenset({DelegationState.INVITED}),
    DelegationState.INVITED: frozenset({DelegationState.ACCEPTED, DelegationState.DECLINED, DelegationState.CANCELLED}),
    DelegationState.ACCEPTED: _OPEN - {DelegationState.ACCEPTED},
    DelegationState.DECLINED: frozenset({DelegationState.ACCEPTED, DelegationState.CANCELLED}),
    DelegationState.CANCELLED: frozenset({DelegationState.INVITED}),
    DelegationState.CLOSED: frozenset({DelegationState.REOPENED}),
    DelegationState.REOPENED: frozenset({DelegationState.DECLINED, DelegationState.CANCELLED, DelegationState.CLOSED}),
}

HOLDING = frozenset({DelegateState.ACCEPTED, DelegateState.OFFERED})
"""The states in which a row holds a place of the event, and a seat if it takes one."""
ACTIVE = HOLDING | {DelegateState.PROPOSED, DelegateState.ENDORSED, DelegateState.RESERVE}
"""The states of those who come or may still come: one such row an event and person."""
TAKING_NAMES = frozenset({DelegationState.INVITED, DelegationState.ACCEPTED, DelegationState.REOPENED})
"""The states in which a delegation may put further names forward."""
NOT_COMING = frozenset({DelegationState.DECLINED, DelegationState.CANCELLED})
"""The states of a delegation of which nobody comes or may still come."""
TAKING_SEATS = frozenset({Capacity.HEAD, Capacity.DELEGATE, Capacity.ALTERNATE, Capacity.ADVISER})
"""The capacities that take a seat of a delegation."""
GUESTS = frozenset({Capacity.OBSERVER, Capacity.COMPANION})
"""The capacities of a delegation's guests: they take no seat, and `Delegation.extra` says how many may come."""


def refuse_outside(
    table: Table[State], labels: Labels[State], *, name: object, before: State | None, after: State
) -> None:
    """Raises ValidationError if the state `after` may not follow. The sentence says of what or whom: `name`."""
    if after in table[before]:
        return
    words = _("%(name)s is in the state “%(before)s”, and cannot get from there to “%(after)s”.")
    facts = {"name": name, "before": labels[before] if before else _("new"), "after": labels[after]}
    raise ValidationError(words % facts, code="state")
