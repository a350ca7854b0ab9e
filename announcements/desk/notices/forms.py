"""The forms of notices: what is decided on one that waits, and a message to chosen people."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from announcements.models import Notice
from announcements.notices.deciding import hold, release, send_now, word
from announcements.notices.messages import write_message
from backstage.row_keys import BoxesField
from participants.models import Delegate
from tours.desk.forms.refusals import show_refusal
from tours.models import Event

KEEP = "keep"
STEPS: Mapping[str, tuple[Callable[..., None] | None, Promise]] = {
    "now": (send_now, gettext_lazy("It is being sent.")),
    "release": (release, gettext_lazy("It will be sent in a few minutes.")),
    "hold": (hold, gettext_lazy("It waits until somebody sends it.")),
    KEEP: (None, gettext_lazy("Saved.")),
}
"""What the buttons do, and what is said then."""


class DecisionForm(forms.Form):
    """Words and copies, which every button saves. A message has words, and no copies."""

    words = forms.fields_for_model(Notice, ["words"])["words"]
    copies = forms.fields_for_model(Notice, ["copies_focal_points"])["copies_focal_points"]

    def __init__(self, data: Any, *, notice: Notice) -> None:
        super().__init__(data, initial={"words": notice.words, "copies": notice.copies_focal_points})
        self.notice = notice
        self.fields["words"].widget.attrs["rows"] = 5
        if notice.is_message:
            _as_message(self.fields["words"])
            del self.fields["copies"]

    def decide(self, step: str, *, by: User) -> bool:
        """Saves, and does what the button says. If it is refused, the form says why."""
        verb, _told = STEPS[step]
        words, copies = self.cleaned_data["words"], self.cleaned_data.get("copies", False)
        try:
            with transaction.atomic():
                word(self.notice, words=words, copies_focal_points=copies, by=by)
                if verb:
                    verb(self.notice, by=by)
        except ValidationError as refusal:
            show_refusal(self, refusal, {"copies_focal_points": "copies"})
            return False
        return True


def _as_message(words: forms.Field) -> None:
    words.label, words.help_text, words.required = _("Message"), "", True


class BoxesInTheTable(forms.MultipleHiddenInput):
    """Draws nothing: the boxes stand in the table above the form."""

    def render(self, *_args: Any, **_kwargs: Any) -> Any:
        return ""


class MessageForm(forms.Form):
    """A message to those who are ticked, or to all of the list. If nothing is ticked, nobody gets it."""

    rows = BoxesField(
        Delegate.objects.none(),
        widget=BoxesInTheTable,
        required=False,
        label=gettext_lazy("To"),
        error_messages={
            "invalid_choice": gettext_lazy("Choose people of this list."),
            "invalid_pk_value": gettext_lazy("Choose people of this list."),
        },
    )
    everybody = forms.BooleanField(required=False)
    subject = forms.CharField(label=gettext_lazy("Subject"), max_length=200)
    words = forms.fields_for_model(Notice, ["words"])["words"]

    def __init__(self, *args: Any, listed: "QuerySet[Delegate]", number: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.listed = listed
        self.fields["rows"].queryset = listed  # type: ignore[attr-defined]
        self.fields["everybody"].label = _("To all of this list: %(number)d") % {"number": number}
        _as_message(self.fields["words"])

    @property
    def ticked(self) -> set[str]:
        """The keys that were sent, so that the boxes stay ticked."""
        return set(self.data.getlist("rows")) if self.is_bound else set()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or self.cleaned_data
        if not facts.get("everybody") and not facts.get("rows") and "rows" not in self.errors:
            self.add_error("rows", _("Tick at least one person to write to, or all of this list."))
        return facts

    def write(self, event: Event, *, by: User) -> Notice | None:
        """The message, which waits. If it is refused, the form says why and there is none."""
        said = self.cleaned_data
        chosen = self.listed if said["everybody"] else said["rows"]
        keys = list(chosen.order_by("pk").values_list("pk", flat=True))
        try:
            return write_message(event, keys, subject=said["subject"], words=said["words"], by=by)
        except ValidationError as refusal:
            show_refusal(self, refusal)
            return None
