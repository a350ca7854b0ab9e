"""Rows that events share: cities, venues, organisations, and the cards of people. Nothing here is deleted by a program."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _
from rest_framework import status
from rest_framework.exceptions import PermissionDenied, ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from api.lists.filters import CardFilter, DeskCityFilter, DeskOrganisationFilter, VenueFilter
from api.serializers.shared_rows import (
    CardSerializer,
    DeskCitySerializer,
    DeskOrganisationSerializer,
    VenueSerializer,
)
from api.views import Listing
from api.writing.etags import etag_of, require_match, with_etag
from api.writing.idempotency import idempotent
from api.writing.views import WritingView
from tours.models import City, Organisation, Person, Venue
from tours.models.rights import allowed_anywhere
from tours.record.shared_rows import save_shared
from tours.role_powers import Power


class SharedView(WritingView):
    """Starts from the rows that the user may see; what else they may do there the model's queryset says."""

    model: ClassVar[Any]
    serializer_class: Any
    related: ClassVar[Sequence[str]] = ()
    lists: ClassVar[Sequence[str]] = ("names",)
    """What is read together with the rows: one row each, and rows of many."""

    def rows(self) -> Any:
        visible = self.model.objects.visible_to(self.user)
        return visible.select_related(*self.related).prefetch_related(*self.lists)

    def shown(self, row: Any) -> Any:
        """Shows the row as it is now. Its maker sees it, whoever else does."""
        rows = self.model.objects.select_related(*self.related).prefetch_related(*self.lists)
        return self.serializer_class(rows.get(pk=row.pk)).data


class SharedList(Listing, SharedView):
    ordering = ("name",)
    ordering_fields = ("name",)
    cursor_columns = ("pk",)

    def get_queryset(self) -> Any:
        return self.rows()

    def make(self, request: Request) -> Response:
        if not allowed_anywhere(self.user, *self.model.objects.all().edited_with):
            raise PermissionDenied(self._lacking())
        sent = self.serializer_class(data=request.data)
        sent.is_valid(raise_exception=True)
        return with_etag(self.shown(save_shared(self.model(), sent.validated_data)), status.HTTP_201_CREATED)

    def _lacking(self) -> str:
        if Power.AGENDA in self.limits.powers and (self.limits.event or self.limits.programme):
            return _(
                "This token is for one event or programme, so it makes nothing that all events share. Issue one without such a"
                " limit at /desk/tokens/."
            )
        return self.lacking(Power.AGENDA)


class SharedDetail(SharedView):
    key: ClassVar[str] = "pk"
    """The column that the address names the row by."""

    def get(self, request: Request, **named: Any) -> Response:
        return with_etag(self.shown(self.row()))

    def change(self, request: Request) -> Response:
        row = self.row()
        if not self.model.objects.editable_by(self.user).filter(pk=row.pk).exists():
            raise PermissionDenied(self.lacking(Power.AGENDA))
        sent = self.serializer_class(data=request.data, partial=True)
        sent.is_valid(raise_exception=True)
        facts = dict(sent.validated_data)
        if facts.pop("slug", getattr(row, "slug", None)) != getattr(row, "slug", None):
            raise ValidationError({"slug": [_("It stays as it is: addresses and programs go by it.")]})
        with transaction.atomic():
            locked = self.model.objects.select_for_update().get(pk=row.pk)
            require_match(request, etag_of(self.shown(locked)))
            return with_etag(self.shown(save_shared(locked, facts)))

    def row(self) -> Any:
        row = self.rows().filter(**{self.key: self.kwargs[self.key]}).first()
        if row is None:
            raise Http404
        return row


class CityList(SharedList):
    """Lists the cities that events share."""

    model, serializer_class, filterset_class, related = City, DeskCitySerializer, DeskCityFilter, ("country",)

    @idempotent
    def post(self, request: Request) -> Response:
        """Adds a city, and its country if there is none with that code and its name is given."""
        return self.make(request)


class CityDetail(SharedDetail):
    """Shows a city that events share."""

    model, serializer_class, related, key = City, DeskCitySerializer, ("country",), "slug"

    def patch(self, request: Request, slug: str) -> Response:
        """Changes the facts that are given, for all events that are published from then on."""
        return self.change(request)


class VenueList(SharedList):
    """Lists the venues that events share."""

    model, serializer_class, filterset_class, related, lists = Venue, VenueSerializer, VenueFilter, ("city",), ()

    @idempotent
    def post(self, request: Request) -> Response:
        """Adds a venue."""
        return self.make(request)


class VenueDetail(SharedDetail):
    """Shows a venue that events share."""

    model, serializer_class, related, lists = Venue, VenueSerializer, ("city",), ()

    def patch(self, request: Request, pk: int) -> Response:
        """Changes the facts that are given, for all events that are published from then on."""
        return self.change(request)


class OrganisationList(SharedList):
    """Lists the organisations that events share."""

    model, serializer_class, filterset_class = Organisation, DeskOrganisationSerializer, DeskOrganisationFilter
    related = ("country", "city")

    @idempotent
    def post(self, request: Request) -> Response:
        """Adds an organisation."""
        return self.make(request)


class OrganisationDetail(SharedDetail):
    """Shows an organisation that events share."""

    model, serializer_class, related = Organisation, DeskOrganisationSerializer, ("country", "city")

    def patch(self, request: Request, pk: int) -> Response:
        """Changes the facts that are given, for all events that are published from then on."""
        return self.change(request)


class CardList(SharedList):
    """Lists the cards of people whom the token may see: at an event that it may read, or at none yet."""

    model, serializer_class, filterset_class = Person, CardSerializer, CardFilter
    ordering = ("display_name",)
    ordering_fields = ("display_name",)

    @idempotent
    def post(self, request: Request) -> Response:
        """Adds a card. Give it a part in an item, and the person appears at the event."""
        return self.make(request)


class CardDetail(SharedDetail):
    """Shows the card of a person."""

    model, serializer_class, key = Person, CardSerializer, "uid"

    def patch(self, request: Request, uid: str) -> Response:
        """Changes the names, for all events that are published from then on. The token must be for each event of the person."""
        return self.change(request)
