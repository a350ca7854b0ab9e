"""Posts as the desk's lists show them: with their state, and what somebody should look at."""

from collections.abc import Iterator
from typing import NamedTuple

from django.db.models import OuterRef, Subquery
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from announcements.models import Post, PostQuerySet, State
from announcements.posts.moments import schedule_in_words
from tours.models import Edition


class Line(NamedTuple):
    post: Post
    state: str | Promise
    tone: str
    when: str
    """The moment at which it will be published; empty if none is planned."""
    flags: list[str]


def listed(posts: PostQuerySet) -> PostQuerySet:
    """The posts, with all that a line shows: it takes one query, without the texts, and one for the categories."""
    standing = Edition.objects.standing().filter(event=OuterRef("event")).newest_first()
    rows = posts.select_related("event", "edition").defer("body", "summary", "edition__agenda")
    return rows.annotate(current=Subquery(standing.values("number")[:1])).prefetch_related("categories")


def line(post: Post) -> Line:
    state, tone = _state(post)
    return Line(post, state, tone, schedule_in_words(post), list(flags(post)))


def flags(post: Post) -> Iterator[str]:
    """What somebody should look at, in sentences. Reads `current` of the row, the number of the version that stands."""
    if post.schedule_note:
        yield _("Not published as scheduled: %(why)s") % {"why": post.schedule_note}
    if post.edition and post.edition.withdrawn_at:
        yield _("Version %(number)d, from which it was drafted, is withdrawn.") % {"number": post.edition.number}
    elif post.edition and post.state == State.DRAFT and post.edition.number < (vars(post)["current"] or 0):
        facts = {"number": post.edition.number, "current": vars(post)["current"]}
        yield _("Drafted from version %(number)d; version %(current)d is published since. Read it again.") % facts


def _state(post: Post) -> tuple[str | Promise, str]:
    if post.state == State.PUBLISHED:
        return State.PUBLISHED.label, "good"
    return (_("Scheduled"), "info") if post.scheduled_for else (State.DRAFT.label, "notice")
