"""The form that publishes: the tag of what was shown, a note, whether it is a small correction, and one tick for what asks."""

from typing import Any

from django import forms
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from tours.checks.checking import weighing
from tours.checks.findings import Finding, Weight
from tours.editions.preview import Preview
from tours.editions.publishing import publish
from tours.models import Edition, Event


class PublishForm(forms.Form):
    note = forms.fields_for_model(Edition, ["note"])["note"]
    small = forms.BooleanField(
        label=gettext_lazy("This is a small correction"),
        help_text=Edition._meta.get_field("small").help_text,
        required=False,
    )
    seen = forms.BooleanField(
        label=gettext_lazy("I have seen what the checks ask about"),
        error_messages={"required": gettext_lazy("Read what the checks ask about, then tick this.")},
    )
    expected = forms.CharField(
        widget=forms.HiddenInput,
        max_length=64,
        error_messages={"required": gettext_lazy("This form does not say what it has shown. Open the page again.")},
    )

    def __init__(self, *args: Any, shown: Preview, found: list[Finding], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["expected"] = shown.tag
        self.last_note = shown.published.note if shown.published else ""
        if self.last_note:
            hint = _("Tell readers what has changed. A small correction without a note keeps the last one: “%(note)s”")
            self.fields["note"].help_text = hint % {"note": escape(self.last_note)}  # hints are HTML
        if shown.published is None or shown.too_big:
            del self.fields["small"]
        if not weighing(found, Weight.ASKS):
            del self.fields["seen"]

    def publish(self, event: Event, *, by: User) -> Edition:
        """Raises ValidationError where it has changed since it was shown, and for all else for which `publish` does."""
        said = self.cleaned_data
        small = said.get("small", False)
        note = said["note"] or (self.last_note if small else "")
        return publish(event, by=by, note=note, small=small, expected=said["expected"])
