"""Calendars of an event: the whole programme, a day, an item; and the calendar of all events."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import partial
from uuid import UUID

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.reading import open_to_readers
from backstage.text.file_names import content_disposition
from tours.agenda.audiences import readers
from tours.agenda.view import AgendaView
from tours.calendar import EventEntry
from tours.calendar import day_calendar as draw_day
from tours.calendar import events_calendar as draw_events
from tours.calendar import item_calendar as draw_item
from tours.editions.composing import status_of
from tours.editions.projection.writing import BEFORE_ALL
from tours.filters import local_date
from tours.models import LastChange, PublishedEvent
from tours.models.editions.published import PublishedEventQuerySet
from tours.pages.event_lists.filters import EventList, labels
from tours.pages.event_lists.listing import event_list, next_first
from tours.serving.current import current_view, published_or_404
from tours.serving.feed_pieces import draw_feed
from tours.serving.former_addresses import under_event
from tours.serving.kept_outputs import EVERY_EVENT, Output
from tours.serving.outputs import CALENDAR, NO_INDEX, Delivery, serve
from tours.serving.public_pages import public_page
from tours.vocabulary import EventKind, EventState

MOST_EVENTS = 60
"""The most events in a calendar of events: those under way, then the next ones, then the latest past ones.

A large programme has so many in a year.
"""


@under_event
def programme_calendar(request: HttpRequest, slug: str) -> HttpResponseBase:
    return _calendar(request, slug, "programme", draw_feed)


@under_event
def day_calendar(request: HttpRequest, slug: str, day: date) -> HttpResponseBase:
    return _calendar(request, slug, day.isoformat(), lambda view: draw_day(view, day, **_addresses()))


@under_event
def item_calendar(request: HttpRequest, slug: str, uid: UUID) -> HttpResponseBase:
    return _calendar(request, slug, str(uid), lambda view: draw_item(view, str(uid), **_addresses()))


def _calendar(request: HttpRequest, slug: str, name: str, draw: Callable[[AgendaView], bytes]) -> HttpResponseBase:
    """`draw` may raise LookupError if the edition has no such day or item; the answer is then 404."""
    published = published_or_404(request, slug)
    output = Output(published.digest, f"{name}.ics", (readers(published).key,))
    disposition = partial(content_disposition, f"{published.slug}-{name}", extension="ics")
    delivery = Delivery(CALENDAR, disposition, shared=published.is_public)
    try:
        return serve(
            request, output, lambda: draw(current_view(published)), changed_at=published.changed_at, delivery=delivery
        )
    except LookupError as missing:
        raise Http404(str(missing)) from missing


@open_to_readers
def events_calendar(request: HttpRequest) -> HttpResponseBase:
    """The public events as all-day entries, or those that match the filters: at most MOST_EVENTS.

    The answer is the same for signed-in users. With more events it depends on the day too, which `changed_at` then
    tells.
    """
    found = event_list(_public_events(), request.GET.dict())
    if found.in_use:
        return _filtered_calendar(request, found)
    changed_at, is_cut = _last_change()
    if is_cut:
        changed_at = max(changed_at, _midnight())
    return serve(
        request,
        Output(EVERY_EVENT, "events.ics", (changed_at.isoformat(),)),
        lambda: _events_drawn(_public_events()),
        changed_at=changed_at,
        delivery=Delivery(CALENDAR, partial(content_disposition, "events", extension="ics")),
    )


@public_page
def _filtered_calendar(request: HttpRequest, found: EventList) -> HttpResponse:
    """Draws the calendar at each request. It is not kept, as there is no limit to the possible filters."""
    filters = found.chosen(labels(found))
    if found.form.errors:
        wrong = next(f"{filter_.label} “{filter_.value}”: {filter_.problem}" for filter_ in filters if filter_.problem)
        return render(request, "400.html", {"message": wrong}, status=400)
    words = ", ".join(filter_.value for filter_ in filters)
    body = _events_drawn(found.matching, filters=found.query, chosen=words)
    disposition = content_disposition("events", words, extension="ics")
    headers = {"Content-Disposition": disposition, "X-Robots-Tag": NO_INDEX}
    return HttpResponse(body, content_type=CALENDAR, headers=headers)


def _last_change() -> tuple[datetime, bool]:
    """The moment of `public_change`, and whether there are more than MOST_EVENTS. One query."""
    more = Exists(_public_events()[MOST_EVENTS:])
    last = LastChange.objects.filter(pk=LastChange.PUBLIC).values_list("at", more)
    return last.first() or (BEFORE_ALL, False)


def _public_events() -> PublishedEventQuerySet:
    return PublishedEvent.objects.visible_to(AnonymousUser())


def _midnight() -> datetime:
    """The moment when today began, in UTC."""
    return timezone.now().astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)


def _events_drawn(events: PublishedEventQuerySet, **facts: str) -> bytes:
    """The calendar of these events, the latest first. Of more than MOST_EVENTS, those that come first in the list.

    An event that closes or leaves after its key was read is left out.
    """
    keys = _first_keys(events, MOST_EVENTS + 1)
    rows = _public_events().with_keys(keys[:MOST_EVENTS])
    title = _("Events of %(site)s") % {"site": settings.SITE_NAME}
    is_cut = len(keys) > MOST_EVENTS
    return draw_events([_entry(row) for row in rows], title=title, is_cut=is_cut, **_addresses(), **facts)


def _first_keys(events: PublishedEventQuerySet, most: int) -> list[int]:
    """The keys of the first events, in the order of the list. Of past ones, an index gives as many as are still wanted."""
    today = local_date(_midnight())
    to_come = next_first(events.filter(ends__gte=today), today)[:most]
    past = events.filter(ends__lt=today).order_by("-starts", "title", "pk")
    keys = list(to_come.values_list("pk", flat=True))
    return [*keys, *past.values_list("pk", flat=True)[: most - len(keys)]]


def _addresses() -> dict[str, str]:
    return {"base_url": settings.BASE_URL, "office": settings.OFFICE_EMAIL}


def _entry(row: PublishedEvent) -> EventEntry:
    return EventEntry(
        uid=row.uid,
        slug=row.slug,
        kind=EventKind(row.kind),
        title=row.title,
        summary=row.summary,
        starts=row.starts,
        ends=row.ends,
        place=f"{row.host_city_name}, {row.country_name}",
        footnote=row.country_footnote,
        status=status_of(EventState(row.state)),
        state=EventState(row.state),
        sequence=row.sequence,
        created=row.first_published_at,
        changed=row.entry_changed_at,
    )
