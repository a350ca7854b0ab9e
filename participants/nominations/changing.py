"""The one way in which a delegate gets from a state to the next. The event must be locked."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.models import User
from backstage.grounds import Grounds
from participants.forgetting_journeys import forget_documents
from participants.labels import DELEGATE_STATES
from participants.locking import changing
from participants.models import Delegate, Delegation
from participants.nominations.guests import refuse_further_guest
from participants.nominations.places import free, take
from participants.states import ACTIVE, DELEGATES, HOLDING, NOT_COMING, refuse_outside
from participants.vocabulary import DelegateState
from tours.models import City, Event, Organisation, Person
from tours.record.appearances import appear

OF_DELEGATION = ("participation__city", "participation__organisation")
READ = ("event", "person", *(f"delegation__{path}" for path in OF_DELEGATION))


@contextmanager
def locked_delegate(row: Delegate, *, by: User | None, grounds: Grounds) -> Iterator[Delegate]:
    """The delegate as they are now, with their event locked."""
    with changing(row.event, by=by, grounds=grounds):
        yield fresh(row)


def fresh(row: Delegate) -> Delegate:
    return Delegate.objects.select_related(*READ).get(pk=row.pk)


def change(row: Delegate, to: DelegateState, *, until: datetime | None = None) -> Delegate:
    """Moves the row to the state, takes or frees what it holds, and saves it. Raises ValidationError."""
    refuse_outside_the_table(row, to)
    held, holds = row.state in HOLDING, to in HOLDING
    if row.delegation and to in ACTIVE:
        refuse_not_coming(row.delegation)
        if not held and (holds or _is_new(row)):
            refuse_further_guest(row, row.delegation)
    refuse_second_row(row, to)
    if holds and not held:
        take(row)
    if held and not holds:
        free(row)
    return put(row, to, until=until)


def put(row: Delegate, to: DelegateState, *, until: datetime | None = None) -> Delegate:
    """Saves the row in the state. What it holds was settled before.

    A second offer and a name put forward again are to be told anew, whatever the city was told of the row before.
    """
    row.told_state = _known_to_the_city(row, to)
    row.state, row.offered_until, row.offer_rests_since = to, until, None
    if to in ACTIVE:
        row.gave_up = ""
    else:
        row.confirmed_at = row.confirmed_for = None
    row.full_clean()
    row.save()
    if to in ACTIVE:
        let_appear(row)
    else:
        forget_documents(Delegate.objects.filter(pk=row.pk))
    return row


def _known_to_the_city(row: Delegate, to: DelegateState) -> str:
    """What the city knows of the row after this. That it confirmed the name it still knows while a decision is quiet."""
    if to is DelegateState.PROPOSED or row.told_state == to == DelegateState.OFFERED:
        return ""
    return row.told_state or (DelegateState.ENDORSED if row.state == DelegateState.ENDORSED else "")


def _is_new(row: Delegate) -> bool:
    """Whether the row is not yet, or no longer, of somebody who may come."""
    return row.pk is None or row.state not in ACTIVE


def refuse_outside_the_table(row: Delegate, to: DelegateState) -> None:
    before = DelegateState(row.state) if row.pk else None
    if before == to == DelegateState.ACCEPTED:
        raise ValidationError(_("%(name)s has a place already.") % {"name": row}, code="state")
    refuse_outside(DELEGATES, DELEGATE_STATES, name=row, before=before, after=to)


def refuse_not_coming(delegation: Delegation) -> None:
    """Nobody comes, or may still come, of a body that declined or whose invitation was taken back."""
    if delegation.state in NOT_COMING:
        words = _("%(delegation)s does not come: the state of its invitation is “%(state)s”.")
        facts = {"delegation": delegation, "state": delegation.get_state_display()}
        raise ValidationError(words % facts, code="not_coming")


def refuse_second_row(row: Delegate, to: DelegateState) -> None:
    """Nobody comes for two bodies. The sentence names the other body, and nothing else of that row."""
    if row.person is None or to not in ACTIVE:
        return
    others = Delegate.objects.active().filter(event=row.event_id, person=row.person_id).exclude(pk=row.pk)
    other = others.select_related(*READ).first()
    if other:
        raise ValidationError(_second_row(row.person, other), code="twice")


def _second_row(person: Person, other: Delegate) -> str:
    if other.delegation is None:
        return _("%(name)s is already among those who come to the event. Withdraw them there first.") % {"name": person}
    words = _("%(name)s is already put forward by %(delegation)s. Withdraw them there first, or move them from there.")
    return words % {"name": person, "delegation": other.delegation}


def let_appear(row: Delegate) -> None:
    """Whoever comes or may come appears at the event, once their card is known: it is then seen by who may see them there.

    It says of which city or organisation they are, and their position, unless their appearance says that already.
    """
    if row.person is None:
        return
    of = {**(body_of(row.delegation) if row.delegation else {}), "position": row.position}
    there = row.event.appearances.filter(person=row.person).first()
    missing = {name: value for name, value in of.items() if value and not (there and getattr(there, name))}
    appear(row.event, row.person, missing)


def body_of(delegation: Delegation) -> dict[str, City | Organisation | None]:
    """The city or organisation, by the names of the facts of an appearance."""
    return {"city": delegation.participation.city, "organisation": delegation.participation.organisation}


def next_rank(event: Event, delegation: int | None) -> int:
    last = Delegate.objects.filter(event=event, delegation=delegation, rank__isnull=False).order_by("-rank").first()
    return (last.rank or 0) + 1 if last else 1
