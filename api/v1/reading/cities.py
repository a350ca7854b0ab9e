"""Cities that take part in published events, or are their hosts."""

from typing import Any

from django.db.models import F, QuerySet
from django.http import Http404

from api.lists.filters import CityFilter
from api.reading.views import ReadingDetail, ReadingList
from api.serializers.places import CityDetailSerializer, PublishedCitySerializer
from tours.models import PublishedCity
from tours.models.editions.published_parts import PublishedCityQuerySet

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
        cities = PublishedCity.objects.latest_visible_to(self.request.user)
        return cities.annotate(country=F("country_code"), updated_at=F("event__changed_at"))


class CityDetail(ReadingDetail):
    """Shows a city and the events that it was at."""

    example = "cities/skopje/"
    serializer_class = CityDetailSerializer

    def get_queryset(self) -> PublishedCityQuerySet:
        return PublishedCity.objects.visible_to(self.request.user).select_related("event")

    def get_object(self) -> PublishedCity:
        """The row of the latest event, with the rows of all. One query."""
        events = list(self.get_queryset().filter(slug=self.kwargs["slug"]).newest_first()[:MAX_EVENTS])
        if not events:
            raise Http404
        city: PublishedCity = events[0]
        city.events = events  # type: ignore[attr-defined]  # for the serializer
        return city
