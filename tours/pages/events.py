"""The public pages of events. Each shows what the current edition says, as far as the visitor may see it."""

from datetime import date
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from accounts.visitors import visitor
from tours.addresses import subscribe_address
from tours.agenda.changes.item_story import item_page
from tours.agenda.view import AgendaView
from tours.models.editions.published import EventPhase
from tours.pages.calendars import MOST_EVENTS
from tours.pages.context import page_of_event
from tours.pages.event_lists.listing import listing
from tours.serving.current import current_agenda, current_view, published_or_404
from tours.serving.former_addresses import under_event
from tours.serving.kept_outputs import Output
from tours.serving.outputs import page_delivery, serve
from tours.serving.public_pages import public_page
from tours.vocabulary import EventState


@public_page
def events(request: HttpRequest) -> HttpResponse:
    """The list of events, narrowed by `EventFilter` and paged by `?page=2`."""
    found = listing(visitor(request), request.GET.dict())
    return render(request, "tours/event_list.html", {"listing": found, "most_in_calendar": MOST_EVENTS})


@under_event
def event(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The page as a kept output. It depends on the edition, on the posts about the event, and on its phase today. Only
    while it runs it depends on the date.
    """
    published = published_or_404(request, slug)
    today = published.today
    phase = published.phase_on(today)
    day = (today.isoformat(),) if phase is EventPhase.RUNNING else ()
    output = Output(published.digest, "event.html", (published.changed_at.isoformat(), phase, *day))
    return serve(
        request,
        output,
        lambda: _event_page(current_view(published), phase, today if day else None),
        changed_at=published.changed_at,
        delivery=page_delivery(published),
    )


@under_event
def item(request: HttpRequest, slug: str, uid: UUID) -> HttpResponseBase:
    """One item.

    An item that was removed keeps its page, so that a reader who comes from a calendar sees that it is cancelled.
    """
    published = published_or_404(request, slug)
    output = Output(published.digest, f"{uid}.html", (published.changed_at.isoformat(),))
    try:
        return serve(
            request,
            output,
            lambda: page_of_event("tours/item_detail.html", **item_page(current_agenda(published), str(uid))._asdict()),
            changed_at=published.changed_at,
            delivery=page_delivery(published),
        )
    except LookupError as missing:
        raise Http404(_("This event has no such item.")) from missing


def _event_page(view: AgendaView, phase: EventPhase, today: date | None) -> bytes:
    """`today` is the date at the place, while the event runs: an event that does not take place has nothing on."""
    event = view.event
    facts = {"phase": phase, "today": today if event.state is EventState.PLANNED else None}
    webcal_url = subscribe_address(settings.BASE_URL, event.slug)
    return page_of_event("tours/event_detail.html", view=view, event=event, webcal_url=webcal_url, **facts)
