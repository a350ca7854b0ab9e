"""The form by which a user asks for an API token."""

from datetime import timedelta
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.models import User
from tours.labels import SCOPES, choices
from tours.models import ApiToken, Event, Programme
from tours.vocabulary import Scope

DAYS = (7, 30, 90, 365)
ANYWHERE = ""


class TokenForm(forms.Form):
    """Offers the events and programmes where the user has a role. Two queries."""

    name = forms.fields_for_model(ApiToken, ["name"])["name"]
    scopes = forms.MultipleChoiceField(
        label=gettext_lazy("What it may do"),
        choices=choices(SCOPES),
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("A token can never do more than you can. Each choice includes reading."),
        error_messages={"required": gettext_lazy("Choose what the token may do.")},
    )
    where = forms.ChoiceField(label=gettext_lazy("Where"), required=False)
    lasts = forms.TypedChoiceField(label=gettext_lazy("For how long"), coerce=int, initial=90)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.programmes = {f"programme-{row.pk}": row for row in _programmes(user)}
        self.events = {f"event-{row.pk}": row for row in Event.objects.visible_to(user)}
        where: Any = self.fields["where"]
        where.choices = [
            (ANYWHERE, _("Wherever I have a role")),
            (_("All events of a programme"), [(key, str(row)) for key, row in self.programmes.items()]),
            (_("One event"), [(key, _dated(row)) for key, row in self.events.items()]),
        ]
        lasts: Any = self.fields["lasts"]
        lasts.choices = [(days, ngettext("%d day", "%d days", days) % days) for days in DAYS]

    def facts(self) -> dict[str, Any]:
        """The arguments for `tours.rights.tokens.issue`, without `by`."""
        cleaned = self.cleaned_data
        return {
            "name": cleaned["name"],
            "scopes": [Scope(word) for word in cleaned["scopes"]],
            "lasts": timedelta(days=cleaned["lasts"]),
            "event": self.events.get(cleaned["where"]),
            "programme": self.programmes.get(cleaned["where"]),
        }


def _programmes(user: User) -> Any:
    at = Q() if user.is_operator else Q(roles__user=user)
    return Programme.objects.filter(at).distinct()


def _dated(event: Event) -> str:
    """The title with the year, as two events may have the same title."""
    return f"{event.title}, {event.starts:%Y}"
