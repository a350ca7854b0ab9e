"""The filter bar of the list of events: its fields, the filters in use in words, and cities with a name like the typed one."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django import forms
from django.contrib.auth.models import AnonymousUser
from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from backstage.lists import LONGEST_QUERY, ChosenFilter, FilteredList, query_string
from backstage.text.slugs import slug_for
from tours.editions.projection.public_choices import Offer, Option
from tours.filters import LONGEST_NAME, PHASES
from tours.labels import EVENT_KINDS
from tours.models import PublishedCity, PublishedTheme
from tours.models.editions.published import PublishedEventQuerySet
from tours.search.asked import Query
from tours.search.found import found_cities
from tours.vocabulary import EventKind

EventList = FilteredList[PublishedEventQuerySet]
MOST_CITIES = 10
"""The most cities that are shown where no city is called as someone typed."""
ANY: dict[str, Promise] = {
    "country": gettext_lazy("All countries"),
    "theme": gettext_lazy("All themes"),
    "kind": gettext_lazy("All kinds"),
    "year": gettext_lazy("All years"),
    "phase": gettext_lazy("Any time"),
}
"""What a field says while nothing is chosen in it."""
NAMED_BY: dict[str, tuple[type[Model], str, str]] = {
    "country": (PublishedCity, "country_code", "country_name"),
    "city": (PublishedCity, "slug", "name"),
    "theme": (PublishedTheme, "slug", "name"),
}
"""The rows that name the codes of a filter, and their columns of code and name."""


NOT_COUNTED = Offer({name: [] for name in ("country", "city", "theme", "kind", "year")}, [], 0)
"""Where no choices are offered, none are counted."""


class CityLink(NamedTuple):
    """A city with a name like the one that was typed, and the query string of the list with this city instead."""

    name: str
    country: str
    query: str


class Suggestion(NamedTuple):
    typed: str
    events: int


class SuggestedInput(forms.TextInput):
    """A box for a name, with suggestions. `name` is what it shows in place of the slug that the address holds."""

    template_name = "components/_suggested_input.html"

    def __init__(self, suggestions: Sequence[Suggestion], name: str, attrs: dict[str, Any]) -> None:
        super().__init__(attrs)
        self.suggestions, self.name = suggestions, name

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, self.name or value, attrs)
        context["widget"]["suggestions"] = self.suggestions
        return context


def labels(found: EventList, offer: Offer = NOT_COUNTED) -> dict[str, str]:
    """The words for the valid filters whose values are codes. One query for each city, theme or country that is not
    offered: a user may see events that are not public, and a calendar offers nothing.
    """
    words = {name: offer.label(name, value) for name, value in found.valid.items() if name in offer.options}
    return {name: label or _not_offered(found, name) for name, label in words.items()}


def _not_offered(found: EventList, name: str) -> str:
    """The words for the value of a filter; empty for a city, theme or country that no visible event has."""
    value = found.valid[name]
    if name == "kind":
        return str(EVENT_KINDS[EventKind(value)])
    if name == "year":
        return value
    model, code, label = NAMED_BY[name]
    rows = model._default_manager.filter(**{code: value}, event__in=found.visible.order_by())
    return rows.order_by("-pk").values_list(label, flat=True).first() or ""


def without_match(found: EventList, filters: list[ChosenFilter]) -> list[ChosenFilter]:
    """The filters of a list that finds nothing: it is said of each that finds nothing even alone. A query for each."""
    return [
        each
        if each.problem or each.name == "q" or found.alone(each.name).exists()
        else each._replace(problem=_("No event has this value."))
        for each in filters
    ]


def cities_like(found: EventList, user: User | AnonymousUser) -> list[CityLink]:
    """The cities whose names begin like the words of the city in use. One query."""
    others = {name: value for name, value in found.in_use.items() if name != "city"}
    cities = found_cities(Query(found.in_use.get("city", "")), user)[:MOST_CITIES] if "city" in found.in_use else ()
    return [CityLink(city.name, city.country_name, query_string(others | {"city": city.slug})) for city in cities]


def with_options(form: forms.Form, offer: Offer, words: dict[str, str]) -> forms.Form:
    """Gives the fields of the filter bar their widgets. Words and cities are typed, and all else is chosen from the
    offered options. A field without options is hidden.
    """
    options: dict[str, Sequence[tuple[str, Promise | str]]] = {"phase": PHASES}
    for name in offer.options.keys() - {"city"}:
        options[name] = _options(offer.options[name], form.data.get(name, ""), words.get(name, ""))
    for name, field in form.fields.items():
        choices = options.get(name)
        field.widget = forms.Select(choices=[("", ANY[name]), *choices]) if choices else forms.HiddenInput()
    form.fields["q"].widget = forms.TextInput(attrs={"type": "search", "maxlength": LONGEST_QUERY})
    if offer.options["city"]:
        form.fields["city"].widget = _city_box(offer.options["city"], form.data.get("city", ""), words.get("city", ""))
    return form


def _options(offers: list[Option], value: str, label: str) -> list[tuple[str, str]]:
    """The offered options, and the value in use, if it is another one that some event has."""
    options = [(option.value, f"{option.label} ({option.events})") for option in offers]
    return [*options, (value, label)] if label and all(option.value != value for option in offers) else options


def _city_box(offers: list[Option], value: str, label: str) -> SuggestedInput:
    suggestions = [Suggestion(_typed(option.value, option.label), option.events) for option in offers]
    attrs = {"list": "cities", "maxlength": LONGEST_NAME, "autocomplete": "off"}
    return SuggestedInput(suggestions, _typed(value, label), attrs)


def _typed(slug: str, name: str) -> str:
    """The name, if typing it finds this city, or else the slug. Two cities may have the same name."""
    return name if slug_for(name, otherwise="") == slug else slug
