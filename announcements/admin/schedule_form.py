"""The form that schedules a post in the administration."""

from datetime import datetime
from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminSplitDateTime
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from announcements.models import State
from announcements.posts.scheduling import schedule_post, unschedule_post
from tours.admin.base import DATES

SCHEDULE = ["publish_at", "scheduler", "schedule_note"]


class ScheduleForm(forms.ModelForm):  # type: ignore[type-arg]  # generic in the stubs only
    publish_at = forms.SplitDateTimeField(
        label=gettext_lazy("Publish at"),
        required=False,
        widget=AdminSplitDateTime,
        input_date_formats=DATES["input_formats"],
        help_text=gettext_lazy(
            "Day and time in UTC; Seoul is nine hours ahead. The draft is then published in your name. Empty both boxes to"
            " leave it a draft."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if field := self.fields.get("publish_at"):  # absent where the page may only be read
            self.initial["publish_at"] = self.instance.scheduled_for
            field.disabled = self.instance.state == State.PUBLISHED

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
