"""Posts to write, on pages of other rooms."""

from collections.abc import Collection, Mapping

from django import template
from django.utils.functional import Promise

from announcements.drafting import DRAFT_KINDS, DraftKind
from announcements.posts import to_write
from tours.models import Event

register = template.Library()


@register.simple_tag
def posts_to_write(events: Collection[Event]) -> Mapping[int, DraftKind]:
    """`{% posts_to_write events as to_write %}`: the kind of post that each event lacks, if it lacks one. One query."""
    return to_write.posts_to_write(events)


@register.filter
def post_of(kinds: Mapping[int, DraftKind], event: Event) -> Promise | None:
    """`{{ to_write|post_of:event }}`: `The programme has changed`; None where there is nothing to write."""
    kind = kinds.get(event.pk)
    return DRAFT_KINDS[kind] if kind else None
