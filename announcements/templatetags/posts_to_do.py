"""What the desk's pages of events tell of their posts."""

from collections.abc import Iterable
from typing import NamedTuple

from django import template
from django.db.models import Count, Q

from announcements.models import Post
from announcements.models.posts import State
from tours.models import Event

register = template.Library()


class Posts(NamedTuple):
    """How many posts there are about an event, and how many of them are drafts."""

    number: int
    drafts: int


@register.simple_tag
def posts_of(events: Iterable[Event]) -> dict[int, Posts]:
    """`{% posts_of page as posts %}`: by the key of each event that has any. One query."""
    keys = [event.pk for event in events]
    counted = Post.objects.filter(event__in=keys).order_by().values("event")
    rows = counted.annotate(number=Count("pk"), drafts=Count("pk", filter=Q(state=State.DRAFT)))
    return {key: Posts(number, drafts) for key, number, drafts in rows.values_list("event", "number", "drafts")}
