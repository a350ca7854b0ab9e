"""What a city does with its own names by personal link. Nothing that it is answered tells of a decision that is quiet.

A name on which somebody decided quietly is, for the city, as it was before. So it takes it back, exchanges it and
confirms it like any other.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from backstage.grounds import Grounds
from participants.delegations.answering import decline_invitation
from participants.locking import changing
from participants.models import Delegate, Delegation, SupportingFile
from participants.nominations.changing import fresh
from participants.nominations.deciding import withdraw
from participants.nominations.ordering import put_in_order
from participants.nominations.proposing import endorse, propose
from participants.nominations.seen_by.city import seen_by_city, stands_for_city
from participants.requests.asking import NOTHING_SAID, Said, ask
from participants.requests.rule import is_frozen
from participants.requests.wishes import Outcome, wish_for_other, wish_for_substitute, wish_to_withdraw
from participants.states import ACTIVE, HOLDING
from participants.vocabulary import DelegateState, FileKind, RequestKind


def take_back(row: Delegate, *, grounds: Grounds, said: Said = NOTHING_SAID, now: datetime | None = None) -> Outcome:
    """Withdraws the name, or asks for it after the last day for changes."""
    with changing(row.event, by=None, grounds=grounds) as event:
        current = fresh(row)
        if is_frozen(current.delegation, event, now) or current.state in ACTIVE:
            return wish_to_withdraw(current, by=None, said=said, grounds=grounds, now=now)
        return Outcome(done=_forgotten(current))


def name_another(
    row: Delegate,
    name: str,
    *,
    grounds: Grounds,
    position: str = "",
    said: Said = NOTHING_SAID,
    now: datetime | None = None,
) -> Outcome:
    """Somebody else comes. The registrar decides where the city knows of a place, and after the last day for changes.

    Otherwise the other name takes the place in the city's order at once, whatever was decided quietly of the first.
    """
    with changing(row.event, by=None, grounds=grounds) as event:
        current = fresh(row)
        told = said._replace(text="\n".join(filter(None, [said.text, position])))
        if seen_by_city(current) in HOLDING:
            return wish_for_substitute(current, name, by=None, said=told, grounds=grounds, now=now)
        if is_frozen(current.delegation, event, now):
            asked = ask(RequestKind.SUBSTITUTE, current, by=None, name=name, said=told, grounds=grounds)
            return Outcome(request=asked.row, replaces=asked.replaces)
        return Outcome(done=_exchanged(current, name, position, grounds))


def put_in_order_or_ask(
    delegation: Delegation, rows: Sequence[Delegate], *, grounds: Grounds, now: datetime | None = None
) -> Outcome:
    """The order of choice, the first choice first. After the last day for changes it is asked for in words."""
    with changing(delegation.participation.event, by=None, grounds=grounds) as event:
        if is_frozen(delegation, event, now):
            words = _("Order of choice: %(names)s.") % {"names": ", ".join(row.name for row in rows)}
            return wish_for_other(delegation, by=None, said=Said(words), grounds=grounds)
        put_in_order(delegation, rows, by=None, grounds=grounds)
        return Outcome()


def confirm_names(delegation: Delegation, *, grounds: Grounds, file: Any = None) -> list[Delegate]:
    """The city confirms its names, and `file` is its signed letter. Raises ValidationError where there is none to confirm."""
    with changing(delegation.participation.event, by=None, grounds=grounds):
        rows = [row for row in _standing(delegation) if seen_by_city(row) is DelegateState.PROPOSED]
        if not rows and not file:
            raise ValidationError(_("There is no name to confirm."), code="no_names")
        if file:
            _keep(delegation, file)
        return [_confirmed(row, grounds) for row in rows]


def decline_for_city(delegation: Delegation, *, replied_by: str, grounds: Grounds) -> Delegation:
    """The city does not come, and all its names are withdrawn. Refused while somebody has a place, as far as it was told."""
    with changing(delegation.participation.event, by=None, grounds=grounds):
        # Reserves go before those who hold a seat, or one of them would be offered it.
        for row in sorted(_standing(delegation), key=lambda row: row.state in HOLDING):
            if seen_by_city(row) not in HOLDING:
                _taken_back(row, grounds)
        return decline_invitation(delegation, by=None, replied_by=replied_by, grounds=grounds)


def _standing(delegation: Delegation) -> Iterable[Delegate]:
    rows = delegation.delegates.select_related("event", "person", "delegation__participation__event")
    return [row for row in rows if stands_for_city(row)]


def _taken_back(row: Delegate, grounds: Grounds) -> Delegate:
    return withdraw(row, by=None, grounds=grounds) if row.state in ACTIVE else _forgotten(row)


def _forgotten(row: Delegate) -> Delegate:
    """Notes that the city knows it took the name back. It was already decided quietly that this person does not come,
    so nothing else is left to do.
    """
    return _known_as(row, DelegateState.WITHDRAWN)


def _confirmed(row: Delegate, grounds: Grounds) -> Delegate:
    if row.state == DelegateState.PROPOSED:
        return endorse(row, by=None, grounds=grounds)
    return _known_as(row, DelegateState.ENDORSED)


def _known_as(row: Delegate, state: DelegateState) -> Delegate:
    if not stands_for_city(row):
        raise ValidationError(_("%(name)s is no longer among your names.") % {"name": row}, code="state")
    row.told_state = state
    row.save(update_fields=["told_state", "changed_at"])
    return row


def _exchanged(row: Delegate, name: str, position: str, grounds: Grounds) -> Delegate:
    old = _taken_back(row, grounds)
    if old.delegation is None:
        raise ValidationError(_("%(name)s is of no delegation.") % {"name": old}, code="no_delegation")
    facts = {"capacity": old.capacity, "rank": old.rank, "replaces": old, "position": position}
    return propose(old.delegation, name, by=None, facts=facts, grounds=grounds)


def _keep(delegation: Delegation, file: Any) -> None:
    event = delegation.participation.event
    row = SupportingFile(event=event, delegation=delegation, kind=FileKind.ENDORSEMENT, file=file)
    row.full_clean()
    row.save()
