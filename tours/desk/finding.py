"""Finds the event of a page of the desk, with what the user may do there. One query."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from accounts.visitors import signed_in
from tours.models import Event
from tours.role_powers import Power

RIGHTS = {
    Power.EVENT: "changes_facts",
    Power.AGENDA: "edits_agenda",
    Power.POSTS: "writes_posts",
    Power.PEOPLE: "registers",
}
"""The powers that pages of an event ask for, by which the event says whether the user has them."""


def events_of(request: HttpRequest) -> QuerySet[Any]:
    """The events that the user may read, with their rights there."""
    user = signed_in(request)
    return Event.objects.visible_to(user).with_rights_of(user).select_related("host_city__country", "programme")


def event_or_404(request: HttpRequest, uid: object) -> Any:
    return get_object_or_404(events_of(request), uid=uid)


def reads_names(event: Any) -> bool:
    """Whether the user may read who comes: those who edit the agenda, and those who register people."""
    return bool(event.edits_agenda or event.registers)


def event_to_change(request: HttpRequest, uid: object, power: Power = Power.EVENT) -> Any:
    """Raises Http404 for who may not read the event, and PermissionDenied for who may only read it."""
    event = event_or_404(request, uid)
    if not getattr(event, RIGHTS[power]):
        raise PermissionDenied
    return event


def event_to_edit(request: HttpRequest, uid: object) -> Any:
    """The event, for a page that changes the agenda."""
    return event_to_change(request, uid, Power.AGENDA)
