"""Rows that events share, as they are edited: cities, venues, organisations, and the cards of people."""

from typing import Any

from rest_framework import serializers

from api.serializers.fields import AddressField
from api.serializers.strict import LARGEST_KEY, KeyField, StrictSerializer
from tours.models.points import LATITUDES, LONGITUDES
from tours.record.shared_rows import CountryNamed, OtherNameGiven

MOST_NAMES: Any = {"max_length": 20}


class OtherNameSerializer(StrictSerializer):
    """A name in another language or script."""

    text = serializers.CharField(max_length=200)
    language = serializers.CharField(max_length=3, help_text="ISO 639, such as sr.")
    script = serializers.CharField(max_length=4, default="Latn", help_text="ISO 15924, such as Cyrl.")

    def to_internal_value(self, data: Any) -> OtherNameGiven:
        return OtherNameGiven(**super().to_internal_value(data))


class CountryReferenceSerializer(StrictSerializer):
    """A country by its code. One that there is not yet is made if its name is given."""

    code = serializers.CharField(max_length=2, help_text="ISO 3166, in capitals, or XK.")
    name = serializers.CharField(
        required=False, max_length=100, help_text="Of a country that is there it is only read."
    )

    def to_internal_value(self, data: Any) -> CountryNamed:
        return CountryNamed(**super().to_internal_value(data))


class DeskCitySerializer(StrictSerializer):
    """A city. All events share it."""

    url = AddressField("api:desk_city", "slug")
    slug = serializers.SlugField(
        required=False, max_length=90, help_text="It stays; left out, it is made from the name."
    )
    name = serializers.CharField(max_length=100)
    country = CountryReferenceSerializer()
    zone = serializers.CharField(max_length=64, help_text="IANA time zone, such as Europe/Belgrade.")
    latitude = serializers.FloatField(required=False, allow_null=True, min_value=LATITUDES[0], max_value=LATITUDES[1])
    longitude = serializers.FloatField(
        required=False, allow_null=True, min_value=LONGITUDES[0], max_value=LONGITUDES[1]
    )
    names = OtherNameSerializer(required=False, many=True, help_text="In other scripts, all of them.", **MOST_NAMES)


class VenueSerializer(StrictSerializer):
    """A building or site. All events share it."""

    url = AddressField("api:venue", "pk")
    id = serializers.IntegerField(source="pk", read_only=True, min_value=1, max_value=LARGEST_KEY)
    name = serializers.CharField(max_length=200)
    city = KeyField("slug", max_length=90, help_text="By its slug.")
    address = serializers.CharField(required=False, allow_blank=True, max_length=300)
    local_name = serializers.CharField(
        required=False, allow_blank=True, max_length=200, help_text="In the script of the place."
    )
    local_address = serializers.CharField(required=False, allow_blank=True, max_length=300)
    latitude = serializers.FloatField(required=False, allow_null=True, min_value=LATITUDES[0], max_value=LATITUDES[1])
    longitude = serializers.FloatField(
        required=False, allow_null=True, min_value=LONGITUDES[0], max_value=LONGITUDES[1]
    )


class DeskOrganisationSerializer(StrictSerializer):
    """An organisation. All events share it."""

    url = AddressField("api:desk_organisation", "pk")
    id = serializers.IntegerField(source="pk", read_only=True, min_value=1, max_value=LARGEST_KEY)
    name = serializers.CharField(max_length=200)
    short_name = serializers.CharField(required=False, allow_blank=True, max_length=40)
    country = CountryReferenceSerializer(required=False, allow_null=True)
    city = KeyField("slug", required=False, allow_null=True, max_length=90, help_text="By its slug.")
    website = serializers.URLField(source="url", required=False, allow_blank=True, max_length=200)
    names = OtherNameSerializer(required=False, many=True, help_text="In other scripts, all of them.", **MOST_NAMES)


class CardSerializer(StrictSerializer):
    """The card of a person: who it is, at every event."""

    url = AddressField("api:card", "uid")
    uid = serializers.UUIDField(read_only=True)
    name = serializers.CharField(source="display_name", max_length=200, help_text="Exactly as it is to be printed.")
    names = OtherNameSerializer(required=False, many=True, help_text="In other scripts, all of them.", **MOST_NAMES)
