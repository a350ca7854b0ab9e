"""The current edition of an event, as a visitor may see it."""

from collections.abc import Iterator
from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from accounts.models import User
from accounts.visitors import visitor
from tours.agenda import snapshots
from tours.agenda.audiences import for_audience, may_read, readers
from tours.agenda.values import Agenda
from tours.agenda.view import AgendaView
from tours.models import Edition, PublishedEvent
from tours.models.editions.editions import EditionQuerySet

# The columns that serving needs. Reading the others, which are for lists, makes a 304 a tenth slower.
SERVED = ("event", "edition", "slug", "number", "title", "digest", "changed_at", "access", "starts", "ends", "zone")


def published_or_404(request: HttpRequest, slug: str) -> PublishedEvent:
    """The event as published. One indexed query. Raises Http404 if there is none or the visitor may not see it."""
    return published_for(visitor(request), slug)


def published_for(user: User | AnonymousUser, slug: str) -> PublishedEvent:
    """The event as published, for a reader who is known without a session. One query. Raises Http404 likewise."""
    return get_object_or_404(PublishedEvent.objects.visible_to(user).only(*SERVED), slug=slug)


def current_agenda(published: PublishedEvent) -> Agenda:
    """Reads and decodes the whole current agenda. One query. Call it to draw an output, not to serve a kept one."""
    text, format_number = Edition.objects.values_list("agenda", "format").get(pk=published.edition_id)
    return snapshots.read(text, format_number)


def current_view(published: PublishedEvent) -> AgendaView:
    """The current agenda as the event's readers see it. It costs as much as `current_agenda`."""
    agenda = current_agenda(published)
    return for_audience(agenda, readers(agenda.event))


def standing_agendas(published: PublishedEvent, *, before: int | None = None) -> Iterator[Agenda]:
    """The agendas of editions that are not withdrawn, newest first; with `before`, only those with a lower number.

    One query. Each agenda is decoded when it is asked for.
    """
    editions = _standing_editions(published)
    if before is not None:
        editions = editions.filter(number__lt=before)
    for text, number in editions.values_list("agenda", "format").iterator(chunk_size=1):
        yield snapshots.read(text, number)


def view_at(published: PublishedEvent, number: int) -> AgendaView | None:
    """The version of that number as the event's readers see it; None where they cannot. One query.

    A version that was withdrawn since is never shown again: the one before it stands for it.
    """
    agenda = next(standing_agendas(published, before=number + 1), None)
    audience = readers(published)
    return for_audience(agenda, audience) if agenda and may_read(audience, agenda.event) else None


def number_standing_before(published: PublishedEvent, moment: datetime) -> int:
    """The number of the edition that stood just before that moment, or of the first where none did. At most two queries."""
    numbers = _standing_editions(published).values_list("number", flat=True)
    return numbers.filter(published_at__lt=moment).first() or numbers.reverse()[0]


def _standing_editions(published: PublishedEvent) -> EditionQuerySet:
    return Edition.objects.standing().filter(event=published.event_id).newest_first()
