"""The desk's page of files to take away: what there is of an event, in which form, for whom and of which version."""

from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.visitors import signed_in
from tours.agenda.audiences import may_read
from tours.agenda.values import Audience
from tours.desk.downloads.agenda_files import exported_of, not_understood
from tours.desk.finding import events_of
from tours.labels import LEVELS
from tours.models import Edition, Event
from tours.vocabulary import Level

NEWEST = 10
"""So many versions have a link; the number of an earlier one is typed."""
FORMATS = (
    (_("Word"), _("to edit, and to send to a host"), "tours:desk_word"),
    (_("Excel"), _("one row an item; it can be imported again"), "tours:desk_xlsx"),
    (_("CSV"), _("the same table for other programs"), "tours:desk_csv"),
)


class Link(NamedTuple):
    label: Promise
    address: str


class Format(NamedTuple):
    """A kind of file, with a link for each audience."""

    label: Promise
    about: Promise
    links: list[Link]


@never_cache
@require_safe
def downloads(request: HttpRequest, uid: str) -> HttpResponse:
    """Lists the files of the draft, or of a version: `?version=3`."""
    user = signed_in(request)
    event = get_object_or_404(events_of(request).select_related("published"), uid=uid)
    try:
        exported = exported_of(event, request.GET, level=Level.STAFF)
    except ValidationError as refusal:
        return not_understood(request, refusal)
    number = None if exported.is_draft else exported.view.stamp.number
    levels = [level for level in Level if may_read(Audience(level=level), exported.view.event)]
    versions = list(Edition.objects.visible_to(user).filter(event=event).standing().newest_first()[: NEWEST + 1])
    context = {
        "event": event,
        "exported": exported,
        "number": number,
        "days": [day.date for day in exported.view.days()],
        "formats": [_format(event, *each, levels, number) for each in FORMATS],
        "levels": [LEVELS[level] for level in levels],
        "versions": versions[:NEWEST],
        "has_earlier": len(versions) > NEWEST,
    }
    return render(request, "tours/downloads.html", context)


def _format(
    event: Event, label: Promise, about: Promise, route: str, levels: list[Level], number: int | None
) -> Format:
    of_version = {"version": number} if number else {}
    links = [
        Link(LEVELS[level], reverse(route, args=[event.uid], query={**of_version, "audience": level.value}))
        for level in levels
    ]
    return Format(label, about, links)
