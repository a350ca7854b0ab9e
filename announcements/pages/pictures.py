"""The pictures of a post in the sizes of pages, lists and shared links; and the card that is shared where it has none."""

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
from tours.models import Picture
from tours.serving.dropping import File, Reasons
from tours.serving.kept_outputs import Output
from tours.serving.outputs import PNG, Delivery, serve
from tours.serving.pictures import serve_size
from tours.vocabulary import Access
from tours.wording import full_date

OF_NO_EVENT = "news"
"""The folder for cards of posts without an event.

Others lie under the event's UID, so that redacting the event purges them.
"""
KEPT = re.compile(r"(post-[0-9]+)\.png")


class CardFacts(NamedTuple):
    """The facts about a post that its card shows."""

    title: str
    dateline: str
    published_on: date


@open_to_readers
def card(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Serves the card. One query."""
    user = visitor(request)
    rows = Post.objects.visible_to(user).filter(slug=slug)
    found = rows.values_list("pk", "updated_at", "event__uid", "event__published__access", *CardFacts._fields).first()
    if found is None:
        raise Http404(_("There is no such post."))
    key, changed_at, event, access, *facts = found
    shown = CardFacts(*facts)
    return serve(
        request,
        Output(_folder(event), f"{_name(key)}.png", (shown.title, shown.dateline, shown.published_on.isoformat())),
        lambda: _drawn(shown),
        changed_at=changed_at,
        delivery=Delivery(PNG, shared=access in {None, Access.PUBLIC}),
    )


@open_to_readers
def picture(request: HttpRequest, slug: str, digest: str, size: str) -> HttpResponseBase:
    """Serves a picture of the post in one of its sizes. One query."""
    rows = Post.objects.visible_to(visitor(request)).with_picture(digest).filter(slug=slug)
    found = rows.values_list("updated_at", "event__published__access").first()
    if found is None:
        raise Http404(_("There is no such picture."))
    changed_at, access = found
    shared = access in {None, Access.PUBLIC}
    return serve_size(request, size, digest, lambda: name_of(digest), changed_at=changed_at, shared=shared)


def name_of(digest: str) -> str:
    """The name under which the file is stored. Raises Http404 where it is no picture's."""
    name: str | None = Picture.objects.filter(digest=digest).values_list("file_name", flat=True).first()
    if name is None:
        raise Http404(_("There is no such picture."))
    return name


def former_cards() -> Reasons:
    """Why cards that are kept are not needed: their post is gone, or was changed since, perhaps in what they show."""
    changed = {
        _name(key): at.timestamp() for key, at in Post.objects.order_by().values_list("pk", "updated_at").iterator()
    }

    def is_former(file: File) -> bool:
        named = KEPT.fullmatch(file.name)
        return named is not None and file.written < changed.get(named[1], inf)

    return {"of posts that were changed or deleted": is_former}


def _name(key: int) -> str:
    return f"post-{key}"


def _folder(event: UUID | None) -> str:
    return str(event) if event else OF_NO_EVENT


def _drawn(shown: CardFacts) -> bytes:
    from tours.metadata.cards import Card, draw_card  # Pillow and reportlab are heavy, and most processes never draw

    over = _("%(site)s · News") % {"site": settings.SITE_NAME}
    return draw_card(Card(over, shown.title, (shown.dateline, full_date(shown.published_on))))
