"""What visitors take with them: calendars, the booklet, documents and pictures."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import partial
from typing import NamedTuple
from uuid import UUID

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_safe

from accounts.visitors import visitor
from tours.agenda import PUBLIC, STAFF, Audience
from tours.agenda_view import AgendaView
from tours.audiences import for_audience, readers
from tours.calendar import EventEntry
from tours.calendar import day_calendar as draw_day
from tours.calendar import events_calendar as draw_events
from tours.calendar import item_calendar as draw_item
from tours.composing import status_of
from tours.current import current_agenda, current_view, published_or_404, under_event
from tours.event_choices import offered
from tours.event_listing import chosen, filters_in_use, query_string
from tours.facts import Document
from tours.feeds import draw_feed
from tours.file_names import content_disposition
from tours.filters import EventFilter
from tours.kept import EVERY_EVENT, Output
from tours.labels import LEVELS
from tours.models import Event, PublishedEvent
from tours.models.published import PublishedEventQuerySet
from tours.pdf.styles import Paper
from tours.projection import public_change
from tours.public_pages import public_page
from tours.serving import CALENDAR, PDF, Delivery, serve
from tours.storing import open_stored
from tours.text import tidy
from tours.vocabulary import EventKind, EventState, Level

MOST_EVENTS = 500
"""In a calendar that is drawn each time; the latest."""
PAGES_TO_WRITE_ON = [str(number) for number in range(9)]
PAPERS = {
    Paper.A4: "",
    Paper.LETTER: pgettext_lazy("paper", "US Letter"),
    Paper.POCKET: pgettext_lazy("paper", "Pocket"),
}
"""What a file's name says of its paper: nothing of A4, which most of the world prints on."""


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
    """`draw` may raise LookupError: the edition has no such day or item."""
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


@login_not_required
@require_safe
def events_calendar(request: HttpRequest) -> HttpResponseBase:
    """The public events, an all-day entry each, or those that match the filters: the same for everyone, signed in or not."""
    query = filters_in_use(request.GET)
    if query:
        return _filtered_calendar(request, query)
    changed_at = public_change()
    return serve(
        request,
        Output(EVERY_EVENT, "events.ics", (changed_at.isoformat(),)),
        lambda: _events_drawn(_public_events()),
        changed_at=changed_at,
        delivery=Delivery(CALENDAR, partial(content_disposition, "events", extension="ics")),
    )


@public_page
def _filtered_calendar(request: HttpRequest, query: dict[str, str]) -> HttpResponse:
    """Drawn each time: there is no end to what one may ask for, so nothing of it is kept."""
    events = _public_events()
    found = EventFilter(query, queryset=events)
    told = chosen(found, query, offered(events))
    if not found.is_valid():
        wrong = next(f"{filter_.label} “{filter_.value}”: {filter_.problem}" for filter_ in told if filter_.problem)
        return render(request, "400.html", {"message": wrong}, status=400)
    words = ", ".join(filter_.value for filter_ in told)
    body = _events_drawn(found.qs[:MOST_EVENTS], filters=query_string(query), chosen=words)
    disposition = content_disposition("events", words, extension="ics")
    return HttpResponse(body, content_type=CALENDAR, headers={"Content-Disposition": disposition})


def _public_events() -> PublishedEventQuerySet:
    return PublishedEvent.objects.visible_to(AnonymousUser())


def _events_drawn(events: Iterable[PublishedEvent], **facts: str) -> bytes:
    title = _("Events of %(site)s") % {"site": settings.SITE_NAME}
    return draw_events([_entry(row) for row in events], title=title, **_addresses(), **facts)


