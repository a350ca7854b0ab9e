"""The verbs that put names forward: propose, propose again, endorse, and register somebody directly."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.models import User
from backstage.grounds import NO_GROUNDS, Grounds
from participants.locking import changing, refuse_cancelled
from participants.models import Delegate, Delegation
from participants.nominations.changing import OF_DELEGATION, change, locked_delegate, next_rank
from participants.states import TAKING_NAMES
from participants.vocabulary import DelegateState
from tours.models import Event, Person

Facts = Mapping[str, Any]
"""What is said of a delegate, by the names of the fields of `Delegate`."""


def propose(
    delegation: Delegation,
    name: str,
    *,
    by: User | None,
    facts: Facts | None = None,
    grounds: Grounds = NO_GROUNDS,
) -> Delegate:
    """Puts a name forward. Without a rank it comes after the names before. Raises ValidationError."""
    with changing(delegation.participation.event, by=by, grounds=grounds) as record:
        ours = Delegation.objects.select_related("participation__event").get(pk=delegation.pk)
        refuse_cancelled(record)
        refuse_names(ours)
        row = Delegate(event=record, delegation=ours, name=name.strip(), **(facts or {}))
        row.rank = row.rank or next_rank(record, ours.pk)
        return change(row, DelegateState.PROPOSED)


def propose_again(row: Delegate, *, by: User | None, grounds: Grounds = NO_GROUNDS) -> Delegate:
    """Puts forward again who was not chosen, withdrew or was replaced."""
    with locked_delegate(row, by=by, grounds=grounds) as current:
        refuse_cancelled(current.event)
        if current.delegation:
            refuse_names(current.delegation)
        return change(current, DelegateState.PROPOSED)


def endorse(row: Delegate, *, by: User | None, grounds: Grounds = NO_GROUNDS) -> Delegate:
    """The city confirms the name."""
    with locked_delegate(row, by=by, grounds=grounds) as current:
        return change(current, DelegateState.ENDORSED)


def register_directly(
    event: Event,
    person: Person,
    *,
    by: User,
    delegation: Delegation | None = None,
    facts: Facts | None = None,
    grounds: Grounds = NO_GROUNDS,
) -> Delegate:
    """Gives somebody a place who was not put forward: of a delegation within its seats, or of none, such as a driver."""
    with changing(event, by=by, grounds=grounds) as record:
        ours = Delegation.objects.select_related(*OF_DELEGATION).get(pk=delegation.pk) if delegation else None
        words = {"name": person.display_name, **(facts or {})}
        return change(Delegate(event=record, delegation=ours, person=person, **words), DelegateState.ACCEPTED)


def refuse_names(delegation: Delegation) -> None:
    """Raises ValidationError in the states in which no names are put forward."""
    if delegation.state not in TAKING_NAMES:
        words = _("%(delegation)s cannot put names forward now: the state of its invitation is “%(state)s”.")
        facts = {"delegation": delegation, "state": delegation.get_state_display()}
        raise ValidationError(words % facts, code="no_names")
