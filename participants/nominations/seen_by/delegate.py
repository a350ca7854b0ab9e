"""What a delegate reads of their own state: what they were told or did themselves, and no decision before it is told."""

from django.db.models import Q

from participants.models import Delegate
from participants.nominations.seen_by.city import KNOWN
from participants.states import HOLDING
from participants.vocabulary import DelegateState

ENDED = frozenset({DelegateState.WITHDRAWN, DelegateState.REPLACED})
"""What is done by the city or with it. It is true whether somebody was told or not."""
AFTER_A_PLACE = HOLDING | {DelegateState.LAPSED}
"""Who was told of a place knows these: until when it was offered stood there."""


KNOWING_OF_PLACE = Q(state__in=HOLDING) & (
    Q(told_state__in=HOLDING) | Q(delegation__isnull=True) | Q(confirmed_at__isnull=False) | ~Q(gave_up="")
)
"""The rows of which `knows_of_place` is true, as a condition."""


def state_for_delegate(row: Delegate) -> DelegateState | None:
    """The state as the delegate knows it; None while it is being decided, or was decided and not yet told."""
    state = DelegateState(row.state)
    is_known = state in KNOWN | ENDED or row.confirmed_at or row.gave_up or state == row.told_state
    if is_known or row.delegation_id is None:
        return state
    return state if row.told_state in HOLDING and state in AFTER_A_PLACE else None


def knows_of_place(row: Delegate) -> bool:
    """Whether they have a place, or are offered one, and know it."""
    return state_for_delegate(row) in HOLDING
