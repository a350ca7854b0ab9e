"""The public list of cities: the events of each, and what it presented there last."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import django_filters
from django import forms
from django.contrib.auth.models import AnonymousUser
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from backstage.lists import LONGEST_QUERY, FilteredList
from tours.editions.projection.public_choices import Offer, offered
from tours.editions.projection.writing import public_change
from tours.filters import TWO_LETTERS
from tours.models import PublicCity, PublishedCity, PublishedPresentation
from tours.search.found import cities_matching
from tours.serving.kept_outputs import EVERY_EVENT, Output, kept
from tours.serving.public_pages import public_page
from tours.templatetags.maps import map_of_cities

CITIES_A_PAGE = 20
EVENTS_OF_A_CITY = 3
"""The newest events that the list names; the page of the city has all."""


class CityListFilter(django_filters.FilterSet):  # type: ignore[misc]  # the library is untyped
    q = django_filters.CharFilter(
        method="with_words", label=_("Name of a city, in any language"), max_length=LONGEST_QUERY
    )
    country = django_filters.CharFilter(
        field_name="country_code", lookup_expr="iexact", label=_("Country"), **TWO_LETTERS
    )

    class Meta:
        model = PublicCity
        fields: list[str] = []

    def with_words(self, cities: QuerySet[PublicCity], _name: str, query: str) -> QuerySet[PublicCity]:
        return cities.filter(latest__in=cities_matching(query).order_by().values("pk"))


@dataclass(frozen=True)
class ListedCity:
    """A city of public events: as the latest of them names it, its newest events, how many there are, and an item
    that it presented at the latest event where it did, if any.
    """

    city: PublishedCity
    events: Sequence[PublishedCity]
    number: int
    presented: PublishedPresentation | None

    @property
    def more(self) -> int:
        return self.number - len(self.events)

    @property
    def keys(self) -> Collection[int]:
        """The keys of the events that are named."""
        return {row.event_id for row in self.events}


@public_page
def cities(request: HttpRequest) -> HttpResponse:
    """The cities of public events, by their names without accents. Five queries and one for news, some more with words."""
    found = FilteredList(CityListFilter, PublicCity.objects.all(), request.GET.dict())
    page = found.page(found.matching.order_by("slug").annotate(**_newest()), CITIES_A_PAGE)
    listed, offer = _listed(list(page)), offered()
    context = {
        "form": _with_countries(found.form, offer),
        "chosen": found.chosen({"country": offer.label("country", found.in_use.get("country", "").upper())}),
        "page": page,
        "map": "" if found.in_use or page.number > 1 else _map(public_change()),
        "cities": listed,
        "keys": {key for city in listed for key in city.keys},
        "footnotes": list(dict.fromkeys(filter(None, (each.city.country_footnote for each in listed)))),
    }
    return render(request, "tours/city_list.html", context)


def _map(changed_at: datetime) -> SafeString:
    """The map of all cities, kept under the moment of the last public change. One query where it is not."""
    output = Output(EVERY_EVENT, "cities-map.html", (changed_at.isoformat(),))
    return SafeString(kept(output, lambda: _drawn().encode(), gzipped=False).decode())  # safe: a template's output


def _drawn() -> SafeString:
    latest = PublishedCity.objects.latest_visible_to(AnonymousUser()).order_by("slug")
    return map_of_cities(latest.only("name", "latitude", "longitude"))


def _with_countries(form: forms.Form, offer: Offer) -> forms.Form:
    """Offers the countries of public events, and keeps a value that is none of them, of which the form says why it is wrong."""
    asked = form.data.get("country", "")
    choices = [("", _("All countries")), *((option.value, option.label) for option in offer.options["country"])]
    if asked.upper() in {value for value, _label in choices}:
        form.data = {**form.data, "country": asked.upper()}
    else:
        choices.append((asked, asked))
    form.fields["country"].widget = forms.Select(choices=choices)
    form.fields["q"].widget = forms.TextInput(attrs={"type": "search", "maxlength": LONGEST_QUERY})
    return form


def _newest() -> dict[str, Subquery]:
    """The keys of the newest rows of a city, and of what it presented at the latest event where it did."""
    rows = PublishedCity.objects.of_public_city(OuterRef("slug")).values("pk")
    items = PublishedPresentation.objects.filter(city_slug=OuterRef("slug")).newest_first()
    others = {f"newest_{at}": Subquery(rows[at : at + 1]) for at in range(EVENTS_OF_A_CITY)}
    return {**others, "presented": Subquery(items.values("pk")[:1])}


def _listed(cities: Sequence[Any]) -> list[ListedCity]:
    keys = {
        city.slug: [key for at in range(EVENTS_OF_A_CITY) if (key := vars(city)[f"newest_{at}"])] for city in cities
    }
    rows = PublishedCity.objects.select_related("event").in_bulk([key for of_city in keys.values() for key in of_city])
    items = PublishedPresentation.objects.select_related("item", "event").in_bulk(
        [city.presented for city in cities if city.presented]
    )
    found = ((city, [rows[key] for key in keys[city.slug] if key in rows]) for city in cities)
    return [ListedCity(of[0], of, city.events, items.get(city.presented)) for city, of in found if of]
