"""The verb by which somebody comes in another's stead. It moves no counter: the seat changes hands."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.models import User
from backstage.grounds import NO_GROUNDS, Grounds
from participants.links.ending import end_links
from participants.models import Delegate
from participants.nominations.changing import fresh, locked_delegate, put, refuse_outside_the_table, refuse_second_row
from participants.states import HOLDING, TAKING_SEATS
from participants.vocabulary import DelegateState, LinkEnd
from tours.models import ItemPart, Person
from tours.vocabulary import DUTIES


class Substituted(NamedTuple):
    row: Delegate
    parts: list[ItemPart]
    """The parts of the one who leaves that somebody has to decide on, such as a speech."""


def substitute(
    leaving: Delegate,
    person: Person,
    *,
    by: User,
    coming: Delegate | None = None,
    facts: Mapping[str, Any] | None = None,
    grounds: Grounds = NO_GROUNDS,
) -> Substituted:
    """The person comes instead, as what the other came. `coming` is their row, where they were put forward already.

    Groups and duties go over to them, and the personal links of the one who leaves end. Raises ValidationError where the one who leaves has no place, or the person has one.
    """
    with locked_delegate(leaving, by=by, grounds=grounds) as old:
        new = _row(old, person, coming, facts or {})
        refuse_outside_the_table(old, DelegateState.REPLACED)
        refuse_outside_the_table(new, DelegateState.ACCEPTED)
        refuse_second_row(new, DelegateState.ACCEPTED)
        put(old, DelegateState.REPLACED)
        put(new, DelegateState.ACCEPTED)
        new.groups.set(old.groups.all())
        _hand_over_duties(old, person)
        end_links(old, LinkEnd.REPLACED)
        return Substituted(new, list(_parts(old).exclude(role__in=DUTIES)))


def _row(leaving: Delegate, person: Person, coming: Delegate | None, facts: Mapping[str, Any]) -> Delegate:
    row = fresh(coming) if coming else Delegate(event=leaving.event, name=person.display_name)
    _refuse_of_another(leaving, row)
    row.delegation, row.person, row.replaces = leaving.delegation, person, leaving
    row.capacity, row.takes_seat, row.rank = leaving.capacity, leaving.takes_seat, leaving.rank
    for name, value in facts.items():
        setattr(row, name, value)
    _refuse_other_seat(leaving, row)
    return row


def _refuse_other_seat(leaving: Delegate, row: Delegate) -> None:
    """What the one who leaves holds changes hands, so the other comes as something that holds the same."""
    if row.capacity != leaving.capacity and not {row.capacity, leaving.capacity} <= TAKING_SEATS:
        words = _(
            "%(new)s takes over what %(old)s holds: a seat if they have one, none otherwise. Choose what they come as accordingly."
        )
        raise ValidationError(words % {"new": row, "old": leaving}, code="other_seat")


def _refuse_of_another(leaving: Delegate, row: Delegate) -> None:
    if row.event_id != leaving.event_id:
        raise ValidationError(_("Choose somebody who was put forward for this event."), code="other_event")
    if row.pk and row.state in HOLDING:
        raise ValidationError(_("%(name)s has a place already, or is offered one.") % {"name": row}, code="has_place")


def _hand_over_duties(leaving: Delegate, person: Person) -> None:
    for part in _parts(leaving).filter(role__in=DUTIES):
        if not ItemPart.objects.filter(item=part.item_id, person=person, role=part.role).exists():
            part.person = person
            part.save(update_fields=["person"])


def _parts(row: Delegate) -> Any:
    return ItemPart.objects.filter(item__event=row.event_id, person=row.person_id).select_related("item").order_by("pk")
