"""The people of an event as they are edited: title, position, organisation and city of each at that event."""

from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet
from django.http import Http404
from rest_framework.request import Request
from rest_framework.response import Response

from api.serializers.desk import DraftPersonSerializer
from api.views import Listing
from api.writing.etags import etag_of, require_match, with_etag
from api.writing.views import WritingView
from tours.editions.publishing import locked
from tours.models import Appearance, Event, Person
from tours.record.appearances import appear, named
from tours.role_powers import Power


class DraftPersonList(Listing, WritingView):
    """Lists the people of an event. Whoever is given a part is one of them."""

    serializer_class = DraftPersonSerializer
    ordering = ("name",)
    ordering_fields = ("name",)
    cursor_columns = ("pk",)

    def get_queryset(self) -> QuerySet[Any]:
        return with_relations(self.event_for(Power.READ)).annotate(name=F("person__display_name"))


class DraftPersonDetail(WritingView):
    """Shows what a person is at the event."""

    serializer_class = DraftPersonSerializer

    def get(self, request: Request, uid: str, person: str) -> Response:
        return with_etag(_shown(self._row(self.event_for(Power.READ))))

    def patch(self, request: Request, uid: str, person: str) -> Response:
        """Changes the facts that are given; what is left out stays as it is."""
        event = self.event_for(Power.AGENDA)
        self._row(event)
        sent = DraftPersonSerializer(data=request.data, partial=True)
        sent.is_valid(raise_exception=True)
        with transaction.atomic():
            locked(event)
            row = self._row(event)
            require_match(request, etag_of(_shown(row)))
            appear(event, row.person, named(sent.validated_data))
            return with_etag(_shown(self._row(event)))

    def _row(self, event: Event) -> Appearance:
        """The person's appearance; for a part without one, an appearance that says nothing and is not saved."""
        person = Person.objects.visible_to(self.user).with_uid(self.kwargs["person"]).first()
        row = with_relations(event).filter(person=person).first()
        if row is not None:
            return row
        if person is None or not person.parts.filter(item__event=event).exists():
            raise Http404
        return Appearance(event=event, person=person)


def with_relations(event: Event) -> QuerySet[Appearance]:
    return event.appearances.select_related("event", "person", "organisation", "city")


def _shown(row: Appearance) -> Any:
    return DraftPersonSerializer(row).data
