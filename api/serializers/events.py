"""Published events and their items, as lists and details have them."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from api.serializers.documents import PublicFileSerializer
from api.serializers.fields import AddressField, MomentField, WordField
from api.serializers.places import CityAtEventSerializer, CountrySerializer, EventReferenceSerializer, country_of
from tours.models import PublishedEvent, PublishedItem
from tours.models.editions.published import EventPhase
from tours.vocabulary import Access, EventKind, EventState, ItemKind, OrganisationRole, Status


class HostCitySerializer(serializers.Serializer[Any]):
    slug = serializers.CharField()
    name = serializers.CharField()
    country = CountrySerializer()


class EventSerializer(serializers.Serializer[PublishedEvent]):
    """An event as its current edition has it."""

    url = AddressField("api:event", "slug")
    uid = serializers.CharField(help_text="Stays, whatever becomes of title and slug.")
    slug = serializers.CharField()
    kind = WordField(EventKind)
    title = serializers.CharField()
    summary = serializers.CharField()
    starts = serializers.DateField(help_text="The first day.")
    ends = serializers.DateField(help_text="The last day.")
    zone = serializers.CharField(help_text="IANA time zone of the place.")
    host_city = serializers.SerializerMethodField()
    state = WordField(EventState)
    access = WordField(Access)
    phase = WordField(EventPhase, help_text="Where it stands today, by the date at the place.")
    edition = serializers.IntegerField(source="number", help_text="The number of the current edition.")
    agenda = AddressField("api:edition", "slug", "number")
    page = AddressField("tours:event", "slug", help_text="For people.")
    calendar = AddressField("tours:programme_calendar", "slug", help_text="iCalendar, to subscribe to.")
    booklet = AddressField("tours:booklet", "slug", help_text="The programme as PDF.")
    updated_at = MomentField(source="changed_at")

    @extend_schema_field(HostCitySerializer)
    def get_host_city(self, row: PublishedEvent) -> dict[str, Any]:
        return {
            "slug": row.host_city_slug,
            "name": row.host_city_name,
            "country": country_of(row),
        }


class ThemeSerializer(serializers.Serializer[Any]):
    slug = serializers.CharField()
    name = serializers.CharField()


class EventOrganisationSerializer(serializers.Serializer[Any]):
    role = WordField(OrganisationRole)
    name = serializers.CharField()
    short_name = serializers.CharField()
    country_code = serializers.CharField(help_text="Empty where it is of no country.")
    website = serializers.CharField(source="url")


class EventDocumentSerializer(PublicFileSerializer):
    item = serializers.CharField(source="item_uid", help_text="The uid of the item that it is of; empty: of the event.")
    file = AddressField("tours:document", "event.slug", "digest", "file_name")


class EventDetailSerializer(EventSerializer):
    cities = CityAtEventSerializer(many=True)
    themes = ThemeSerializer(many=True)
    organisations = EventOrganisationSerializer(many=True)
    documents = EventDocumentSerializer(many=True)
    editions = AddressField("api:editions", "slug")


class ItemSerializer(serializers.Serializer[PublishedItem]):
    """A line of a published agenda. What is said there in full stands in the agenda of its edition."""

    uid = serializers.CharField(help_text="Stays through all editions.")
    event = EventReferenceSerializer()
    kind = WordField(ItemKind)
    title = serializers.CharField()
    day = serializers.DateField()
    starts_at = serializers.SerializerMethodField(help_text="Null where it has a day but no clock time.")
    ends_at = serializers.SerializerMethodField()
    status = WordField(Status)
    track = serializers.CharField()
    place = serializers.CharField()
    page = AddressField("tours:item", "event.slug", "uid", help_text="For people.")
    calendar = AddressField("tours:item_calendar", "event.slug", "uid", help_text="iCalendar.")
    agenda = AddressField("api:edition", "event.slug", "event.number")
    updated_at = MomentField(source="event.changed_at", help_text="Of its event.")

    @extend_schema_field({"type": ["string", "null"], "format": "date-time"})
    def get_starts_at(self, row: PublishedItem) -> str | None:
        return _at_the_place(row.starts_at, row)

    @extend_schema_field({"type": ["string", "null"], "format": "date-time"})
    def get_ends_at(self, row: PublishedItem) -> str | None:
        return _at_the_place(row.ends_at, row)


def _at_the_place(moment: datetime | None, row: PublishedItem) -> str | None:
    return moment.astimezone(ZoneInfo(row.event.zone)).isoformat() if moment else None
