"""Scheduled posts: the verbs that schedule and unschedule a post, and the job that publishes posts when they are due."""

import logging
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from announcements.models import Post, State
from announcements.posts.moments import zone_of
from announcements.posts.writing import lock_post, publish_post

logger = logging.getLogger(__name__)


@transaction.atomic
def schedule_post(post: Post, *, at: datetime, by: User) -> Post:
    """Schedules the post. It will be published in the name of `by`, and dated that day by the clocks at its event, unless it
    has a date. Raises ValidationError if the moment is past or the post is published, and Post.DoesNotExist if `by` may not
    edit it.
    """
    lock_post(post)
    post = Post.objects.editable_by(by).get(pk=post.pk)
    if post.state == State.PUBLISHED:
        raise ValidationError(_("“%(post)s” is published already.") % {"post": post}, code="published")
    if at <= timezone.now():
        raise ValidationError(_("Choose a moment in the future, or publish it now."), code="past")
    return _set_schedule(post, at=at, by=by)


@transaction.atomic
def unschedule_post(post: Post, *, by: User) -> Post:
    """Removes the schedule; the post stays a draft. Raises Post.DoesNotExist if `by` may not edit it."""
    lock_post(post)
    return _set_schedule(Post.objects.editable_by(by).get(pk=post.pk))


def publish_due_posts(now: datetime) -> int:
    """Publishes the posts that are due, and returns their number.

    A post that fails gets a note with the reason and does not stop the others. It is tried again until it is
    unscheduled.
    """
    keys = list(Post.objects.due(now).values_list("pk", flat=True))
    return sum(_publish_or_note(key, now) for key in keys)


def _publish_or_note(key: int, now: datetime) -> bool:
    try:
        return _publish_due(key, now)
    except ValidationError as refusal:
        _store_reason(key, " ".join(refusal.messages))
    except Exception:
        if _store_reason(
            key, _("Something went wrong in the software. The site will try again. The log has the details.")
        ):
            logger.exception("The post %d could not be published as scheduled; it is tried again.", key)
    return False


@transaction.atomic
def _publish_due(key: int, now: datetime) -> bool:
    post = Post.objects.due(now).filter(pk=key).first()
    if post is None:
        return False
    lock_post(post)
    post = Post.objects.due(now).select_related("scheduled_by", "event").filter(pk=key).first()
    if post is None or post.scheduled_for is None or post.scheduled_by is None:
        return False  # unscheduled or published while this call waited
    by = post.scheduled_by
    if not Post.objects.editable_by(by).filter(pk=key).exists():
        _set_schedule(post, note=_("It was not published as scheduled: %(user)s may no longer edit it.") % {"user": by})
        return False
    publish_post(post, by=by, on=post.published_on or _day_of(post.scheduled_for, post))
    return True


def _day_of(at: datetime, post: Post) -> date:
    return at.astimezone(ZoneInfo(zone_of(post.event))).date()


def _store_reason(key: int, note: str) -> bool:
    """Stores the note, and returns whether it differs from the one before."""
    return bool(
        Post.objects.filter(pk=key, scheduled_for__isnull=False).exclude(schedule_note=note).update(schedule_note=note)
    )


def _set_schedule(post: Post, *, at: datetime | None = None, by: User | None = None, note: str = "") -> Post:
    post.scheduled_for, post.scheduled_by, post.schedule_note = at, by, note
    post.save(update_fields=["scheduled_for", "scheduled_by", "schedule_note"])
    return post
