"""Finds the event of a page for those who edit its agenda. One query."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from accounts.visitors import signed_in
from tours.models import Event


def editing_at(request: HttpRequest, uid: object) -> Event:
    """Raises Http404 for an event that the user may not read, and PermissionDenied for one that they may only read."""
    user = signed_in(request)
    rows = Event.objects.visible_to(user).with_rights_of(user).select_related("host_city")
    event = get_object_or_404(rows, uid=uid)
    if not vars(event)["edits_agenda"]:
        raise PermissionDenied
    return event
