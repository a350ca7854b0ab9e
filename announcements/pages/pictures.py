"""The picture of a post, for where its page is shared."""

from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from accounts.reading import open_to_readers
from accounts.visitors import visitor
from announcements.models import Post
from tours.serving.kept_outputs import Output
from tours.serving.outputs import PNG, Delivery, serve
from tours.vocabulary import Access
from tours.wording import full_date

OF_NO_EVENT = "news"
"""Stands for an event's UID, under which the pictures of its posts are kept, so that a redaction of the event forgets them."""


class Told(NamedTuple):
    """What a picture shows of a post."""

    title: str
    dateline: str
    published_on: date


@open_to_readers
def card(request: HttpRequest, slug: str) -> HttpResponseBase:
    """One query."""
    user = visitor(request)
    rows = Post.objects.visible_to(user).filter(slug=slug)
    found = rows.values_list("updated_at", "event__uid", "event__published__access", *Told._fields).first()
    if found is None:
        raise Http404(_("There is no such post."))
    changed_at, event, access, *facts = found
    told = Told(*facts)
    return serve(
        request,
        Output(_folder(event), "card.png", (told.title, told.dateline, told.published_on.isoformat())),
        lambda: _drawn(told),
        changed_at=changed_at,
        delivery=Delivery(PNG, shared=access in {None, Access.PUBLIC}),
    )


def _folder(event: UUID | None) -> str:
    return str(event) if event else OF_NO_EVENT


def _drawn(told: Told) -> bytes:
    from tours.metadata.cards import Card, draw_card  # Pillow and reportlab are heavy, and most processes never draw

    over = _("%(site)s · News") % {"site": settings.SITE_NAME}
    return draw_card(Card(over, told.title, (told.dateline, full_date(told.published_on))))
