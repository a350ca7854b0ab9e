"""The form that schedules a post in the administration."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.contrib.admin.widgets import AdminSplitDateTime
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.models import User
from announcements.models import State
from announcements.posts.post_form import PostForm
from announcements.posts.scheduling import schedule_post, unschedule_post
from tours.admin.base import DATES
from tours.models import Event

SCHEDULE = ["publish_at", "scheduler", "schedule_note"]


def beside_utc(event: Event, at: datetime) -> str:
    """How the clocks at the event differ from UTC at that moment: `Vienna is 2 hours ahead of UTC on 1 September 2017.`"""
    local = at.astimezone(ZoneInfo(event.zone))
    minutes = int((local.utcoffset() or timedelta()).total_seconds() // 60)
    hours, rest = divmod(abs(minutes), 60)
    facts = {"city": event.host_city.name, "day": date_format(local, "j F Y"), "offset": _offset(hours, rest)}
    if not minutes:
        return _("%(city)s has the time of UTC on %(day)s.") % facts
    if minutes > 0:
        return _("%(city)s is %(offset)s ahead of UTC on %(day)s.") % facts
    return _("%(city)s is %(offset)s behind UTC on %(day)s.") % facts


def _offset(hours: int, minutes: int) -> str:
    if minutes:
        return _("%(hours)d:%(minutes)02d hours") % {"hours": hours, "minutes": minutes}
    return ngettext("%(count)d hour", "%(count)d hours", hours) % {"count": hours}


class ScheduleForm(PostForm):
    publish_at = forms.SplitDateTimeField(
        label=gettext_lazy("Publish at"),
        required=False,
        widget=AdminSplitDateTime,
        input_date_formats=DATES["input_formats"],
        help_text=gettext_lazy(
            "Day and time in UTC. The draft is then published in your name. Empty both boxes to leave it a draft."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if field := self.fields.get("publish_at"):  # absent where the page may only be read
            self.initial["publish_at"] = self.instance.scheduled_for
            field.disabled = self.instance.state == State.PUBLISHED
            if event := self.instance.event:
                at = self.instance.scheduled_for or timezone.now()
                field.help_text = format_lazy("{} {}", field.help_text, beside_utc(event, at))

    def clean_publish_at(self) -> datetime | None:
        at: datetime | None = self.cleaned_data["publish_at"]
        if at and "publish_at" in self.changed_data and at <= timezone.now():
            raise ValidationError(_("Choose a moment in the future, or publish it now."), code="past")
        return at

    def schedule(self, *, by: User) -> None:
        """Schedules or unschedules the post, which must be saved already.

        If the moment is unchanged, nothing happens.
        """
        if "publish_at" not in self.changed_data:
            return
        at = self.cleaned_data["publish_at"]
        if at:
            schedule_post(self.instance, at=at, by=by)
        else:
            unschedule_post(self.instance, by=by)
