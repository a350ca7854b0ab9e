"""The page on which an operator removes a text or a person from every version of an event."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django import forms
from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.models import User
from accounts.visitors import signed_in
from tours.admin.base import WIDE
from tours.editions.redaction import people_named, redact_person, redact_text
from tours.models import Event, Redaction


class Verbs(NamedTuple):
    """The verbs that redact. A higher room replaces them with its own, which know where else an event's texts are."""

    text: Callable[..., list[Redaction]] = redact_text
    person: Callable[..., list[Redaction]] = redact_person


class RedactionForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("Text to remove"),
        help_text=gettext_lazy("Type it exactly as it is written. It is removed everywhere, also inside longer words."),
        required=False,
        widget=AdminTextareaWidget(attrs={"rows": 3}),
    )
    person = forms.ChoiceField(
        label=gettext_lazy("Or person to remove"),
        help_text=gettext_lazy("The part they had stays, without their name."),
        required=False,
    )
    reason = forms.fields_for_model(Redaction, ["reason"], widgets={"reason": WIDE})["reason"]

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.event = event
        people = [(card.uid, card.printed) for card in people_named(event)]
        self.fields["person"].choices = [("", "---------"), *people]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        if self.errors.keys().isdisjoint({"text", "person"}) and bool(cleaned["text"]) == bool(cleaned["person"]):
            self.add_error("text", _("Give either a text or a person."))
        return cleaned

    def redact(self, verbs: Verbs, *, by: User) -> list[Redaction]:
        """Redacts. If no version holds the text or person, the form gets an error and the result is empty."""
        text, person, reason = (self.cleaned_data[name] for name in ("text", "person", "reason"))
        try:
            if person:
                return verbs.person(self.event, person_uid=person, by=by, reason=reason)
            return verbs.text(self.event, text=text, by=by, reason=reason)
        except ValidationError as refusal:
            self.add_error("person" if person else "text", refusal.messages)
            return []


def redact_page(admin: "ModelAdmin[Any]", request: HttpRequest, event: Event, verbs: Verbs) -> HttpResponse | None:
    """Shows the form, or redacts what was sent. Returns None after redacting."""
    form = RedactionForm(request.POST if request.method == "POST" else None, event=event)
    if form.is_valid() and (redactions := form.redact(verbs, by=signed_in(request))):
        count = len(redactions)
        summary = ngettext("Redacted %(count)d version.", "Redacted %(count)d versions.", count) % {"count": count}
        admin.log_change(request, event, summary)
        messages.success(request, summary)
        messages.warning(
            request, _("Now correct the event itself where it still says so, or its next version brings it back.")
        )
        return None
    context = {
        **admin.admin_site.each_context(request),
        "title": _("Redact"),
        "opts": admin.opts,
        "event": event,
        "form": form,
    }
    return TemplateResponse(request, "admin/tours/redact.html", context)
