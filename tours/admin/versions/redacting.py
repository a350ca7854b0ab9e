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
from tours.editions.redaction.redacting import (
    Found,
    found_person,
    found_text,
    is_still_repeated,
    people_named,
    redact_person,
    redact_text,
)
from tours.editions.tags import CHANGED
from tours.models import Event, Redaction

LOOK = "look"
"""The button that asks where it stands, and removes nothing."""


class Verbs(NamedTuple):
    """What redacts, and what says before how much. A higher room puts its own in their place: it knows where else texts stand."""

    text: Callable[..., list[Redaction]] = redact_text
    person: Callable[..., list[Redaction]] = redact_person
    found_text: Callable[..., Found] = found_text
    found_person: Callable[..., Found] = found_person


class RedactionForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("Text to remove"),
        help_text=gettext_lazy(
            "It is removed wherever it stands, within longer words too; with other capitals, where a word begins with it."
        ),
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

    def found(self, verbs: Verbs) -> Found | None:
        """Says where it stands. None, with an error in the form, where no version holds it."""
        text, person = self.cleaned_data["text"], self.cleaned_data["person"]
        event = self.event
        found = verbs.found_person(event, person_uid=person) if person else verbs.found_text(event, text=text)
        if not found.versions:
            self.add_error(
                "person" if person else "text", _("No version of this event contains this. Check what you gave.")
            )
            return None
        return found

    def redact(self, verbs: Verbs, *, by: User, expected: str | None) -> list[Redaction]:
        """Does it. Returns none, with an error in the form, where no version holds it or it stands elsewhere by now."""
        text, person = self.cleaned_data["text"], self.cleaned_data["person"]
        facts = {"by": by, "reason": self.cleaned_data["reason"], "expected": expected}
        try:
            if person:
                return verbs.person(self.event, person_uid=person, **facts)
            return verbs.text(self.event, text=text, **facts)
        except ValidationError as refusal:
            field = None if refusal.code == CHANGED else "person" if person else "text"
            self.add_error(field, refusal.messages)
            return []


def redact_page(admin: "ModelAdmin[Any]", request: HttpRequest, event: Event, verbs: Verbs) -> HttpResponse | None:
    """Shows the form; then where it stands that is to be removed; then removes it. Returns None once it is done."""
    form = RedactionForm(request.POST if request.method == "POST" else None, event=event)
    found = None
    if form.is_valid():
        found = form.found(verbs)
        if found and LOOK not in request.POST:
            redactions = form.redact(verbs, by=signed_in(request), expected=request.POST.get("found"))
            if redactions:
                _report(admin, request, event, found)
                _warn_of_what_is_shared(request, event, form.cleaned_data["text"])
                return None
    context = {
        **admin.admin_site.each_context(request),
        "title": _("Redact"),
        "opts": admin.opts,
        "event": event,
        "form": form,
        "found": found,
        "found_places": _places(found) if found else "",
    }
    return TemplateResponse(request, "admin/tours/redact.html", context)


def _report(admin: "ModelAdmin[Any]", request: HttpRequest, event: Event, found: Found) -> None:
    done = _("Redacted %(where)s.") % {"where": _places(found)}
    admin.log_change(request, event, done)
    messages.success(request, done)


def _warn_of_what_is_shared(request: HttpRequest, event: Event, text: str) -> None:
    event.refresh_from_db()
    if text and is_still_repeated(event, text=text):
        words = _(
            "A city, organisation or programme that other events have too still says it: correct it there. Until then nothing of this event is published."
        )
        messages.warning(request, words)


def _places(found: Found) -> str:
    """`2 versions, 3 rows and 1 post`."""
    versions = ngettext("%(count)d version", "%(count)d versions", found.versions) % {"count": found.versions}
    rows = ngettext("%(count)d row", "%(count)d rows", found.rows) % {"count": found.rows}
    posts = ngettext("%(count)d post", "%(count)d posts", found.posts) % {"count": found.posts}
    return _("%(versions)s, %(rows)s and %(posts)s") % {"versions": versions, "rows": rows, "posts": posts}
