"""The forms of what a person is at an event, and of a place, a city and an organisation."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from tours.desk.event.other_names import WithOtherNames, other_names
from tours.desk.event.part_forms import OrganisationField
from tours.desk.forms.city_form import CityForm
from tours.desk.forms.point_field import PointField, facts_of
from tours.models import Appearance, City, Event, Organisation, Person, Venue
from tours.record.appearances import appear
from tours.record.cities import in_words
from tours.record.locking import note_edit
from tours.record.organisations import find_or_make_organisation
from tours.record.shared_rows import CountryNamed, save_shared

PLACE = ("name", "address", "local_name", "local_address")
ORGANISATION = ("name", "short_name", "country", "url")
NAME = forms.fields_for_model(Person, ["display_name"])["display_name"]
SPEAKER = forms.fields_for_model(Appearance, ["title", "position"])


class SpeakerForm(WithOtherNames, CityForm):
    """Whoever may edit the person's card, which is the same at all events, may write the names, too."""

    display_name = NAME
    title = SPEAKER["title"]
    position = SPEAKER["position"]
    organisation = OrganisationField(required=False, help_text=_("Type its name. If it is new here, it is made."))
    field_order = ("display_name", "title", "position", "organisation", "city", "country", "city_zone")

    def __init__(self, data: Any, files: Any, *, row: Appearance, event: Event, user: User) -> None:
        there = {
            "display_name": row.person.display_name,
            "title": row.title,
            "position": row.position,
            "organisation": row.organisation.name if row.organisation else "",
            "city": in_words(row.city) if row.city else "",
        }
        super().__init__(data, files, initial=there)
        self.event, self.row = event, row
        fields: dict[str, Any] = self.fields
        fields["city"].required = False
        fields["organisation"].offer()
        if not Person.objects.editable_by(user).filter(pk=row.person_id).exists():
            del self.fields["display_name"]
        else:
            self.names = other_names(row.person, data)

    def save(self) -> None:
        """Raises ValidationError."""
        typed = self.cleaned_data
        card = self.facts_of_names()
        if "display_name" in self.changed_data:
            card["display_name"] = typed["display_name"]
        if card:
            save_shared(self.row.person, card)
            note_edit(self.event)
        organisation = find_or_make_organisation(typed["organisation"]) if typed["organisation"] else None
        facts = {"title": typed["title"], "position": typed["position"], "organisation": organisation}
        appear(self.event, self.row.person, facts | {"city": self.chosen_city() if typed["city"] else None})


class PlaceForm(forms.ModelForm):  # type: ignore[type-arg]  # generic in the stubs only
    where = PointField(
        label=_("Where the place is"),
        required=False,
        help_text=_("Latitude and longitude, such as 45.3271, 14.4422: for the map, and how long a way takes."),
    )

    class Meta:
        model = Venue
        fields = PLACE
        help_texts = {
            "address": _("As a visitor reads it."),
            "local_address": _("As a driver reads it."),
        }

    def __init__(self, data: Any, files: Any, *, row: Venue, event: Event) -> None:
        super().__init__(data, files, instance=row, initial={"where": row.point})
        self.event = event

    def save(self, commit: bool = True) -> Any:
        """Raises ValidationError."""
        if self.has_changed():
            facts = {name: self.cleaned_data[name] for name in PLACE}
            save_shared(self.instance, facts | facts_of(self.cleaned_data["where"]))
            note_edit(self.event)
        return self.instance


class NamedCityForm(WithOtherNames, forms.ModelForm):  # type: ignore[type-arg]  # generic in the stubs only
    where = PointField(
        label=_("Where the city is"),
        required=False,
        help_text=_("Latitude and longitude, such as 44.82, 20.46. With them the city stands on maps."),
    )

    class Meta:
        model = City
        fields = ("name",)

    def __init__(self, data: Any, files: Any, *, row: City, event: Event) -> None:
        super().__init__(data, files, instance=row, initial={"where": row.point})
        self.event, self.names = event, other_names(row, data)

    def save(self, commit: bool = True) -> Any:
        """Raises ValidationError."""
        names = self.facts_of_names()
        if self.has_changed() or names:
            facts = {"name": self.cleaned_data["name"]} | facts_of(self.cleaned_data["where"])
            save_shared(self.instance, facts | names)
            note_edit(self.event)
        return self.instance


class NamedOrganisationForm(WithOtherNames, forms.ModelForm):  # type: ignore[type-arg]  # generic in the stubs only
    class Meta:
        model = Organisation
        fields = ORGANISATION

    def __init__(self, data: Any, files: Any, *, row: Organisation, event: Event) -> None:
        super().__init__(data, files, instance=row)
        self.event, self.names = event, other_names(row, data)

    def save(self, commit: bool = True) -> Any:
        """Raises ValidationError."""
        names = self.facts_of_names()
        if self.has_changed() or names:
            facts = names | {name: self.cleaned_data[name] for name in ORGANISATION}
            country = facts["country"]
            save_shared(self.instance, facts | {"country": CountryNamed(country.code) if country else None})
            note_edit(self.event)
        return self.instance
