"""The verb that decides on many names at once: all of them, or none."""

from collections.abc import Iterable
from contextlib import ExitStack
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from backstage.grounds import NO_GROUNDS, Grounds
from participants.cards.making import new_card
from participants.locking import changing
from participants.models import Delegate
from participants.nominations.changing import change, fresh
from participants.nominations.offering import freeing
from participants.vocabulary import DelegateState
from tours.models import Event, Person


class Decision(NamedTuple):
    """What becomes of the delegate with the key. Who is accepted without a card gets `person`, or a new one."""

    key: int
    to: DelegateState
    person: Person | None = None
    new_card: bool = False


def decide_many(
    event: Event, decisions: Iterable[Decision], *, by: User, grounds: Grounds = NO_GROUNDS
) -> list[Delegate]:
    """Decides about many delegates: first those who leave free their seats, and then others are accepted. A seat that
    is still free at the end is offered as the event's invitation says.

    Raises ValidationError with the sentences of each refused row under its key; then nothing is decided.
    """
    refused: dict[str, list[str]] = {}
    decided: list[Delegate] = []
    with changing(event, by=by, grounds=grounds) as record, ExitStack() as freed:
        ours = set(record.delegates.order_by().values_list("pk", flat=True))
        for decision in sorted(decisions, key=lambda one: one.to == DelegateState.ACCEPTED):
            try:
                decided.append(_decided(decision, ours, freed, by))
            except ValidationError as refusal:
                refused[str(decision.key)] = refusal.messages
        if refused:
            raise ValidationError(refused)
    return decided


@transaction.atomic
def _decided(decision: Decision, ours: set[int], freed: ExitStack, by: User) -> Delegate:
    if decision.key not in ours:
        raise ValidationError(_("This name was not put forward for this event."), code="other_event")
    row = fresh(Delegate(pk=decision.key))
    freed.enter_context(freeing(row, by=by))
    if decision.to == DelegateState.ACCEPTED and row.person is None:
        row.person = decision.person or (new_card(row.name) if decision.new_card else None)
    return change(row, decision.to)
