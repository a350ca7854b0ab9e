"""The picture that is shown where the page of a post is shared."""

import re
from datetime import date
from math import inf
from typing import NamedTuple
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from accounts.reading import open_to_readers
from accounts.visitors import visitor
from announcements.models import Post
from tours.serving.dropping import Reasons
from tours.serving.kept_outputs import Output
from tours.serving.outputs import PNG, Delivery, serve
from tours.vocabulary import Access
from tours.wording import full_date

OF_NO_EVENT = "news"
"""The folder for pictures of posts without an event.

Others lie under the event's UID, so that redacting the event purges them.
"""
CARD = re.compile(r"post-[0-9]+\.png")


class CardFacts(NamedTuple):
    """The facts about a post that its picture shows."""

    title: str
    dateline: str
    published_on: date


@open_to_readers
def card(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Serves the picture. One query."""
    user = visitor(request)
    rows = Post.objects.visible_to(user).filter(slug=slug)
    found = rows.values_list("pk", "updated_at", "event__uid", "event__published__access", *CardFacts._fields).first()
    if found is None:
        raise Http404(_("There is no such post."))
    key, changed_at, event, access, *facts = found
    shown = CardFacts(*facts)
    return serve(
        request,
        Output(_folder(event), _name(key), (shown.title, shown.dateline, shown.published_on.isoformat())),
        lambda: _drawn(shown),
        changed_at=changed_at,
        delivery=Delivery(PNG, shared=access in {None, Access.PUBLIC}),
    )


def former_cards() -> Reasons:
    """Why cards that are kept are not needed: their post is gone, or was changed since, perhaps in what they show."""
    changed = {
        _name(key): at.timestamp() for key, at in Post.objects.order_by().values_list("pk", "updated_at").iterator()
    }
    return {
        "of posts that were changed or deleted": lambda file: (
            bool(CARD.fullmatch(file.name)) and file.written < changed.get(file.name, inf)
        )
    }


def _name(key: int) -> str:
    return f"post-{key}.png"


def _folder(event: UUID | None) -> str:
    return str(event) if event else OF_NO_EVENT


def _drawn(shown: CardFacts) -> bytes:
    from tours.metadata.cards import Card, draw_card  # Pillow and reportlab are heavy, and most processes never draw

    over = _("%(site)s · News") % {"site": settings.SITE_NAME}
    return draw_card(Card(over, shown.title, (shown.dateline, full_date(shown.published_on))))
