"""Finds the person of a page, and says what the user may read and erase of them."""

from typing import NamedTuple
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from accounts.models import User
from accounts.visitors import signed_in
from participants.privacy.identity import events_of
from tours.models import Event, Person
from tours.models.rights import anywhere, at_event
from tours.role_powers import Power


class Known(NamedTuple):
    """A person, and those of their events at which the user registers people."""

    person: Person
    events: list[Event]
    hidden: int
    """The number of the person's events that the user may not know of."""
    may_erase: bool

    @property
    def at(self) -> list[Event] | None:
        """The events that `known_of` is asked about; None means all."""
        return self.events if self.hidden else None


def person_or_404(request: HttpRequest, uid: UUID) -> Known:
    """The person, found by any UID that a card of theirs had, for users who register people at an event of theirs.

    Users who may only read such an event are refused: PermissionDenied. For all others there is no such person:
    Http404.
    """
    user = signed_in(request)
    person = Person.objects.with_uid(uid).first()
    if person is None:
        raise Http404
    events = events_of(person)
    if not events:
        return _at_no_event(user, person)
    known = _with(user, events, Power.PEOPLE)
    if not known:
        raise PermissionDenied if _with(user, events, Power.READ) else Http404
    may_erase = len(_with(user, events, Power.EVENT)) == len(events)
    return Known(person, known, hidden=len(events) - len(known), may_erase=may_erase)


def _with(user: User, events: list[Event], power: Power) -> list[Event]:
    keys = Event.objects.filter(at_event(user, power), pk__in=[event.pk for event in events]).values_list(
        "pk", flat=True
    )
    allowed = set(keys)
    return [event for event in events if event.pk in allowed]


def _at_no_event(user: User, person: Person) -> Known:
    """The person whose card is at no event, so it tells of none. Users who register people anywhere find it, and
    operators erase it.
    """
    if not Person.objects.filter(anywhere(user, Power.PEOPLE), pk=person.pk).exists():
        raise Http404
    return Known(person, [], hidden=0, may_erase=user.is_superuser)
