"""What a focal point reads of an invitation: its event as published, its days, its names as far as the city was told."""

from collections.abc import Iterable
from typing import NamedTuple

from django.utils.translation import gettext as _

from participants.days import today_at
from participants.focal_point.deadlines import Deadline, deadlines_of
from participants.focal_point.finding import invitation_to, is_over, published_of, takes_changes, takes_names
from participants.focal_point.next_steps import Next, next_of
from participants.labels import DELEGATE_STATES
from participants.models import Delegate, Delegation, Invitation
from participants.nominations.offering import end_of_offer
from participants.nominations.seen_by.city import seen_by_city
from participants.states import ACTIVE
from participants.vocabulary import DelegateState, DelegationState
from tours.models import PublishedEvent
from tours.vocabulary import EventState

TONES = {
    DelegateState.ACCEPTED: "good",
    DelegateState.OFFERED: "notice",
    DelegateState.ENDORSED: "info",
    DelegateState.DECLINED: "alert",
}
ANSWER_TONES = {
    DelegationState.INVITED: "notice",
    DelegationState.ACCEPTED: "good",
    DelegationState.REOPENED: "good",
    DelegationState.DECLINED: "alert",
    DelegationState.CANCELLED: "alert",
}


class Seen(NamedTuple):
    """A name with its state in words, as far as the city knows it. `until` is the end of an offer that it knows."""

    row: Delegate
    state: DelegateState
    until: str = ""
    is_standing: bool = True

    @property
    def label(self) -> str:
        return str(DELEGATE_STATES[self.state])

    @property
    def tone(self) -> str:
        return TONES.get(self.state, "")

    @property
    def has_place(self) -> bool:
        return self.state is DelegateState.ACCEPTED


class Invited(NamedTuple):
    """An invitation, ready to be shown."""

    delegation: Delegation
    published: PublishedEvent
    invitation: Invitation
    deadlines: tuple[Deadline, ...]
    names: tuple[Seen, ...]
    next: Next

    @property
    def tone(self) -> str:
        return ANSWER_TONES.get(DelegationState(self.delegation.state), "")

    @property
    def standing(self) -> tuple[Seen, ...]:
        return tuple(name for name in self.names if name.is_standing)

    @property
    def gone(self) -> tuple[Seen, ...]:
        return tuple(name for name in self.names if not name.is_standing)

    @property
    def with_place(self) -> tuple[Seen, ...]:
        return tuple(name for name in self.names if name.has_place)

    @property
    def to_confirm(self) -> tuple[Seen, ...]:
        return tuple(name for name in self.names if name.state is DelegateState.PROPOSED)

    @property
    def takes_names(self) -> bool:
        return takes_names(self.delegation)

    @property
    def takes_changes(self) -> bool:
        return takes_changes(self.delegation)

    @property
    def is_over(self) -> bool:
        return is_over(self.delegation)


def read(delegation: Delegation, rows: Iterable[Delegate]) -> Invited:
    """What the page shows, from rows that were read with all of it. It takes no query."""
    event = delegation.participation.event
    today = today_at(event)
    names = tuple(map(seen, rows))
    rules = invitation_to(delegation)
    states = [name.state for name in names if name.is_standing]
    return Invited(
        delegation,
        published_of(delegation),
        rules,
        deadlines_of(delegation, None if event.state == EventState.POSTPONED else today),
        names,
        next_of(delegation, states, asks_letter=rules.asks_endorsement),
    )


def terms_of(invitation: Invitation, conditions: str) -> tuple[tuple[str, str], ...]:
    """Costs and conditions, each with its label. `conditions` are those of the event as published."""
    found = (
        (_("Who should come"), invitation.profile),
        (_("Costs"), invitation.costs),
        (_("Conditions"), conditions),
        (_("Working languages"), invitation.languages),
    )
    return tuple((label, words) for label, words in found if words)


def seen(row: Delegate) -> Seen:
    state = seen_by_city(row)
    until = end_of_offer(row) if state == row.state else ""
    return Seen(row, state, until, state in ACTIVE)
