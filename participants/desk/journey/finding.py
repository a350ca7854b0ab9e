"""Finds the event of a page of the journey, and its agenda, for those who register people and for the liaison of a host."""

from typing import Any, NamedTuple

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from accounts.visitors import signed_in
from tours.agenda.view import AgendaView
from tours.desk.audiences import view_of
from tours.desk.downloads.agenda_files import draft_of
from tours.editions.publishing import agenda_of
from tours.models import Event
from tours.role_powers import Power
from tours.vocabulary import Level


class JourneyDesk(NamedTuple):
    """An event, and what the user may do there beside filling in cars and rooms."""

    event: Event
    registers: bool
    reads: bool
    """Whether they may read what is in preparation."""


def journey_at(request: HttpRequest, uid: object) -> JourneyDesk:
    """Raises Http404 for who may see no journeys there. One query."""
    user = signed_in(request)
    allowed = Event.objects.allowing(user, Power.PEOPLE, Power.JOURNEY).with_rights_of(user)
    event: Any = get_object_or_404(allowed.select_related("host_city__country", "programme", "published"), uid=uid)
    return JourneyDesk(event, registers=event.registers, reads=event.reads)


def registering_journey_at(request: HttpRequest, uid: object) -> JourneyDesk:
    """The desk of the journey, for a page of those who register people. Raises PermissionDenied for the liaison of a
    host.
    """
    desk = journey_at(request, uid)
    if not desk.registers:
        raise PermissionDenied
    return desk


def agenda_seen_by(desk: JourneyDesk) -> AgendaView | None:
    """What is for delegates: of the draft, for who may read it, and else of the version that is published."""
    return view_of(draft_of(desk.event), Level.DELEGATES) if desk.reads else _published(desk.event)


def agenda_told_to_delegates(desk: JourneyDesk) -> AgendaView | None:
    """The version that is published; before the first, what `agenda_seen_by` says. It costs one query and no composing."""
    return _published(desk.event) or agenda_seen_by(desk)


def _published(event: Event) -> AgendaView | None:
    last = event.editions.standing().newest_first().first()
    return view_of(agenda_of(last) if last else None, Level.DELEGATES)
