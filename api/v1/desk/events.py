"""Events as they are edited, and their publishing."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError as Refused
from django.db import transaction
from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _
from rest_framework import status
from rest_framework.exceptions import PermissionDenied, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import User
from api.exceptions import Refusal
from api.lists.filters import DraftEventFilter
from api.serializers.agenda import EditionSerializer
from api.serializers.desk import DraftEventSerializer, PublishingSerializer
from api.views import Listing
from api.writing.etags import etag_of, refuse_mismatch, require_match, with_etag
from api.writing.idempotency import idempotent
from api.writing.views import WritingView
from tours.editions.publishing import locked, publish
from tours.models import Edition, Event, EventOrganisation, ParticipatingCity, Programme
from tours.record.events import change_event, create_event
from tours.role_powers import Power


class DraftEventList(Listing, WritingView):
    """Lists the events at which the token's user has a role, whether published or not."""

    serializer_class = DraftEventSerializer
    filterset_class = DraftEventFilter
    ordering = ("-starts", "title")
    ordering_fields = ("starts", "updated_at")
    cursor_columns = ("updated_at", "pk")

    def get_queryset(self) -> QuerySet[Any]:
        return with_relations(self.events())

    @idempotent
    def post(self, request: Request) -> Response:
        """Creates an event. Nothing of it reaches anyone until it is published."""
        programmes = Programme.objects.editable_by(self.user)
        if not programmes.exists():
            raise PermissionDenied(self._lacking_a_programme())
        sent = DraftEventSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        facts = dict(sent.validated_data)
        programme = programmes.filter(slug=facts.pop("programme")).first()
        if programme is None:
            missing = _("There is no such programme, or neither this token nor its user may create events in it.")
            raise ValidationError({"programme": [missing]})
        return with_etag(_shown(create_event(programme, facts)), status.HTTP_201_CREATED)

    def _lacking_a_programme(self) -> str:
        if Power.EVENT in self.limits.powers and self.limits.event is not None:
            return _(
                "This token is for one event, so it cannot create others. Issue one for the programme at /desk/tokens/."
            )
        return self.lacking(Power.EVENT)


class DraftEventDetail(WritingView):
    """Shows an event as its coordinators edit it. Its ETag changes whenever the event or anything of it is edited."""

    serializer_class = DraftEventSerializer

    def get(self, request: Request, uid: str) -> Response:
        return with_etag(_shown(self.event_for(Power.READ)))

    def patch(self, request: Request, uid: str) -> Response:
        """Changes the facts that are given; what is left out stays as it is."""
        event = self.event_for(Power.EVENT)
        sent = DraftEventSerializer(data=request.data, partial=True)
        sent.is_valid(raise_exception=True)
        facts = dict(sent.validated_data)
        if facts.pop("programme", event.programme.slug) != event.programme.slug:
            raise ValidationError({"programme": [_("An event stays with its programme.")]})
        with transaction.atomic():
            require_match(request, draft_etag(locked(event)))
            change_event(event, facts)
            return with_etag(_shown(event))


class Publishing(WritingView):
    serializer_class = EditionSerializer
    bodies = {"POST": PublishingSerializer}
    takes_condition = True

    @idempotent
    def post(self, request: Request, uid: str) -> Response:
        """Publishes the event as it is now, as its next edition.

        With the event's ETag in If-Match, only what you have read is published. Where nothing has changed since the last
        edition, there is nothing to publish: 409.
        """
        event = self.event_for(Power.EVENT)
        sent = PublishingSerializer(data=request.data)
        sent.is_valid(raise_exception=True)
        with transaction.atomic():
            refuse_mismatch(request, draft_etag(locked(event)))
            edition = _published(event, self.user, sent.validated_data)
        data = EditionSerializer(edition, context={"slug": event.slug}).data
        return Response(data, status=status.HTTP_201_CREATED, headers={"Location": data["url"]})


def _published(event: Event, by: User, facts: Mapping[str, Any]) -> Edition:
    try:
        return publish(event, by=by, **facts)
    except Refused as refusal:
        if getattr(refusal, "code", "") == "nothing_changed":
            raise Refusal(status.HTTP_409_CONFLICT, " ".join(refusal.messages)) from refusal
        raise


def with_relations(events: QuerySet[Event]) -> QuerySet[Event]:
    bodies = Prefetch("participating_cities", ParticipatingCity.objects.select_related("city", "organisation"))
    supporters = Prefetch("organisations", EventOrganisation.objects.select_related("organisation"))
    lists: tuple[Any, ...] = ("themes", "groups", supporters, bodies, "purposes", "practical_notes", "contacts")
    return events.select_related("programme", "host_city", "tier", "published").prefetch_related(*lists)


def draft_etag(event: Event) -> str:
    return etag_of(_shown(event))


def _shown(event: Event) -> Any:
    """Shows the event as it is now. It costs eight queries."""
    return DraftEventSerializer(with_relations(Event.objects.filter(pk=event.pk)).get()).data
