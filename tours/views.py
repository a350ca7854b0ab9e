"""The public pages of events. Each starts from what the visitor may see and shows what the current edition says."""

import re
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.visitors import visitor
from tours.addresses import subscribe_address
from tours.agenda_view import AgendaView
from tours.audiences import readers
from tours.current import current_view, published_or_404, standing_agendas
from tours.history import history
from tours.kept import Output
from tours.models import PublishedEvent
from tours.models.published import Phase
from tours.public_pages import public_page
from tours.serving import page_delivery, serve
from tours.site import site_facts

VERSIONS_TOLD = 20
"""On one page of the changes: comparing costs time and memory for each."""
VERSION_NUMBER = re.compile("[1-9][0-9]{0,8}")


@public_page
def home(request: HttpRequest) -> HttpResponse:
    rows = PublishedEvent.objects.visible_to(visitor(request)).upcoming_first()
    return render(request, "tours/home.html", {"events": [row for row in rows if row.phase is not Phase.PAST]})


@public_page
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
        lambda: _event_page(current_view(published), published.phase),
        changed_at=published.changed_at,
        delivery=page_delivery(published),
    )


@login_not_required
@require_safe
def changes(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The latest versions; `?before=21` those before that number."""
    before = request.GET.get("before", "")
    if before and not VERSION_NUMBER.fullmatch(before):
        message = _("Versions have numbers, as in before=21.")
        return render(request, "400.html", {"message": message}, status=400)
    published = published_or_404(request, slug)
    if before and int(before) > published.number:  # else anyone could have a file kept for every number there is
        raise Http404(_("This event has no such version."))
    output = Output(published.digest, "changes.html", (published.changed_at.isoformat(), before))
    return serve(
        request,
        output,
        lambda: _changes_page(published, int(before) if before else None),
        changed_at=published.changed_at,
        delivery=page_delivery(published),
    )


def _event_page(view: AgendaView, phase: Phase) -> bytes:
    webcal_url = subscribe_address(settings.BASE_URL, view.event.slug)
    return _page("tours/event_detail.html", view=view, event=view.event, phase=phase, webcal_url=webcal_url)


def _changes_page(published: PublishedEvent, before: int | None) -> bytes:
    told = history(standing_agendas(published, before=before), readers(published), most=VERSIONS_TOLD)
    if not told:
        raise Http404(_("This event has no such version."))
    earlier = told[-1].number if not told[-1].is_first else None
    return _page("tours/event_changes.html", event=current_view(published).event, editions=told, earlier=earlier)


def _page(template: str, **context: Any) -> bytes:
    """Rendered without the request, so that a page kept for everyone cannot show who asked first."""
    return render_to_string(template, {**site_facts(), **context}).encode()
