"""Pictures of events in the sizes of pages, logos of partners, portraits, and what is shown where an event is shared."""

from collections.abc import Callable

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from accounts.reading import open_to_readers
from tours.agenda import facts
from tours.agenda.values import Event
from tours.models import Organisation, Picture, Portrait, PublishedEvent
from tours.serving.current import current_view, published_or_404
from tours.serving.former_addresses import under_event
from tours.serving.kept_outputs import Output
from tours.serving.outputs import PNG, Delivery, serve
from tours.serving.pictures import serve_row, serve_size
from tours.uploads.storing import open_whole


@under_event
def sized(request: HttpRequest, slug: str, digest: str, size: str) -> HttpResponseBase:
    """A picture that the current edition shows: of the event, or the logo of an organisation."""
    published = published_or_404(request, slug)
    return serve_size(
        request,
        size,
        digest,
        _name_in(published, digest),
        changed_at=published.changed_at,
        shared=published.is_public,
        folder=published.digest,
    )


def _name_in(published: PublishedEvent, digest: str) -> Callable[[], str]:
    def file_name() -> str:
        for picture in _pictures(current_view(published).event):
            if picture.digest == digest:
                return picture.file_name
        raise Http404(_("This event has no such picture."))

    return file_name


def _pictures(event: Event) -> list[facts.Picture]:
    logos = (supporter.organisation.logo for supporter in event.supporters)
    return [picture for picture in (event.picture, *logos) if picture]


@open_to_readers
def logo(request: HttpRequest, digest: str, size: str) -> HttpResponseBase:
    """The logo of an organisation of the site's own programme. One query."""
    ours = Organisation.objects.filter(programmes__programme__is_own=True)
    rows = Picture.objects.filter(digest=digest, pk__in=ours.values("logo"))
    return serve_row(request, size, rows.first(), shared=True, lasting=True)


@open_to_readers
def portrait(request: HttpRequest, digest: str, size: str) -> HttpResponseBase:
    """A portrait, as long as the person agrees: no browser keeps it without asking again. One query."""
    return serve_row(request, size, Portrait.objects.published().filter(digest=digest).first(), shared=True)


@under_event
def card(request: HttpRequest, slug: str) -> HttpResponseBase:
    published = published_or_404(request, slug)
    return serve(
        request,
        Output(published.digest, "card.png"),
        lambda: _drawn(published),
        changed_at=published.changed_at,
        delivery=Delivery(PNG, shared=published.is_public),
    )


def _drawn(published: PublishedEvent) -> bytes:
    from tours.metadata.cards import (  # Pillow and reportlab are heavy, and most processes never draw
        draw_card,
        event_card,
    )

    event = current_view(published).event
    card = event_card(event, settings.SITE_NAME)
    if event.picture is None:
        return draw_card(card)
    try:
        with open_whole(event.picture.digest, event.picture.file_name) as stored:
            return draw_card(card, stored)
    except FileNotFoundError:  # the words alone are better than nothing
        return draw_card(card)
