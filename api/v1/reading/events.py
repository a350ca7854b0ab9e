"""Published events and the items of their agendas."""

from typing import Any

from django.db.models import F, Prefetch, QuerySet
from django.utils.translation import gettext_lazy as _

from api.lists.filters import ItemFilter
from api.reading.views import ReadingDetail, ReadingList
from api.serializers.events import EventDetailSerializer, EventSerializer, ItemSerializer
from tours.filters import EventFilter
from tours.models import PublishedDocument, PublishedEvent, PublishedItem
from tours.models.editions.published import shown_to


class EventList(ReadingList):
    """Lists published events, the latest first.

    With a cursor they come in the order in which they last changed, so that what changes meanwhile comes again at the end.
    """

    example = "events/?country=KR&phase=past&ordering=title"
    serializer_class = EventSerializer
    filterset_class = EventFilter
    ordering = ("-starts", "title")
    ordering_fields = ("starts", "ends", "title", "updated_at")
    cursor_columns = ("updated_at", "pk")
    filter_descriptions = {
        "country": _(
            "A country, by its ISO 3166-1 alpha-2 code, or XK: any event whose host or a participating city is in it."
        )
    }

    def get_queryset(self) -> QuerySet[Any]:
        return PublishedEvent.objects.visible_to(self.request.user).annotate(updated_at=F("changed_at"))


class EventDetail(ReadingDetail):
    """Shows an event with its cities, themes, organisations and documents."""

    example = "events/smart-city-week-2017/"
    serializer_class = EventDetailSerializer

    def get_queryset(self) -> QuerySet[Any]:
        documents = Prefetch("documents", PublishedDocument.objects.select_related("event"))
        visible = PublishedEvent.objects.visible_to(self.request.user)
        return visible.prefetch_related("cities", "themes", "organisations", documents)


class ItemList(ReadingList):
    """Lists the items that stand in the current editions of published events, in the order of their days."""

    example = "items/?event=smart-city-week-2017&kind=site_visit"
    serializer_class = ItemSerializer
    filterset_class = ItemFilter
    ordering = ("day", "event_id", F("starts_at").asc(nulls_first=True))
    ordering_fields = ("day", "title", "updated_at")
    cursor_columns = ("updated_at", "pk")

    def get_queryset(self) -> QuerySet[Any]:
        """The items. Those of one event, and those by the time of change, are found through their events; others by an
        index of items.
        """
        items = PublishedItem.objects.select_related("event")
        if not self._through_events():
            return items.filter(shown_to(self.request.user, path="event__"))
        of_events = items.filter(shown_to(self.request.user, path="event__", access="event__access"))
        return of_events.annotate(updated_at=F("event__changed_at"))

    def _through_events(self) -> bool:
        asked = self.request.query_params
        return bool({"cursor", "event", "updated_since"} & asked.keys()) or "updated_at" in asked.get("ordering", "")
