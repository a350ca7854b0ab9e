"""The public pages of events. Each starts from what the visitor may see and shows what the current edition says."""

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from accounts.visitors import visitor
from tours.addresses import calendar_address
from tours.agenda import PUBLIC
from tours.agenda_view import AgendaView
from tours.current import public_view, published_or_404, standing_agendas
from tours.history import history
from tours.kept import Output
from tours.models import PublishedEvent
from tours.models.published import Phase
from tours.serving import page_delivery, serve
from tours.site import site_facts


@login_not_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    rows = PublishedEvent.objects.visible_to(visitor(request)).upcoming_first()
    return render(request, "tours/home.html", {"events": [event for event in rows if event.phase is not Phase.PAST]})


@login_not_required
@require_safe
def events(request: HttpRequest) -> HttpResponse:
    rows = list(PublishedEvent.objects.visible_to(visitor(request)).upcoming_first())
    by_phase = {phase.value: [event for event in rows if event.phase is phase] for phase in Phase}
    by_phase[Phase.PAST].reverse()
    return render(request, "tours/event_list.html", by_phase)


@login_not_required
@require_safe
def event(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The whole page is an output: beside the edition it depends on the posts told of the event, and on today."""
    published = published_or_404(request, slug)
    output = Output(published.digest, "event.html", (published.changed_at.isoformat(), published.phase))
    return serve(
        request,
        output,
        lambda: _event_page(public_view(published), published.phase),
        changed_at=published.changed_at,
        delivery=page_delivery(published),
    )


@login_not_required
@require_safe
def changes(request: HttpRequest, slug: str) -> HttpResponseBase:
    published = published_or_404(request, slug)
    output = Output(published.digest, "changes.html", (published.changed_at.isoformat(),))
    return serve(
        request,
        output,
        lambda: _changes_page(published),
        changed_at=published.changed_at,
        delivery=page_delivery(published),
    )


def _event_page(view: AgendaView, phase: Phase) -> bytes:
    feed = calendar_address(settings.BASE_URL, view.event.slug)
    webcal_url = "webcal" + feed[feed.index("://") :]
    return _page("tours/event_detail.html", view=view, event=view.event, phase=phase, webcal_url=webcal_url)


def _changes_page(published: PublishedEvent) -> bytes:
    agendas = standing_agendas(published)
    return _page("tours/event_changes.html", event=agendas[-1].event, editions=history(agendas, PUBLIC))


def _page(template: str, **context: Any) -> bytes:
    """Rendered without the request, so that a page kept for everyone cannot show who asked first."""
    return render_to_string(template, {**site_facts(), **context}).encode()
