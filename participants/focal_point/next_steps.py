"""What a city has to do next about an invitation, in one sentence."""

from collections.abc import Collection
from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _

from participants.focal_point.finding import is_over, takes_names
from participants.models import Delegation
from participants.states import HOLDING
from participants.vocabulary import DelegateState, DelegationState


class Next(NamedTuple):
    """A next step. If it has an address, `label` is the link that leads there."""

    sentence: str
    address: str = ""
    label: str = ""


def next_of(delegation: Delegation, states: Collection[DelegateState], *, asks_letter: bool) -> Next:
    """`states` are those of the names that stand, as far as the city knows them."""
    if is_over(delegation):
        return Next(_("Nothing more is to be done."))
    answer = DelegationState(delegation.state)
    if answer is DelegationState.CANCELLED:
        return Next(_("The organiser took this invitation back. Nothing is to be done."))
    if answer is DelegationState.DECLINED:
        return _to(delegation, "accept", _("You do not come. If that has changed, accept the invitation."), _("Accept"))
    if answer is DelegationState.INVITED:
        return _to(delegation, "accept", _("Say whether you come, and name your people."), _("Accept the invitation"))
    return _of_names(delegation, states, asks_letter=asks_letter)


def _of_names(delegation: Delegation, states: Collection[DelegateState], *, asks_letter: bool) -> Next:
    if not states and takes_names(delegation):
        return _to(delegation, "add_names", _("Name your people, the first choice first."), _("Add names"))
    if DelegateState.PROPOSED in states:
        sentence = _("Confirm your names with a signed letter.") if asks_letter else _("Confirm your names.")
        return _to(delegation, "confirm", sentence, _("Confirm the names"))
    if states and HOLDING.issuperset(states):
        return _to(delegation, "sheet", _("Your people have their places. Tell them what comes."), _("Sheet to print"))
    return Next(_("Nothing now: the organiser decides, and writes to you."))


def _to(delegation: Delegation, page: str, sentence: str, label: str) -> Next:
    uid = delegation.participation.event.uid
    return Next(sentence, reverse(f"participants:focal_point_{page}", args=[uid]), label)
