"""Whom posts remind of themselves."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.reminders import Reminder
from announcements.models import Post

LATE = timedelta(minutes=10)


def posts_held_back(now: datetime) -> Iterator[Reminder]:
    """Those that should have been published but cannot be: who scheduled them may believe that readers see them."""
    for post in Post.objects.due(now - LATE).exclude(schedule_note="").select_related("scheduled_by"):
        if post.scheduled_by and post.scheduled_for:
            yield Reminder(
                key=f"post held back: {post.pk}, {post.scheduled_for.isoformat()}",
                to=post.scheduled_by,
                subject=_("Not published yet: %(post)s") % {"post": post},
                body=_(
                    "You scheduled “%(post)s”, but it could not be published:\n\n%(why)s\n\nMend it here, and it is"
                    " published within a minute:\n%(address)s\n"
                )
                % {"post": post, "why": post.schedule_note, "address": _address(post)},
            )


def _address(post: Post) -> str:
    return settings.BASE_URL + reverse("admin:announcements_post_change", args=[post.pk])
