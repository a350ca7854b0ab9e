"""Finds the event, delegation, delegate or focal point of a page, and says what the user may do there. One query each."""

from typing import NamedTuple

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from accounts.models import User
from accounts.visitors import signed_in
from participants.models import Delegate, Delegation, FocalPoint
from participants.nominations.changing import READ
from tours.desk.finding import events_of
from tours.models import Event, Programme
from tours.role_powers import Power


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
    """The event's desk, for a page that names those who come. Raises PermissionDenied for users who may not see names."""
    desk = desk_of_event(request, uid)
    if not desk.sees_names:
        raise PermissionDenied
    return desk


def delegation_or_404(request: HttpRequest, key: int) -> Delegation:
    """The delegation, with its event and body. The user may read the event; `desk_of_event` says what else they see."""
    rows = Delegation.objects.visible_to(signed_in(request)).select_related(
        "participation__event", "participation__city", "participation__organisation", "focal_point"
    )
    return get_object_or_404(rows, pk=key)


def delegate_or_404(request: HttpRequest, key: int) -> Delegate:
    """The delegate, with event, delegation and person. The user may see the names of those who come to the event."""
    return get_object_or_404(Delegate.objects.visible_to(signed_in(request)).select_related(*READ), pk=key)


def programme_or_404(request: HttpRequest, slug: str) -> Programme:
    """Raises Http404 for a programme where the user has no role, and PermissionDenied where they register nobody."""
    user = signed_in(request)
    programme = get_object_or_404(Programme.objects.visible_to(user), slug=slug)
    if not Programme.objects.allowing(user, Power.PEOPLE).filter(pk=programme.pk).exists():
        raise PermissionDenied
    return programme


def point_or_404(user: User, programme: Programme, key: int, *, to_be_changed: bool = False) -> FocalPoint:
    """The focal point. If it is to be changed, its row is locked to the end of the transaction."""
    rows = FocalPoint.objects.editable_by(user).filter(programme=programme).select_related("city", "organisation")
    return get_object_or_404(rows.select_for_update(of=("self",)) if to_be_changed else rows, pk=key)
