"""The editions of an event: their list, the whole agenda of each, and what changed between two."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponseBase
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from api.lists.pagination import NUMBER
from api.reading.views import ReadingList, ReadingView
from api.serializers.agenda import AgendaSerializer, ChangesSerializer, EditionSerializer
from tours.agenda import snapshots
from tours.agenda.audiences import for_audience, may_read, readers
from tours.agenda.changes.comparing import told_changes
from tours.agenda.values import PUBLIC
from tours.agenda.view import AgendaView
from tours.models import Edition, PublishedEvent
from tours.serving.current import SERVED, published_for
from tours.serving.kept_outputs import Output
from tours.serving.outputs import Delivery, serve

JSON = "application/json"
NUMBERS = {"type": "integer", "minimum": 1, "maximum": 999_999_999}


class EditionList(ReadingList):
    """Lists the editions of an event that stand, the latest first."""

    example = "events/smart-city-week-2017/editions/"
    serializer_class = EditionSerializer
    ordering = ("-number",)
    ordering_fields = ("number",)
    cursor_columns = ("number",)

    def get_queryset(self) -> QuerySet[Edition]:
        published = published_for(self.request.user, self.kwargs["slug"])
        editions = Edition.objects.standing().filter(event=published.event_id).defer("agenda")
        return editions.open_to_all() if readers(published) == PUBLIC else editions

    def get_serializer_context(self) -> dict[str, Any]:
        return {**super().get_serializer_context(), "slug": self.kwargs.get("slug")}


class EditionDetail(ReadingView):
    """Shows the whole agenda of an event, as published in one edition."""

    example = "events/smart-city-week-2017/editions/1/"
    serializer_class = AgendaSerializer

    def get(self, request: Request, slug: str, number: int) -> HttpResponseBase:
        edition = self._edition(slug, number)
        published = edition.event.published
        is_current = edition.number == published.number
        facts = (readers(published).key, published.slug, "current" if is_current else "")
        return serve(
            request._request,
            Output(edition.digest, "edition.json", facts),
            lambda: _drawn(edition, published, is_current=is_current),
            changed_at=published.changed_at,
            delivery=Delivery(JSON, shared=published.is_public),
        )

    def _edition(self, slug: str, number: int) -> Edition:
        visible = PublishedEvent.objects.visible_to(self.request.user)
        standing = Edition.objects.standing().filter(event__published__in=visible).select_related("event__published")
        columns = ("digest", "number", *(f"event__published__{name}" for name in SERVED))
        try:
            return standing.only(*columns).get(event__published__slug=slug, number=number)
        except Edition.DoesNotExist as missing:
            raise NotFound(_("There is no such edition, or it is not for everyone.")) from missing


class ChangeList(ReadingView):
    """Shows what changed from one edition of an event to a later one, small corrections left out."""

    example = "events/smart-city-week-2017/changes/?from=1"
    serializer_class = ChangesSerializer

    def parameters(self) -> Iterable[str]:
        return ("from", "to")

    @extend_schema(
        parameters=[
            OpenApiParameter("from", NUMBERS, required=True, description="The number of the earlier one."),
            OpenApiParameter("to", NUMBERS, description="The number of the later one; otherwise the current."),
        ]
    )
    def get(self, request: Request, slug: str) -> Response:
        published = published_for(request.user, slug)
        earlier = _number(request, "from")
        later = _number(request, "to", str(published.number))
        before, after = _views(published, earlier, later)
        if earlier > later:
            raise ValidationError({"from": [_("The edition in “from” must be earlier than the one in “to”.")]})
        context = {"slug": published.slug, "is_current": later == published.number}
        return Response(ChangesSerializer(told_changes(before, after), context=context).data)


def _drawn(edition: Edition, published: PublishedEvent, *, is_current: bool) -> bytes:
    """Draws an output like the page: once, and then it is a file. A request for it costs one query."""
    view = _view(published, edition.agenda, edition.format)
    context = {"slug": published.slug, "is_current": is_current}
    return JSONRenderer().render(AgendaSerializer(view, context=context).data)


def _views(published: PublishedEvent, *numbers: int) -> list[AgendaView]:
    rows = Edition.objects.standing().filter(event=published.event_id, number__in=numbers)
    found = {number: (text, written) for number, text, written in rows.values_list("number", "agenda", "format")}
    if any(number not in found for number in numbers):
        raise NotFound(_("This event has no such edition."))
    return [_view(published, *found[number]) for number in numbers]


def _view(published: PublishedEvent, text: str, format_number: int) -> AgendaView:
    """Shows an edition to those who may read the event now. What was for participants only stays hidden when the event opens."""
    agenda = snapshots.read(text, format_number)
    if not may_read(readers(published), agenda.event):
        raise NotFound(_("This event has no such edition."))
    return for_audience(agenda, readers(published))


def _number(request: Request, name: str, otherwise: str = "") -> int:
    text = request.query_params.get(name, otherwise)
    if not NUMBER.fullmatch(text):
        raise ValidationError({name: [_("Give the number of an edition.")]})
    return int(text)
