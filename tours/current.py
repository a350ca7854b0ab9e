"""The current edition of an event, as a visitor may see it."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from accounts.visitors import visitor
from tours import snapshots
from tours.agenda import PUBLIC, Agenda
from tours.agenda_view import AgendaView
from tours.audiences import for_audience
from tours.models import Edition, PublishedEvent


def published_or_404(request: HttpRequest, slug: str) -> PublishedEvent:
    """One indexed query. Raises Http404 for what the visitor may not see, as for what there is not."""
    return get_object_or_404(PublishedEvent.objects.visible_to(visitor(request)), slug=slug)


def public_view(published: PublishedEvent) -> AgendaView:
    """Costs one query and the decoding of the whole agenda: for drawing, not for answering what is kept."""
    text, format_number = Edition.objects.values_list("agenda", "format").get(pk=published.edition_id)
    return for_audience(snapshots.read(text, format_number), PUBLIC)


def standing_agendas(published: PublishedEvent) -> list[Agenda]:
    """All editions that are not withdrawn, in order. One query, every agenda decoded."""
    editions = Edition.objects.standing().filter(event=published.event_id).order_by("number")
    return [snapshots.read(text, number) for text, number in editions.values_list("agenda", "format")]
