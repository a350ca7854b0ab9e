"""Finds the event of a page of notices, and its notices, for those who decide on them."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import F, Q
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from accounts.visitors import signed_in
from announcements.models import Notice
from announcements.models.notices import NoticeQuerySet
from tours.desk.finding import event_or_404
from tours.models import Event


def telling_at(request: HttpRequest, uid: object) -> Any:
    """The event, for those who publish or register people there. Raises PermissionDenied for others who may read it."""
    event = event_or_404(request, uid)
    if not (event.changes_facts or event.registers):
        raise PermissionDenied
    return event


def notices_of(request: HttpRequest, event: Event) -> NoticeQuerySet:
    """The notices of the event that the user may see. A notice that only marks the version from which on changes are
    told says nothing, and is left out.
    """
    rows = Notice.objects.visible_to(signed_in(request)).filter(event=event)
    return rows.filter(Q(number=None) | Q(since__lt=F("number")))


def notice_or_404(request: HttpRequest, event: Event, key: int) -> Notice:
    """The notice, with the user who decided last. Its event is the one that was found already."""
    notice = get_object_or_404(notices_of(request, event).select_related("by"), pk=key)
    notice.event = event
    return notice
