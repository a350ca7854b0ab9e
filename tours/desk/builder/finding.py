"""Finds an item of the agenda, and says why it cannot be edited."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from tours.desk.finding import event_to_edit
from tours.models import AgendaItem, Event


def item_or_404(event: Event, uid: object) -> AgendaItem:
    return get_object_or_404(event.items.select_related("venue__city", "track"), uid=uid)


def refuse(request: HttpRequest, uid: object) -> None:
    """Says why an event could not be taken for editing: it is not there for the user, or may only be read."""
    event_to_edit(request, uid)
    raise Http404
