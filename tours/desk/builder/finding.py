"""Finds the event and the items of a page, and says what the user may do there."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from accounts.visitors import signed_in
from tours.models import AgendaItem, Event


def event_of_page(request: HttpRequest, uid: object) -> Event:
    """The event with what the user may do there. Raises Http404 for one that the user may not read. One query."""
    user = signed_in(request)
    rows = Event.objects.visible_to(user).with_rights_of(user).select_related("host_city")
    return get_object_or_404(rows, uid=uid)


def edits(event: Event) -> bool:
    return bool(vars(event)["edits_agenda"])


def event_to_edit(request: HttpRequest, uid: object) -> Event:
    """The same for a page that changes the agenda. Raises PermissionDenied for those who may only read."""
    event = event_of_page(request, uid)
    if not edits(event):
        raise PermissionDenied
    return event


def item_or_404(event: Event, uid: object) -> AgendaItem:
    return get_object_or_404(event.items.select_related("venue__city", "track"), uid=uid)


def refuse(request: HttpRequest, uid: object) -> None:
    """Says why an event could not be taken for editing: it is not there for the user, or may only be read."""
    event_to_edit(request, uid)
    raise Http404
