"""The form by which a user asks for an API token."""

from datetime import timedelta
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.models import User
from backstage.lists import LONGEST_QUERY
from tours.labels import SCOPES, choices
from tours.models import ApiToken, Event, Programme
from tours.vocabulary import Scope

DAYS = (7, 30, 90, 365)
ANYWHERE = ""
MOST_FOUND = 10
"""The most events that are offered of those that match. If more match, the user types more words."""


class TokenForm(forms.Form):
    """Offers the programmes where the user has a role, and finds one event by words of its title: a select would list
    thousands. If several events match, the form comes again with these to choose from.

    One query, and another one to find an event.
    """

    name = forms.fields_for_model(ApiToken, ["name"])["name"]
    scopes = forms.MultipleChoiceField(
        label=gettext_lazy("What it may do"),
        choices=choices(SCOPES),
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("A token can never do more than you can. Each choice includes reading."),
        error_messages={"required": gettext_lazy("Choose what the token may do.")},
    )
    where = forms.ChoiceField(label=gettext_lazy("Where"), required=False)
    event = forms.CharField(
        label=gettext_lazy("Only at one event"),
        max_length=LONGEST_QUERY,
        required=False,
        help_text=gettext_lazy("Words of its title, or its name in web addresses."),
    )
    one_of = forms.ChoiceField(
        label=gettext_lazy("Which of these events"), required=False, widget=forms.RadioSelect, choices=[]
    )
    lasts = forms.TypedChoiceField(label=gettext_lazy("For how long"), coerce=int, initial=90)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.programmes = {f"programme-{row.pk}": row for row in _programmes(user)}
        self.found = _found(user, self._words())
        offered = {
            "where": [
                (ANYWHERE, _("Wherever I have a role")),
                (_("All events of a programme"), [(key, str(row)) for key, row in self.programmes.items()]),
            ],
            "one_of": [(str(row.uid), _dated(row)) for row in self.found[:MOST_FOUND]],
            "lasts": [(days, ngettext("%d day", "%d days", days) % days) for days in DAYS],
        }
        for name, choices_ in offered.items():
            field: Any = self.fields[name]
            field.choices = choices_
        if len(self.found) < 2:
            del self.fields["one_of"]

    def _words(self) -> str:
        """The words of an event that were typed, or none if the field refuses them."""
        try:
            words: str = self.fields["event"].clean(self["event"].value())
        except forms.ValidationError:
            return ""
        return words

    def clean_event(self) -> str:
        """Refuses words that no event has."""
        words: str = self.cleaned_data["event"]
        if words and not self.found:
            raise forms.ValidationError(_("You have a role at no event with these words. Check how they are written."))
        return words

    def clean(self) -> dict[str, Any]:
        """Asks for a choice if several events match, and refuses a programme beside an event."""
        cleaned = self.cleaned_data
        if self.found and cleaned.get("where"):
            self.add_error("where", _("Choose a programme or one event, not both."))
        if "one_of" in self.fields and "one_of" not in self.errors and not cleaned["one_of"]:
            self.add_error("one_of", self._several())
        return cleaned

    def _several(self) -> str:
        if len(self.found) > MOST_FOUND:
            return _("Many events match. Choose one of these, or type more words of its title.")
        return _("Several events match. Choose one of them.")

    def _event(self) -> Event | None:
        chosen = self.cleaned_data.get("one_of")
        return next((row for row in self.found if not chosen or str(row.uid) == chosen), None)

    def facts(self) -> dict[str, Any]:
        """The arguments for `tours.rights.tokens.issue`, without `by`."""
        cleaned = self.cleaned_data
        return {
            "name": cleaned["name"],
            "scopes": [Scope(word) for word in cleaned["scopes"]],
            "lasts": timedelta(days=cleaned["lasts"]),
            "event": self._event(),
            "programme": self.programmes.get(cleaned["where"]),
        }


def _programmes(user: User) -> Any:
    at = Q() if user.is_operator else Q(roles__user=user)
    return Programme.objects.filter(at).distinct()


def _found(user: User, words: str) -> list[Event]:
    """The events that match, the latest first: at most one more than are offered."""
    return list(Event.objects.visible_to(user).named(words)[: MOST_FOUND + 1]) if words else []


def _dated(event: Event) -> str:
    """The title with the year, as two events may have the same title."""
    return f"{event.title}, {event.starts:%Y}"
