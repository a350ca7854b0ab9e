"""The site's own programme; the organisations and documents of the programme and of published events."""

from typing import Any

from django.db.models import F, QuerySet, TextField, Value
from django.db.models.functions import Coalesce

from api.lists.filters import DocumentFilter, OrganisationFilter
from api.lists.union import Union
from api.reading.views import ReadingDetail, ReadingList
from api.serializers.programmes import (
    DocumentEntrySerializer,
    OrganisationInRoleSerializer,
    ProgrammeDetailSerializer,
    ProgrammeSerializer,
)
from tours.models import (
    Document,
    Programme,
    ProgrammeOrganisation,
    PublishedDocument,
    PublishedOrganisation,
)
from tours.models.editions.published import shown_to

NONE = Value("", output_field=TextField())
NO_EVENT = {"event__slug": NONE, "event__title": NONE}
"""Stands where the rows of events have what their event is called. These are read through the event only where they are
needed: counting then reads an index alone."""


class ProgrammeList(ReadingList):
    """Lists the programmes that this site is about: its own."""

    example = "programmes/"
    serializer_class = ProgrammeSerializer
    ordering = ("name",)
    ordering_fields = ("name",)
    cursor_columns = ("slug",)

    def get_queryset(self) -> QuerySet[Any]:
        return Programme.objects.filter(is_own=True)


class ProgrammeDetail(ReadingDetail):
    """Shows a programme with its phases, themes, tiers of learning and target countries."""

    example = "programmes/upp/"
    serializer_class = ProgrammeDetailSerializer

    def get_queryset(self) -> QuerySet[Any]:
        own = Programme.objects.filter(is_own=True)
        return own.prefetch_related("phases__components", "themes", "tiers", "target_countries__country")


class OrganisationList(ReadingList):
    """Lists organisations by name, with what each is to the programme or to a published event. There is one entry a role."""

    example = "organisations/?role=host"
    serializer_class = OrganisationInRoleSerializer
    filterset_class = OrganisationFilter
    ordering = ("name",)
    ordering_fields = ("name", "role")
    cursor_columns = ("name", "role", "event__slug")
    columns = ("name", "short_name", "country_code", "url", "role", "event__slug", "event__title")

    def get_queryset(self) -> Any:
        shown = shown_to(self.request.user, path="event__")
        of_events = PublishedOrganisation.objects.filter(shown)
        of_programme = ProgrammeOrganisation.objects.filter(programme__is_own=True).annotate(
            name=F("organisation__name"),
            short_name=F("organisation__short_name"),
            country_code=Coalesce(F("organisation__country"), NONE, output_field=TextField()),
            url=F("organisation__url"),
            **NO_EVENT,
        )
        return Union(self.columns, of_events, of_programme)


class DocumentList(ReadingList):
    """Lists the programme's brochures and the documents that published events show to everyone, by title."""

    example = "documents/?language=en"
    serializer_class = DocumentEntrySerializer
    filterset_class = DocumentFilter
    ordering = ("title",)
    ordering_fields = ("title", "size")
    cursor_columns = ("digest", "event__slug", "item_uid", "title")
    columns = (
        "title",
        "language",
        "media_type",
        "size",
        "digest",
        "file_name",
        "item_uid",
        "event__slug",
        "event__title",
    )

    def get_queryset(self) -> Any:
        shown = shown_to(self.request.user, path="event__")
        of_events = PublishedDocument.objects.filter(shown)
        brochures = Document.objects.brochures().annotate(item_uid=NONE, **NO_EVENT)
        return Union(self.columns, of_events, brochures)
