"""The verb that moves a person to another delegation of the event."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.models import User
from backstage.grounds import NO_GROUNDS, Grounds
from participants.models import Delegate, Delegation
from participants.nominations.changing import OF_DELEGATION, body_of, locked_delegate, refuse_not_coming
from participants.nominations.guests import refuse_further_guest
from participants.nominations.places import free_seat, take_seat
from participants.states import ACTIVE, HOLDING
from tours.models import Event, Person
from tours.record.appearances import appear


def move_person(row: Delegate, *, to: Delegation, by: User, grounds: Grounds = NO_GROUNDS) -> Delegate:
    """Whoever holds a seat gives it up there and takes one here, or nothing is done. Raises ValidationError."""
    with locked_delegate(row, by=by, grounds=grounds) as current:
        new, old = Delegation.objects.select_related(*OF_DELEGATION).get(pk=to.pk), current.delegation
        _refuse_place(current, new)
        if current.state in ACTIVE:
            refuse_not_coming(new)
            refuse_further_guest(current, new)
        if current.state in HOLDING and current.takes_seat:
            _exchange(old, new)
        current.delegation = new
        current.full_clean()
        current.save()
        if old and current.person:
            _follow(current.event, current.person, old, new)
        return current


def _follow(event: Event, person: Person, old: Delegation, new: Delegation) -> None:
    """Lets the person appear for the new body where they appeared for the old one. Anything else that was written
    stays.
    """
    there, before, after = event.appearances.filter(person=person).first(), body_of(old), body_of(new)
    if there and any(value and getattr(there, name) == value for name, value in before.items()):
        facts = {name: after[name] for name in after if getattr(there, name) in {None, before[name]}}
        appear(event, person, facts)


def _exchange(old: Delegation | None, new: Delegation) -> None:
    take_seat(new)
    if old:
        free_seat(old)


def _refuse_place(row: Delegate, new: Delegation) -> None:
    if new.participation.event_id != row.event_id:
        raise ValidationError(_("Choose a delegation of this event."), code="other_event")
    if new.pk == row.delegation_id:
        raise ValidationError(_("Choose another delegation: %(name)s is in this one.") % {"name": row}, code="same")
