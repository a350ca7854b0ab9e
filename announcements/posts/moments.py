"""The clock by which a post is published: that of its event, or UTC for the site's own news."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from announcements.models import Post
from tours.models import Event
from tours.wording import moment_there


def zone_of(event: Event | None) -> str:
    return event.zone if event else "UTC"


def moment_at(day: date, at: time, zone: str) -> datetime:
    """The first moment at which clocks there show it. Raises ValidationError for a time that they skip that day."""
    moment = datetime.combine(day, at, ZoneInfo(zone))
    if moment.astimezone(UTC).astimezone(ZoneInfo(zone)).time() != at:
        raise ValidationError(_("Clocks are set forward then, and skip this time. Choose another one."), code="skipped")
    return moment


def schedule_in_words(post: Post) -> str:
    """`31 August 2017, 09:30 Seoul time (UTC+9)`; empty for a post that is not scheduled. A query, unless the event is read."""
    if post.scheduled_for is None:
        return ""
    return moment_there(post.scheduled_for, zone_of(post.event))
