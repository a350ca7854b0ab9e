"""The current edition of an event, as a visitor may see it."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from accounts.visitors import visitor
from tours import snapshots
from tours.agenda import Agenda
from tours.agenda_view import AgendaView
from tours.audiences import for_audience, readers
from tours.models import Edition, PublishedEvent


def published_or_404(request: HttpRequest, slug: str) -> PublishedEvent:
    """One indexed query. Raises Http404 for what the visitor may not see, as for what there is not."""
    return get_object_or_404(PublishedEvent.objects.visible_to(visitor(request)), slug=slug)


def current_view(published: PublishedEvent) -> AgendaView:
    """As the event's readers see it. One query and the decoding of the whole agenda: for drawing, not for what is kept."""
    text, format_number = Edition.objects.values_list("agenda", "format").get(pk=published.edition_id)
    agenda = snapshots.read(text, format_number)
    return for_audience(agenda, readers(agenda.event))


def standing_agendas(published: PublishedEvent, *, before: int | None = None) -> Iterator[Agenda]:
    """The editions that are not withdrawn, newest first, from the one before that number. One query, decoded one by one."""
    editions = Edition.objects.standing().filter(event=published.event_id).newest_first()
    if before is not None:
        editions = editions.filter(number__lt=before)
    for text, number in editions.values_list("agenda", "format").iterator(chunk_size=1):
        yield snapshots.read(text, number)
