"""What visitors take with them: calendars, the booklet, documents and pictures."""

from collections.abc import Callable, Iterator
from datetime import date
from uuid import UUID

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tours.agenda_view import AgendaView
from tours.audiences import readers
from tours.calendar import EventEntry
from tours.calendar import day_calendar as draw_day
from tours.calendar import events_calendar as draw_events
from tours.calendar import item_calendar as draw_item
from tours.calendar import programme_calendar as draw_programme
from tours.composing import status_of
from tours.current import current_view, published_or_404
from tours.facts import Document, Picture
from tours.kept import EVERY_EVENT, Output
from tours.models import LastChange, PublishedEvent
from tours.pdf.styles import Paper
from tours.serving import CALENDAR, PDF, Delivery, serve
from tours.storing import open_stored
from tours.vocabulary import Access, EventKind, EventState


@login_not_required
@require_safe
def programme_calendar(request: HttpRequest, slug: str) -> HttpResponseBase:
    return _calendar(request, slug, "programme", lambda view: draw_programme(view, **_addresses()))


@login_not_required
@require_safe
def day_calendar(request: HttpRequest, slug: str, day: date) -> HttpResponseBase:
    return _calendar(request, slug, day.isoformat(), lambda view: draw_day(view, day, **_addresses()))


@login_not_required
@require_safe
def item_calendar(request: HttpRequest, slug: str, uid: UUID) -> HttpResponseBase:
    return _calendar(request, slug, str(uid), lambda view: draw_item(view, str(uid), **_addresses()))


def _calendar(request: HttpRequest, slug: str, name: str, draw: Callable[[AgendaView], bytes]) -> HttpResponseBase:
    """`draw` may raise LookupError: the edition has no such day or item."""
    published = published_or_404(request, slug)
    output = Output(published.digest, f"{name}.ics", (readers(published).key,))
    delivery = Delivery(CALENDAR, f"{published.slug}-{name}.ics", shared=published.is_public)
    try:
        return serve(
            request, output, lambda: draw(current_view(published)), changed_at=published.changed_at, delivery=delivery
        )
    except LookupError as missing:
        raise Http404(str(missing)) from missing


@login_not_required
@require_safe
def events_calendar(request: HttpRequest) -> HttpResponseBase:
    """All public events, an all-day entry each: the same for everyone, signed in or not."""
    last = LastChange.objects.first()
    if last is None:
        raise Http404(_("No event is published yet."))
    public = PublishedEvent.objects.filter(access=Access.PUBLIC)
    title = _("Events of %(site)s") % {"site": settings.SITE_NAME}
    return serve(
        request,
        Output(EVERY_EVENT, "events.ics", (last.at.isoformat(),)),
        lambda: draw_events([_entry(row) for row in public], title=title, **_addresses()),
        changed_at=last.at,
        delivery=Delivery(CALENDAR, "events.ics"),
    )


@login_not_required
@require_safe
def booklet(request: HttpRequest, slug: str) -> HttpResponseBase:
    try:
        paper = Paper(request.GET.get("paper", Paper.A4))
    except ValueError:
        message = _("The programme comes on A4 (paper=a4) and on US Letter (paper=letter).")
        return render(request, "400.html", {"message": message}, status=400)
    published = published_or_404(request, slug)
    output = Output(published.digest, "programme.pdf", (readers(published).key, paper))
    delivery = Delivery(PDF, f"{published.slug}-v{published.number}.pdf", shared=published.is_public)
    return serve(
        request,
        output,
        lambda: _booklet(current_view(published), paper),
        changed_at=published.changed_at,
        delivery=delivery,
    )


@login_not_required
@require_safe
def document(request: HttpRequest, slug: str, digest: str, file_name: str) -> HttpResponseBase:
    """A document that the current edition shows to everyone; any other is not found."""
    for document in shown_documents(current_view(published_or_404(request, slug))):
        if (document.digest, document.file_name) == (digest, file_name):
            return _file(document, as_attachment=True)
    raise Http404(_("This event has no such document."))


@login_not_required
@require_safe
def picture(request: HttpRequest, slug: str, digest: str, file_name: str) -> HttpResponseBase:
    shown = current_view(published_or_404(request, slug)).event.picture
    if shown is None or (shown.digest, shown.file_name) != (digest, file_name):
        raise Http404(_("This event has no such picture."))
    return _file(shown, as_attachment=False)


def shown_documents(view: AgendaView) -> Iterator[Document]:
    yield from view.event.documents
    for item in view.standing:
        yield from item.line.documents


def _file(stored: Document | Picture, *, as_attachment: bool) -> HttpResponseBase:
    """The name carries the digest of the bytes, so that a browser may keep them for good."""
    try:
        file = open_stored(stored.digest, stored.file_name)
    except FileNotFoundError as missing:
        raise Http404(_("The file is missing from this site.")) from missing
    response = FileResponse(file, as_attachment=as_attachment, filename=stored.file_name)
    response["Cache-Control"] = "private, max-age=31536000, immutable"
    return response


def _booklet(view: AgendaView, paper: Paper) -> bytes:
    from tours.booklet import booklet  # reportlab is heavy, and most processes never draw

    return booklet(view, base_url=settings.BASE_URL, paper=paper)


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
