"""What a filter means in the lists that no page has."""

from typing import Any

import django_filters
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from announcements.models import Testimonial
from api.lists.union import Union
from backstage.lists import LONGEST_QUERY
from participants.labels import CAPACITIES, DELEGATE_STATES, DELEGATION_STATES
from participants.models import Delegate, Delegation
from tours.filters import TWO_LETTERS, MomentFilter
from tours.labels import ITEM_KINDS, ORGANISATION_ROLES, STATUSES, choices
from tours.models import (
    AgendaItem,
    City,
    Event,
    Organisation,
    Person,
    PublishedCity,
    PublishedItem,
    PublishedWord,
    Venue,
)
from tours.search.asked import AS_TYPED, Meant, begins, meant_words, public_words, query_words
from tours.search.found import items_matching


class ItemFilter(django_filters.FilterSet):  # type: ignore[misc]  # the library is untyped
    event = django_filters.CharFilter(field_name="event__slug", label=_("Event"))
    day = django_filters.DateFilter(label=_("Day"))
    kind = django_filters.ChoiceFilter(choices=choices(ITEM_KINDS), label=_("Kind"))
    status = django_filters.ChoiceFilter(choices=choices(STATUSES), label=_("Status"))
    track = django_filters.CharFilter(label=_("Track"))
    updated_since = MomentFilter(field_name="event__changed_at", lookup_expr="gte", label=_("Changed since"))
    q = django_filters.CharFilter(method="with_words", label=_("Search words"), max_length=LONGEST_QUERY)

    class Meta:
        model = PublishedItem
        fields: list[str] = []

    def with_words(self, items: QuerySet[PublishedItem], _name: str, query: str) -> QuerySet[PublishedItem]:
        return items_matching(items, query)


class DraftEventFilter(django_filters.FilterSet):  # type: ignore[misc]
    slug = django_filters.CharFilter(label=_("Name in web addresses"))
    programme = django_filters.CharFilter(field_name="programme__slug", label=_("Programme"))
    updated_since = MomentFilter(field_name="updated_at", lookup_expr="gte", label=_("Changed since"))

    class Meta:
        model = Event
        fields: list[str] = []


class DraftItemFilter(django_filters.FilterSet):  # type: ignore[misc]
    external_id = django_filters.CharFilter(label=_("External id"))
    day = django_filters.DateFilter(label=_("Day"))

    class Meta:
        model = AgendaItem
        fields: list[str] = []


class DeskCityFilter(django_filters.FilterSet):  # type: ignore[misc]
    name = django_filters.CharFilter(label=_("Name"))
    country = django_filters.CharFilter(
        field_name="country__code", lookup_expr="iexact", label=_("Country"), **TWO_LETTERS
    )

    class Meta:
        model = City
        fields: list[str] = []


class VenueFilter(django_filters.FilterSet):  # type: ignore[misc]
    name = django_filters.CharFilter(label=_("Name"))
    city = django_filters.CharFilter(field_name="city__slug", label=_("City"))

    class Meta:
        model = Venue
        fields: list[str] = []


class DeskOrganisationFilter(django_filters.FilterSet):  # type: ignore[misc]
    name = django_filters.CharFilter(label=_("Name"))

    class Meta:
        model = Organisation
        fields: list[str] = []


class CardFilter(django_filters.FilterSet):  # type: ignore[misc]
    name = django_filters.CharFilter(field_name="display_name", label=_("Name"))

    class Meta:
        model = Person
        fields: list[str] = []


class DelegationFilter(django_filters.FilterSet):  # type: ignore[misc]
    state = django_filters.ChoiceFilter(choices=choices(DELEGATION_STATES), label=_("State"))
    city = django_filters.CharFilter(field_name="participation__city__slug", label=_("City"))

    class Meta:
        model = Delegation
        fields: list[str] = []


class DelegateFilter(django_filters.FilterSet):  # type: ignore[misc]
    state = django_filters.ChoiceFilter(choices=choices(DELEGATE_STATES), label=_("State"))
    comes_as = django_filters.ChoiceFilter(field_name="capacity", choices=choices(CAPACITIES), label=_("Comes as"))
    city = django_filters.CharFilter(field_name="delegation__participation__city__slug", label=_("City"))
    updated_since = MomentFilter(field_name="changed_at", lookup_expr="gte", label=_("Changed since"))

    class Meta:
        model = Delegate
        fields: list[str] = []


class CityFilter(django_filters.FilterSet):  # type: ignore[misc]
    country = django_filters.CharFilter(
        field_name="country_code", lookup_expr="iexact", label=_("Country"), **TWO_LETTERS
    )
    updated_since = MomentFilter(field_name="event__changed_at", lookup_expr="gte", label=_("Changed since"))
    q = django_filters.CharFilter(method="with_words", label=_("Search words"), max_length=LONGEST_QUERY)

    class Meta:
        model = PublishedCity
        fields: list[str] = []

    def with_words(self, cities: QuerySet[PublishedCity], _name: str, query: str) -> QuerySet[PublishedCity]:
        """Cities that match by their names in any language. Asks each city for its words: for a word that many cities of
        many events have, that is far less than reading all rows of the word.
        """
        found = _asked_for_words(cities, query, AS_TYPED)
        if found.order_by().exists():
            return found
        meant = meant_words(query, public_words())
        return _asked_for_words(cities, query, meant) if meant else found


def _asked_for_words(cities: QuerySet[PublishedCity], query: str, meant: Meant) -> QuerySet[PublishedCity]:
    words = query_words(query)
    for word in words:
        cities = cities.filter(Exists(PublishedWord.objects.filter(begins(word, meant), city=OuterRef("pk"))))
    return cities if words else cities.none()


class LanguageFilter(django_filters.CharFilter):  # type: ignore[misc]
    """Finds texts in the language, in whatever script: `sr` finds `sr-Cyrl` too (RFC 4647, section 3.3.1)."""

    def filter(self, queryset: QuerySet[Any], value: str) -> QuerySet[Any]:
        if not value:
            return queryset
        return queryset.filter(Q(language__iexact=value) | Q(language__istartswith=f"{value}-"))


class TestimonialFilter(django_filters.FilterSet):  # type: ignore[misc]
    language = LanguageFilter(label=_("Language"))
    updated_since = MomentFilter(field_name="updated_at", lookup_expr="gte", label=_("Changed since"))

    class Meta:
        model = Testimonial
        fields: list[str] = []


class UnionFilter(django_filters.FilterSet):  # type: ignore[misc]
    """Narrows every part by the columns that they share."""

    def filter_queryset(self, queryset: Union) -> Union:
        narrow = super().filter_queryset
        return queryset.each(lambda part: narrow(part))


class OrganisationFilter(UnionFilter):
    event = django_filters.CharFilter(field_name="event__slug", label=_("Event"))
    role = django_filters.ChoiceFilter(choices=choices(ORGANISATION_ROLES), label=_("Role"))
    country = django_filters.CharFilter(
        field_name="country_code", lookup_expr="iexact", label=_("Country"), **TWO_LETTERS
    )


class DocumentFilter(UnionFilter):
    event = django_filters.CharFilter(field_name="event__slug", label=_("Event"))
    language = LanguageFilter(label=_("Language"))
    media_type = django_filters.CharFilter(label=_("Type of file"))
