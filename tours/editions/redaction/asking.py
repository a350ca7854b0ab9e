"""The form that asks what is to be removed from every version of an event, and says before where it stands."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.models import User
from tours.editions.redaction.named import people_named
from tours.editions.redaction.redacting import Found, is_still_repeated
from tours.editions.redaction.verbs import registered
from tours.editions.tags import CHANGED
from tours.models import Event, Redaction


class RedactionForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("Text to remove"),
        help_text=gettext_lazy(
            "It is removed wherever it stands, within longer words too; with other capitals, where a word begins with it."
        ),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    person = forms.ChoiceField(
        label=gettext_lazy("Or person to remove"),
        help_text=gettext_lazy("The part they had stays, without their name."),
        required=False,
    )
    reason = forms.fields_for_model(Redaction, ["reason"])["reason"]

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

    def found(self) -> Found | None:
        """Says where it stands. None, with an error in the form, where no version holds it."""
        text, person = self.cleaned_data["text"], self.cleaned_data["person"]
        event, verbs = self.event, registered()
        found = verbs.found_person(event, person_uid=person) if person else verbs.found_text(event, text=text)
        if not found.versions:
            self.add_error(
                "person" if person else "text", _("No version of this event contains this. Check what you gave.")
            )
            return None
        return found

    def redact(self, *, by: User, expected: str | None) -> list[Redaction]:
        """Does it. Returns none, with an error in the form, where no version holds it or it stands elsewhere by now."""
        text, person, verbs = self.cleaned_data["text"], self.cleaned_data["person"], registered()
        facts = {"by": by, "reason": self.cleaned_data["reason"], "expected": expected}
        try:
            if person:
                return verbs.person(self.event, person_uid=person, **facts)
            return verbs.text(self.event, text=text, **facts)
        except ValidationError as refusal:
            field = None if refusal.code == CHANGED else "person" if person else "text"
            self.add_error(field, refusal.messages)
            return []


def places_of(found: Found) -> str:
    """`2 versions, 3 rows and 1 post`."""
    versions = ngettext("%(count)d version", "%(count)d versions", found.versions) % {"count": found.versions}
    rows = ngettext("%(count)d row", "%(count)d rows", found.rows) % {"count": found.rows}
    posts = ngettext("%(count)d post", "%(count)d posts", found.posts) % {"count": found.posts}
    return _("%(versions)s, %(rows)s and %(posts)s") % {"versions": versions, "rows": rows, "posts": posts}


def warning_of_what_is_shared(event: Event, text: str) -> str:
    """Once a text is redacted: that what the event shares with others still says it. Otherwise empty."""
    event.refresh_from_db()
    if not text or not is_still_repeated(event, text=text):
        return ""
    return _(
        "A city, organisation or programme that other events have too still says it: correct it there. Until then nothing of this event is published."
    )
