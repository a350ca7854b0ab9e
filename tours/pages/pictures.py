"""The picture that is shown where the page of an event is shared."""

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from tours.models import PublishedEvent
from tours.serving.current import current_view, published_or_404
from tours.serving.former_addresses import under_event
from tours.serving.kept_outputs import Output
from tours.serving.outputs import PNG, Delivery, serve


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

    return draw_card(event_card(current_view(published).event, settings.SITE_NAME))
