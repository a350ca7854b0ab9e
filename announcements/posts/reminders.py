"""Reminders of posts that could not be published as scheduled."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from accounts.letters.reminders import Reminder
from accounts.letters.writing import letter
from announcements.models import Post

LATE = timedelta(minutes=10)


def posts_held_back(now: datetime) -> Iterator[Reminder]:
    """Reminders of posts that are more than ten minutes late, as who scheduled them may believe that readers see them."""
    for post in Post.objects.due(now - LATE).exclude(schedule_note="").select_related("scheduled_by"):
        if post.scheduled_by and post.scheduled_for:
            facts = {"post": post, "why": post.schedule_note, "key": post.pk}
            yield Reminder(
                f"post held back: {post.pk}, {post.scheduled_for.isoformat()}",
                post.scheduled_by,
                letter("announcements/post_held_back", **facts),
            )
