"""The desk's form of a post: its texts, and the moment at which it is to be published, by the clocks at the event."""

from datetime import datetime
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from announcements.desk.picture_fields import PictureFields
from announcements.models import Post
from announcements.posts.moments import moment_at, zone_of
from announcements.posts.post_form import EVENT_HINT, PostForm
from backstage.lists import LONGEST_QUERY
from tours.desk.forms.day_input import day_input
from tours.desk.forms.languages import LANGUAGE_HINT, LanguageNameField
from tours.models import Event, Theme
from tours.models.fields import PLAUSIBLE_DAY
from tours.models.rights import allowed_at_own_programme
from tours.role_powers import Power
from tours.wording import zone_time

SCHEDULE = ("publish_day", "publish_time")
MOST_NAMED = 5


class DeskPostForm(PostForm, PictureFields):
    """`then` is what its button asks for; only `schedule` needs the day and the time, which become `publish_at`."""

    publish_at: datetime | None = None
    about = forms.CharField(
        label=gettext_lazy("Event"),
        max_length=LONGEST_QUERY,
        required=False,
        help_text=gettext_lazy("Words of its title, or its name in web addresses."),
    )
    publish_day = forms.DateField(
        label=gettext_lazy("Day"), validators=PLAUSIBLE_DAY, required=False, widget=day_input()
    )
    publish_time = forms.TimeField(
        label=gettext_lazy("Time"),
        required=False,
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        input_formats=["%H:%M", "%H.%M", "%H:%M:%S"],
        error_messages={"invalid": gettext_lazy("Write a time as 09:30.")},
    )

    class Meta(PostForm.Meta):
        model = Post
        fields = (
            "title",
            "summary",
            "body",
            "dateline",
            "byline",
            "categories",
            "themes",
            "language",
            "published_on",
            "slug",
        )
        widgets: ClassVar[dict[str, Any]] = {
            **PostForm.Meta.widgets,
            "summary": forms.Textarea({"rows": 3}),
            "body": forms.Textarea({"rows": 24}),
            "published_on": day_input(),
        }
        field_classes: ClassVar[dict[str, Any]] = {**PostForm.Meta.field_classes, "language": LanguageNameField}
        help_texts = {"language": LANGUAGE_HINT}

    def __init__(self, *args: Any, user: User, then: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user, self.then = user, then
        event = self.instance.event
        self.zone = zone_of(event)
        themes: Any = self.fields["themes"]
        themes.queryset = Theme.objects.filter(
            **({"programme": event.programme_id} if event else {"programme__is_own": True})
        )
        self._offer_event(event)
        self.offer_picture()
        if self.instance.scheduled_for:
            local = self.instance.scheduled_for.astimezone(ZoneInfo(self.zone))
            self.initial.update(publish_day=local.date(), publish_time=local.time())

    def _offer_event(self, event: Event | None) -> None:
        """A post that was drafted stays with its event; only those who write for the site may write of none."""
        if self.instance.edition_id:
            del self.fields["about"]
            return
        self.fields["about"].required = not allowed_at_own_programme(self.user, Power.POSTS)
        self.fields["about"].help_text = f"{self.fields['about'].help_text} {EVENT_HINT}"
        self.initial["about"] = event.slug if event else ""

    @property
    def texts(self) -> list[BoundField]:
        """All that is typed but the schedule, which stands apart."""
        return [bound for bound in self.visible_fields() if bound.name not in SCHEDULE]

    @property
    def schedule_legend(self) -> str:
        """`Seoul time (UTC+9)`: by which clock the day and time are read; of the day that stands there, or today's."""
        return zone_time(self.zone, self.initial.get("publish_day") or timezone.localdate())

    def clean_about(self) -> Event | None:
        words = self.cleaned_data["about"].strip()
        if not words:
            return None
        events = Event.objects.allowing(self.user, Power.POSTS)
        found = list(events.filter(slug=words)[:1] or events.named(words)[: MOST_NAMED + 1])
        if not found:
            raise ValidationError(
                _("There is no event with these words whose posts you may write. Check how they are written.")
            )
        if len(found) > 1:
            names = ", ".join(f"{row.slug} ({row.title}, {row.starts:%Y})" for row in found[:MOST_NAMED])
            raise ValidationError(_("Several events match. Write one of their names: %(names)s.") % {"names": names})
        return found[0]

    def clean(self) -> dict[str, Any]:
        if "about" in self.cleaned_data:
            self.instance.event = self.cleaned_data["about"]
        if self.then == "schedule":
            self._clean_schedule()
        self.take_picture()
        return super().clean()

    def _clean_schedule(self) -> None:
        day, at = (self.cleaned_data.get(name) for name in SCHEDULE)
        for name in SCHEDULE:
            if not self.cleaned_data.get(name) and not self.errors.get(name):
                self.add_error(name, _("Say when the post is to be published."))
        if not day or not at:
            return
        try:
            self.publish_at = moment_at(day, at, zone_of(self.instance.event))
        except ValidationError as skipped:
            self.add_error("publish_time", skipped)
