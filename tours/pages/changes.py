"""What the versions of an event changed: each in turn, or all together since a version or a day."""

import re
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tours.agenda.audiences import readers
from tours.agenda.changes.comparing import Changes, told_changes
from tours.agenda.changes.history import Before, history, is_first_programme
from tours.models import PublishedEvent
from tours.pages.context import page_of_event
from tours.plausible_days import FIRST_DAY, LAST_DAY
from tours.serving.current import (
    current_view,
    number_standing_before,
    published_or_404,
    standing_agendas,
    view_at,
)
from tours.serving.former_addresses import under_event
from tours.serving.kept_outputs import Output
from tours.serving.outputs import page_delivery, serve

VERSIONS_A_PAGE = 20
"""The most versions on one page. Each costs time and memory to compare."""
VERSION_NUMBER = re.compile("[1-9][0-9]{0,8}")
DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")


@under_event
def changes(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The changes of the latest versions; with `?before=21` of the versions before that number; with `?since=2` all since
    version 2 together. A day, as in `?since=2017-08-30`, leads to the version that stood when it began.
    """
    try:
        before, since = _number(request.GET.get("before", "")), _since(request.GET)
    except ValidationError as error:
        return render(request, "400.html", {"message": error.message}, status=400)
    published = published_or_404(request, slug)
    if isinstance(since, date):
        return _to_version(published, since)
    if max(before, since) > published.number:  # or anyone could make the site keep a file for every number
        raise Http404(_("This event has no such version."))
    which = f"since {since}" if since else f"before {before}"
    output = Output(published.digest, "changes.html", (published.changed_at.isoformat(), which))
    return serve(
        request,
        output,
        lambda: _since_page(published, since) if since else _versions_page(published, before or None),
        changed_at=published.changed_at,
        delivery=page_delivery(published),
    )


def _number(typed: str) -> int:
    """The number of a version; 0 where none is typed. Raises ValidationError for anything else."""
    if typed and not VERSION_NUMBER.fullmatch(typed):
        raise ValidationError(_("Versions have numbers, as in before=21."))
    return int(typed or 0)


def _since(query: QueryDict) -> int | date:
    """The version or the day; 0 for neither. The form has a field for each, of the same name. Raises ValidationError."""
    typed = [each for each in query.getlist("since") if each]
    if len(typed) > 1:
        raise ValidationError(_("Give a version or a day, not both."))
    if not typed or VERSION_NUMBER.fullmatch(typed[0]):
        return int(typed[0]) if typed else 0
    day = _day(typed[0])
    if day is None:
        message = _("Changes are told since a version, as in since=2, or since a day, as in since=2017-08-30.")
        raise ValidationError(message)
    return day


def _day(typed: str) -> date | None:
    try:
        day = date.fromisoformat(typed) if DAY.fullmatch(typed) else None
    except ValueError:
        return None
    return day if day and FIRST_DAY <= day <= LAST_DAY else None


def _to_version(published: PublishedEvent, day: date) -> HttpResponseBase:
    """Leads to the version that stood when the day began at the event, so that what changed on that day is told, too."""
    moment = datetime.combine(day, time.min, ZoneInfo(published.zone))
    number = number_standing_before(published, moment)
    return redirect(reverse("tours:changes", args=[published.slug], query={"since": number}))


def _versions_page(published: PublishedEvent, before: int | None) -> bytes:
    editions = history(standing_agendas(published, before=before), readers(published), most=VERSIONS_A_PAGE)
    if not editions:
        raise Http404(_("This event has no such version."))
    earlier = editions[-1].number if editions[-1].before is Before.READABLE else None
    event = current_view(published).event
    return page_of_event(
        "tours/event_changes.html", event=event, current=published.number, editions=editions, earlier=earlier
    )


def _since_page(published: PublishedEvent, number: int) -> bytes:
    view, since = current_view(published), view_at(published, number)
    return page_of_event(
        "tours/event_changes_since.html",
        event=view.event,
        current=published.number,
        number=number,
        since=since,
        changes=told_changes(since, view) if since else Changes(),
        is_first_programme=bool(since and is_first_programme(since, view)),
    )
