"""The current edition of an event, as a visitor may see it."""

from collections.abc import Iterator

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from accounts.models import User
from accounts.visitors import visitor
from tours.agenda import snapshots
from tours.agenda.audiences import for_audience, readers
from tours.agenda.values import Agenda
from tours.agenda.view import AgendaView
from tours.models import Edition, PublishedEvent

# What serving goes by: the other columns are for lists, and reading them too would cost a 304 a tenth more.
SERVED = ("event", "edition", "slug", "number", "title", "digest", "changed_at", "access", "starts", "ends", "zone")


def published_or_404(request: HttpRequest, slug: str) -> PublishedEvent:
    """One indexed query. Raises Http404 for what the visitor may not see, as for what there is not."""
    return published_for(visitor(request), slug)


def published_for(user: User | AnonymousUser, slug: str) -> PublishedEvent:
    """The same, for whoever is known otherwise than by a session."""
    return get_object_or_404(PublishedEvent.objects.visible_to(user).only(*SERVED), slug=slug)


def current_agenda(published: PublishedEvent) -> Agenda:
    """One query and the decoding of the whole agenda: for drawing, not for what is kept."""
    text, format_number = Edition.objects.values_list("agenda", "format").get(pk=published.edition_id)
    return snapshots.read(text, format_number)


def current_view(published: PublishedEvent) -> AgendaView:
    """The current agenda as the event's readers see it; costs the same."""
    agenda = current_agenda(published)
    return for_audience(agenda, readers(agenda.event))


def standing_agendas(published: PublishedEvent, *, before: int | None = None) -> Iterator[Agenda]:
    """The editions that are not withdrawn, newest first, from the one before that number. One query, decoded one by one."""
    editions = Edition.objects.standing().filter(event=published.event_id).newest_first()
    if before is not None:
        editions = editions.filter(number__lt=before)
    for text, number in editions.values_list("agenda", "format").iterator(chunk_size=1):
        yield snapshots.read(text, number)