@under_event
def booklet(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The programme as PDF: `?format=letter`, `?notes=2`; for those with a role at the event `?audience=delegates&group=A` too."""
    try:
        return _booklet(request, slug, _copy_asked_for(request.GET) if request.META.get("QUERY_STRING") else ORDINARY)
    except ValidationError as error:
        return render(request, "400.html", {"message": error.message}, status=400)


class Copy(NamedTuple):
    """What a reader wants of the programme. Without an audience it is drawn for all who may open the event."""

    paper: Paper
    notes: int
    audience: Audience | None


ORDINARY = Copy(Paper.A4, 0, None)
"""What most ask for: an address without a query."""


def _copy_asked_for(query: QueryDict) -> Copy:
    """Raises ValidationError with what there is to choose from."""
    try:
        paper = Paper(query.get("format", Paper.A4))
    except ValueError as error:
        message = _("The programme comes on A4 (format=a4), on US Letter (letter) and on A6 for the pocket (pocket).")
        raise ValidationError(message) from error
    notes = query.get("notes", "0")
    if notes not in PAGES_TO_WRITE_ON:
        message = _("The programme has at most %(most)s pages to write on, as in notes=2.")
        raise ValidationError(message % {"most": PAGES_TO_WRITE_ON[-1]})
    return Copy(paper, int(notes), _audience_asked_for(query))


def _audience_asked_for(query: QueryDict) -> Audience | None:
    level, groups = query.get("audience"), {tidy(group) for group in query.getlist("group")}
    if groups and level != Level.DELEGATES:
        raise ValidationError(_("Groups are of delegates, as in audience=delegates&group=A."))
    if level is None:
        return None
    try:
        return Audience(level=Level(level), groups=tuple(sorted(groups)))
    except ValueError as error:
        message = _("The programme is for everyone (audience=public), for delegates (delegates) or for staff (staff).")
        raise ValidationError(message) from error


def _booklet(request: HttpRequest, slug: str, copy: Copy) -> HttpResponseBase:
    published = _published_for(request, slug, copy.audience)
    audience = copy.audience or readers(published)
    facts = (audience.key, copy.paper, str(copy.notes))
    return serve(
        request,
        Output(published.digest, "programme.pdf", facts),
        lambda: _drawn(published, audience, copy),
        changed_at=published.changed_at,
        delivery=Delivery(PDF, partial(_disposition, published, audience, copy.paper), shared=audience == PUBLIC),
    )


def _published_for(request: HttpRequest, slug: str, audience: Audience | None) -> PublishedEvent:
    """One indexed query. Raises Http404, as for what there is not, to whoever has no role at the event but names an audience.

    What is for everyone is asked for as nobody in particular: of an event for participants there is no such programme.
    """
    if audience is None:
        return published_or_404(request, slug)
    if audience == PUBLIC:
        return get_object_or_404(PublishedEvent.objects.visible_to(AnonymousUser()), slug=slug)
    staffed = Event.objects.visible_to(visitor(request))
    return get_object_or_404(PublishedEvent, event__in=staffed, slug=slug)


def _drawn(published: PublishedEvent, audience: Audience, copy: Copy) -> bytes:
    """Raises ValidationError for a group that the edition does not have, so that no file is kept for made-up ones."""
    from tours.booklet import booklet  # reportlab is heavy, and most processes never draw

    agenda = current_agenda(published)
    known = {group for item in agenda.items if item.line for group in item.line.groups}
    for group in audience.groups:
        if group not in known:
            message = _("Version %(number)d has no items for a group “%(group)s”.")
            raise ValidationError(message % {"number": published.number, "group": group})
    view = for_audience(agenda, audience)
    return booklet(view, base_url=settings.BASE_URL, paper=copy.paper, notes=copy.notes)


def _disposition(published: PublishedEvent, audience: Audience, paper: Paper) -> str:
    """Saved as `Smart City Week - Version 3.pdf`, or `Smart City Week - Version 3 - Delegates (A, B) - US Letter.pdf`."""
    label = str(LEVELS[audience.level]) if audience != PUBLIC else ""
    if audience.groups:
        label = f"{label} ({', '.join(audience.groups)})"
    version = _("Version %(number)d") % {"number": published.number}
    return content_disposition(published.title, version, label, str(PAPERS[paper]), extension="pdf")


@under_event
def document(request: HttpRequest, slug: str, digest: str, file_name: str) -> HttpResponseBase:
    """A document that the current edition shows to its readers, or for staff to whoever has a role at the event."""
    published = published_or_404(request, slug)
    is_staff = Event.objects.visible_to(visitor(request)).filter(pk=published.event_id).exists()
    agenda = current_agenda(published)
    for document in shown_documents(for_audience(agenda, STAFF if is_staff else readers(agenda.event))):
        if (document.digest, document.file_name) == (digest, file_name):
            return stored_file(digest, file_name, as_attachment=True)
    raise Http404(_("This event has no such document."))


@under_event
def picture(request: HttpRequest, slug: str, digest: str, file_name: str) -> HttpResponseBase:
    shown = current_view(published_or_404(request, slug)).event.picture
    if shown is None or (shown.digest, shown.file_name) != (digest, file_name):
        raise Http404(_("This event has no such picture."))
    return stored_file(digest, file_name, as_attachment=False)


def shown_documents(view: AgendaView) -> Iterator[Document]:
    yield from view.event.documents
    for item in view.standing:
        yield from item.line.documents


def stored_file(digest: str, file_name: str, *, as_attachment: bool) -> HttpResponseBase:
    """The address carries the digest of the bytes, so that a browser may keep them for good. Raises Http404."""
    try:
        file = open_stored(digest, file_name)
    except FileNotFoundError as missing:
        raise Http404(_("The file is missing from this site.")) from missing
    response = FileResponse(file, as_attachment=as_attachment, filename=file_name)
    response["Cache-Control"] = "private, max-age=31536000, immutable"
    return response


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
