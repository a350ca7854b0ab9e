"""The part of a form in which a city is typed: one that there is, or a new one with its country and time zone."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tours.desk.forms.name_input import NameInput
from tours.desk.forms.point_field import PointField, facts_of
from tours.models import City
from tours.record.cities import cities_called, in_words, make_city, zones_of
from tours.record.countries import countries_by_name
from tours.record.shared_rows import save_shared
from tours.zones import zone_in_words

MOST_OFFERED = 300
"""The most cities that are offered while one is typed. All others are found by their name."""


class CityForm(forms.Form):
    """A form is this one and has more fields. After `is_valid`, `city_there` is the city, or None for one to be made."""

    city = forms.CharField(
        label=_("City"), max_length=200, help_text=_("Type its name in any language, with or without accents.")
    )
    country = forms.ChoiceField(
        label=_("Country"),
        required=False,
        help_text=_("Only for a city that is new here, or where several have the name."),
    )
    city_zone = forms.ChoiceField(label=_("Time zone of the new city"), required=False)
    city_point = PointField(
        label=_("Where the city is"),
        required=False,
        help_text=_("Latitude and longitude, such as 44.82, 20.46. Only for a city that is not on the map yet."),
    )
    city_there: City | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["city"].widget = NameInput(_names())
        fields["country"].choices = [("", _("Choose a country")), *countries_by_name()]
        zones = zones_of(self.data.get("country", "")) if self.data.get("country") else ()
        if len(zones) < 2:
            del self.fields["city_zone"]
        else:
            fields["city_zone"].choices = [("", _("Choose")), *((zone, zone_in_words(zone)) for zone in zones)]

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if self.cleaned_data.get("city"):
            self._find_city(self.cleaned_data["city"], self.cleaned_data.get("country", ""))
        return cleaned

    def _find_city(self, name: str, country: str) -> None:
        found = cities_called(name, country=country)
        self.city_there = found[0] if len(found) == 1 else None
        if len(found) > 1:
            self.add_error("country", _("Several cities have this name. Choose the country."))
        elif not found and not country:
            self.add_error("country", _("No city of this name is known here. Choose its country, and it is made."))
        elif not found and "city_zone" in self.fields and not self.cleaned_data.get("city_zone"):
            self.add_error("city_zone", _("This country has several time zones. Choose that of the city."))

    def chosen_city(self) -> City:
        """The city, which is made where there is none, at the point that is typed if it has none. Raises ValidationError."""
        facts = self.cleaned_data
        city, point = self.city_there or self._made(), facts.get("city_point")
        if point and city.point is None:
            save_shared(city, facts_of(point))
        return city

    def _made(self) -> City:
        facts = self.cleaned_data
        zone = facts.get("city_zone") or zones_of(facts["country"])[0]
        return make_city(facts["city"], country=facts["country"], zone=zone)


def _names() -> list[str]:
    return [in_words(city) for city in City.objects.select_related("country").order_by("name", "pk")[:MOST_OFFERED]]
