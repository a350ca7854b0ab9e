"""Organisations, and the public cards of people."""

from django.contrib import admin

from tours.admin.base import Rows, SharedAdmin
from tours.models import Organisation, OrganisationName, Person, PersonName


class OrganisationNames(Rows):
    model = OrganisationName


@admin.register(Organisation)
class OrganisationAdmin(SharedAdmin):
    list_display = ["name", "short_name", "country", "city"]
    list_filter = [("country", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["country", "city"]
    search_fields = ["name", "short_name", "names__text", "city__name", "city__names__text"]
    autocomplete_fields = ["country", "city"]
    inlines = [OrganisationNames]


class PersonNames(Rows):
    model = PersonName


@admin.register(Person)
class PersonAdmin(SharedAdmin):
    list_display = ["display_name", "title", "position", "organisation", "city"]
    list_filter = [("city__country", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["organisation", "city"]
    search_fields = [
        "display_name",
        "names__text",
        "position",
        "organisation__name",
        "organisation__short_name",
        "city__name",
        "city__names__text",
    ]
    autocomplete_fields = ["organisation", "city"]
    inlines = [PersonNames]
