"""The site's own programme, and what stands both at programmes and at events: organisations and documents."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from api.serializers.documents import PublicFileSerializer
from api.serializers.events import ThemeSerializer
from api.serializers.fields import AddressField, WordField, address
from api.serializers.places import EventReferenceSerializer
from tours.models import Programme
from tours.vocabulary import OrganisationRole


class ProgrammeSerializer(serializers.Serializer[Programme]):
    url = AddressField("api:programme", "slug")
    slug = serializers.CharField()
    name = serializers.CharField()
    short_name = serializers.CharField()
    summary = serializers.CharField()


class ComponentSerializer(serializers.Serializer[Any]):
    id = serializers.IntegerField(source="pk")
    part_of = serializers.IntegerField(source="parent_id", allow_null=True, help_text="The id of the component above.")
    title = serializers.CharField()
    text = serializers.CharField()


class PhaseSerializer(serializers.Serializer[Any]):
    name = serializers.CharField()
    starts = serializers.DateField()
    ends = serializers.DateField()
    aim = serializers.CharField()
    components = ComponentSerializer(many=True)


class TierSerializer(serializers.Serializer[Any]):
    name = serializers.CharField()
    description = serializers.CharField()


class TargetCountrySerializer(serializers.Serializer[Any]):
    code = serializers.CharField(source="country_id")
    name = serializers.CharField(source="country.name", help_text="As it is called today.")
    footnote = serializers.CharField()


class ProgrammeDetailSerializer(ProgrammeSerializer):
    philosophy = serializers.CharField(help_text="Markdown (CommonMark).")
    phases = PhaseSerializer(many=True)
    themes = ThemeSerializer(many=True)
    tiers = TierSerializer(many=True)
    target_countries = TargetCountrySerializer(many=True)


class OrganisationInRoleSerializer(serializers.Serializer[Any]):
    """What an organisation is to the programme, or to a published event."""

    name = serializers.CharField()
    short_name = serializers.CharField()
    country_code = serializers.CharField(help_text="Empty where it is of no country.")
    website = serializers.CharField(source="url")
    role = WordField(OrganisationRole)
    event = serializers.SerializerMethodField(help_text="Null: of the programme.")

    @extend_schema_field(EventReferenceSerializer(allow_null=True))
    def get_event(self, row: dict[str, Any]) -> dict[str, Any] | None:
        return event_of(row)


class DocumentEntrySerializer(PublicFileSerializer):
    """A brochure of the programme, or a document that a published event shows to everyone."""

    file = serializers.SerializerMethodField()
    event = serializers.SerializerMethodField(help_text="Null: of the programme.")
    item = serializers.CharField(source="item_uid", help_text="The uid of the item that it is of, or empty.")

    @extend_schema_field({"type": "string", "format": "uri"})
    def get_file(self, row: dict[str, Any]) -> str:
        named = (row["digest"], row["file_name"])
        return (
            address("tours:document", row["event__slug"], *named)
            if row["event__slug"]
            else address("tours:brochure", *named)
        )

    @extend_schema_field(EventReferenceSerializer(allow_null=True))
    def get_event(self, row: dict[str, Any]) -> dict[str, Any] | None:
        return event_of(row)


def event_of(row: dict[str, Any]) -> dict[str, Any] | None:
    slug, title = row["event__slug"], row["event__title"]
    return {"slug": slug, "title": title, "url": address("api:event", slug)} if slug else None
