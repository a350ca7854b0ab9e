"""What the desk's pages of events tell of posts: drafts, and the post that should be written next."""

from collections.abc import Collection, Iterable, Mapping

from django import template
from django.db.models import Count
from django.utils.functional import Promise

from announcements.drafting import DRAFT_KINDS, DraftKind
from announcements.models import Post, State
from announcements.posts import to_write
from tours.models import Event

register = template.Library()


@register.simple_tag
def drafts_of(events: Iterable[Event]) -> dict[int, int]:
    """`{% drafts_of page as drafts %}`: how many there are, by the key of each event that has any. One query."""
    drafts = Post.objects.filter(event__in=[event.pk for event in events], state=State.DRAFT)
    return dict(drafts.order_by().values_list("event").annotate(number=Count("pk")))


@register.simple_tag
def posts_to_write(events: Collection[Event]) -> Mapping[int, DraftKind]:
    """`{% posts_to_write events as to_write %}`: the kind of post that each event lacks, if it lacks one. One query."""
    return to_write.posts_to_write(events)


@register.filter
def post_of(kinds: Mapping[int, DraftKind], event: Event) -> Promise | None:
    """`{{ to_write|post_of:event }}`: `The programme has changed`; None where there is nothing to write."""
    kind = kinds.get(event.pk)
    return DRAFT_KINDS[kind] if kind else None
