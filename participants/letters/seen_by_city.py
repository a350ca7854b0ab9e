"""What a city reads of the names that it put forward: what it was told, and nothing before it is told."""

from django.utils.translation import gettext as _

from participants.labels import DELEGATE_STATES
from participants.models import Delegate
from participants.states import HOLDING
from participants.vocabulary import DelegateState

KNOWN = frozenset({DelegateState.PROPOSED, DelegateState.ENDORSED})
"""The states that the city itself brings about. Nobody tells it of them."""
DECIDED = HOLDING | {DelegateState.RESERVE, DelegateState.DECLINED, DelegateState.LAPSED}
"""The states that the organiser brings about."""


def state_for_city(row: Delegate) -> str:
    """The state in words. A decision of which the city was not told is "being decided"."""
    if row.state in KNOWN:
        return str(DELEGATE_STATES[DelegateState(row.state)])
    if row.told_state:
        return str(DELEGATE_STATES[DelegateState(row.told_state)])
    return _("Being decided") if row.state in DECIDED else str(DELEGATE_STATES[DelegateState(row.state)])
