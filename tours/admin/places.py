"""Countries, cities and venues."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from tours.admin.base import Rows, SharedAdmin, SluggedForm
from tours.models import City, CityName, Country, CountryName, Venue


class FormerNames(Rows):
    model = CountryName


@admin.register(Country)
class CountryAdmin(SharedAdmin):
    list_display = ["name", "code"]
    search_fields = ["name", "code", "former_names__name"]
    inlines = [FormerNames]


class CityNames(Rows):
    model = CityName


@admin.register(City)
class CityAdmin(SharedAdmin):
    form = SluggedForm
    list_display = ["name", "country", "zone"]
    list_filter = [("country", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["country"]
    search_fields = ["name", "names__text", "country__name"]
    autocomplete_fields = ["country"]
    prepopulated_fields = {"slug": ["name"]}
    inlines = [CityNames]


@admin.register(Venue)
class VenueAdmin(SharedAdmin):
    list_display = ["name", "local_name", "city", "address"]
    list_filter = [("city__country", admin.RelatedOnlyFieldListFilter)]
    search_fields = ["name", "local_name", "address", "local_address", "city__name", "city__names__text"]
    autocomplete_fields = ["city"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """The rows with their city, which is part of a venue's name in lists and choices."""
        return super().get_queryset(request).select_related("city")
