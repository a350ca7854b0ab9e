"""The forms about focal points: add one, change one, and end one."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from participants.delegations import focal_points as verbs
from participants.desk.delegations.facts_form import LANGUAGE_HINT
from participants.forms.fields import field_of
from participants.models import FocalPoint
from tours.desk.forms.day_input import day_input
from tours.desk.forms.languages import LanguageNameField
from tours.models import City, Organisation, ParticipatingCity, Programme


class ChangeForm(forms.Form):
    name = field_of(FocalPoint, "name")
    email = field_of(FocalPoint, "email")
    telephone = field_of(FocalPoint, "telephone")
    language = field_of(FocalPoint, "language", form_class=LanguageNameField, help_text=LANGUAGE_HINT)
    main = field_of(FocalPoint, "main")
    since = field_of(FocalPoint, "since", widget=day_input())

    def facts(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ChangeForm.base_fields}


class AddForm(ChangeForm):
    field_order = ("body",)
    body = forms.ChoiceField(
        label=_("City or organisation"),
        help_text=_("Those that take part in events of the programme."),
        error_messages={"invalid_choice": _("Choose a city or organisation of the programme.")},
    )

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.programme = programme
        self.bodies = bodies_of(programme)
        choices: Any = self.fields["body"]
        choices.choices = [
            ("", _("Choose a city or organisation")),
            *((key, str(it)) for key, it in self.bodies.items()),
        ]

    def add(self, *, by: User) -> FocalPoint:
        """Raises ValidationError."""
        body = self.bodies[self.cleaned_data["body"]]
        return verbs.add_focal_point(self.programme, body, self.facts(), by=by)


class EndForm(forms.Form):
    ended = forms.DateField(label=_("Last day"), widget=day_input(), initial=timezone.localdate)


def bodies_of(programme: Programme) -> dict[str, City | Organisation]:
    """The cities and organisations that take part in events of the programme, by the keys of a form. Two queries."""
    rows = ParticipatingCity.objects.filter(event__programme=programme).order_by()
    cities = City.objects.filter(pk__in=rows.filter(city__isnull=False).values("city")).order_by("name", "pk")
    organisations = Organisation.objects.filter(pk__in=rows.filter(organisation__isnull=False).values("organisation"))
    found: dict[str, City | Organisation] = {f"city-{city.pk}": city for city in cities}
    return found | {f"organisation-{row.pk}": row for row in organisations.order_by("name", "pk")}
