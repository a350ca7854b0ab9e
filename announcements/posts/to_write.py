"""Which posts of an event are there already, and which should be written next."""

from collections.abc import Collection, Mapping
from datetime import timedelta
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone
from django.utils.functional import Promise

from announcements.drafting import DRAFT_KINDS, DraftKind
from announcements.models import Post
from announcements.posts.told import Told, told_of
from tours.models import Edition, Event, PublishedItem
from tours.vocabulary import EventState

FRESH = timedelta(days=60)
"""How long after an event it is still pointed out that nobody has told what happened."""

OF_A_KIND = ("title", "slug", "state", "language", "drafted_as", "edition_id")


class KindToDraft(NamedTuple):
    kind: DraftKind
    label: Promise
    existing: Post | None
    """The newest post that was drafted so; of changes, from the current version alone."""
    refusal: str
    """Why none can be drafted now, and what to do; empty where one can."""


def kinds_to_draft(event: Event) -> list[KindToDraft]:
    """Every kind, in the order of an event's life. Queries for the posts, the current edition and those before it."""
    told, refusal = _told(event)
    known: dict[str, Post] = {}
    for post in Post.objects.filter(event=event).exclude(drafted_as="").order_by("pk").only(*OF_A_KIND):
        if post.drafted_as != DraftKind.PROGRAMME_CHANGED or (told and post.edition_id == told.edition.pk):
            known[post.drafted_as] = post
    return [
        KindToDraft(kind, label, known.get(kind), told.refusal(kind) if told else refusal)
        for kind, label in DRAFT_KINDS.items()
    ]


def _told(event: Event) -> tuple[Told | None, str]:
    try:
        return told_of(event), ""
    except ValidationError as refusal:
        return None, " ".join(refusal.messages)


def posts_to_write(events: Collection[Event]) -> Mapping[int, DraftKind]:
    """The kind of post that should be written next, by the keys of the events that lack one. One query.

    A post that somebody wrote from the start, since there is something to tell, counts as one of any kind. An event that
    is postponed or cancelled has its own news, which is told as a change.
    """
    rows = _with_posts(Event.objects.filter(pk__in=[event.pk for event in events]).order_by())
    found = {row.pk: _kind_of(row) for row in rows}
    return {key: kind for key, kind in found.items() if kind}


def _kind_of(row: Event) -> DraftKind | None:
    facts = vars(row)
    today = timezone.localdate()
    if facts["current"] is None:
        return None
    if row.ends < today:
        is_told = facts["what_happened"] or row.state != EventState.PLANNED or row.ends < today - FRESH
        return None if is_told else DraftKind.WHAT_HAPPENED
    if facts["has_items"] and not facts["programme_told"]:
        return DraftKind.PROGRAMME_PUBLISHED
    return DraftKind.PROGRAMME_CHANGED if facts["programme_told"] and not facts["change_told"] else None


def _with_posts(events: QuerySet[Event]) -> QuerySet[Event]:
    """`current` is when the last version that is no small correction was published, `number` its number, and `first` when the
    first was.
    """
    standing = Edition.objects.standing().filter(event=OuterRef("pk")).order_by("-number")
    told = standing.filter(small=False)
    about = Post.objects.filter(event=OuterRef("pk")).order_by()
    programme = Q(drafted_as__in=[DraftKind.PROGRAMME_PUBLISHED, DraftKind.PROGRAMME_CHANGED])
    return events.annotate(
        current=Subquery(told.values("published_at")[:1]),
        number=Subquery(told.values("number")[:1]),
        first=Subquery(standing.reverse().values("published_at")[:1]),
        has_items=Exists(PublishedItem.objects.filter(event=OuterRef("pk"))),
        programme_told=Exists(about.filter(programme | _by_hand("first"))),
        change_told=Exists(
            about.filter((programme & Q(edition__number__gte=OuterRef("number"))) | _by_hand("current"))
        ),
        what_happened=Exists(
            about.filter(
                Q(drafted_as=DraftKind.WHAT_HAPPENED) | Q(drafted_as="", created_at__date__gte=OuterRef("ends"))
            )
        ),
    )


def _by_hand(since: str) -> Q:
    return Q(drafted_as="", created_at__gte=OuterRef(since))
