"""What the desk's pages of events tell of drafts of posts."""

from collections.abc import Iterable

from django import template
from django.db.models import Count

from announcements.models import Post
from announcements.models.posts import State
from tours.models import Event

register = template.Library()


@register.simple_tag
def drafts_of(events: Iterable[Event]) -> dict[int, int]:
    """`{% drafts_of page as drafts %}`: how many there are, by the key of each event that has any. One query."""
    drafts = Post.objects.filter(event__in=[event.pk for event in events], state=State.DRAFT)
    return dict(drafts.order_by().values_list("event").annotate(number=Count("pk")))
