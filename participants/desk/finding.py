"""Finds the event, delegation or delegate of a page, and says what the user may do there. One query each."""

from typing import NamedTuple

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from accounts.visitors import signed_in
from participants.models import Delegate, Delegation
from participants.nominations.changing import READ
from tours.desk.finding import events_of
from tours.models import Event


class Desk(NamedTuple):
    """An event, and what the user of the request may do there."""

    event: Event
    sees_names: bool
    registers: bool
    """Whether the user registers people: sees contacts and private facts, and uses every verb."""


def desk_of_event(request: HttpRequest, uid: object) -> Desk:
    """Raises Http404 for an event that the user may not read."""
    event = get_object_or_404(events_of(request).select_related("published"), uid=uid)
    return Desk(event, sees_names=event.registers or event.edits_agenda, registers=event.registers)


def registering_at(request: HttpRequest, uid: object) -> Event:
    """The event, for a page of those who register people. Raises PermissionDenied for others who may read it."""
    desk = desk_of_event(request, uid)
    if not desk.registers:
        raise PermissionDenied
    return desk.event


def naming_at(request: HttpRequest, uid: object) -> Desk:
    """The same, for a page that names those who come."""
    desk = desk_of_event(request, uid)
    if not desk.sees_names:
        raise PermissionDenied
    return desk


def delegation_or_404(request: HttpRequest, key: int) -> Delegation:
    """With its event and body. The user may read the event; what else they see is for `desk_of_event` to say."""
    rows = Delegation.objects.visible_to(signed_in(request)).select_related(
        "participation__event", "participation__city", "participation__organisation", "focal_point"
    )
    return get_object_or_404(rows, pk=key)


def delegate_or_404(request: HttpRequest, key: int) -> Delegate:
    """With event, delegation and person. The user may see the names of those who come to the event."""
    return get_object_or_404(Delegate.objects.visible_to(signed_in(request)).select_related(*READ), pk=key)
