"""What a city reads of the names that it put forward: what it was told, and nothing before it is told."""

from participants.labels import DELEGATE_STATES
from participants.models import Delegate
from participants.states import ACTIVE
from participants.vocabulary import DelegateState

KNOWN = frozenset({DelegateState.PROPOSED, DelegateState.ENDORSED, DelegateState.WITHDRAWN})
"""The states that the city or the delegate brings about. Nobody tells the city of them."""


def seen_by_city(row: Delegate) -> DelegateState:
    """The state as far as the city knows it. While a decision is quiet, nothing about the name looks otherwise."""
    if row.state in KNOWN:
        return DelegateState(row.state)
    return DelegateState(row.told_state) if row.told_state else DelegateState.PROPOSED


def state_for_city(row: Delegate) -> str:
    return str(DELEGATE_STATES[seen_by_city(row)])


def stands_for_city(row: Delegate) -> bool:
    """Whether the name is, for all that the city knows, of somebody who comes or may come."""
    return seen_by_city(row) in ACTIVE
