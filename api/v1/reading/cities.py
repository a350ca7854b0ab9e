"""Cities that take part in published events, or are their hosts."""

from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.utils.functional import cached_property

from api.lists.filters import CityFilter
from api.reading.views import ReadingDetail, ReadingList
from api.serializers.places import CityDetailSerializer, PublishedCitySerializer
from tours.models import PublishedCity, PublishedEvent

MAX_EVENTS = 100


class CityList(ReadingList):
    """Lists each city once, by name, as the latest event that it was at has it."""

    example = "cities/?country=MK"
    serializer_class = PublishedCitySerializer
    filterset_class = CityFilter
    ordering = ("name",)
    ordering_fields = ("name", "country", "updated_at")
    cursor_columns = ("slug",)

    def get_queryset(self) -> QuerySet[Any]:
        visible = PublishedEvent.objects.visible_to(self.request.user)
        cities = _latest(PublishedCity.objects.filter(event__in=visible))
        return cities.annotate(country=F("country_code"), updated_at=F("event__changed_at"))


class CityDetail(ReadingDetail):
    """Shows a city and the events that it was at."""

    example = "cities/skopje/"
    serializer_class = CityDetailSerializer

    @cached_property
    def _at_events(self) -> QuerySet[Any]:
        visible = PublishedEvent.objects.visible_to(self.request.user)
        return PublishedCity.objects.filter(event__in=visible)

    def get_queryset(self) -> QuerySet[Any]:
        return _latest(self._at_events)

    def get_object(self) -> PublishedCity:
        city: PublishedCity = super().get_object()
        at_events = self._at_events.filter(slug=city.slug).select_related("event")
        city.events = list(at_events.order_by("-event__starts", "-event")[:MAX_EVENTS])  # type: ignore[attr-defined]  # for the serializer
        return city


def _latest(cities: QuerySet[PublishedCity]) -> QuerySet[PublishedCity]:
    """Keeps one row of each city, that of its latest event."""
    of_same_city = cities.filter(slug=OuterRef("slug")).order_by("-event__starts", "-event")
    return cities.filter(pk=Subquery(of_same_city.values("pk")[:1]))
