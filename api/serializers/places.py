"""Names, countries and cities."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from api.serializers.fields import AddressField
from tours.models import PublishedCity


class NameSerializer(serializers.Serializer[Any]):
    """One more name, in another language or script."""

    text = serializers.CharField()
    language = serializers.CharField(help_text="ISO 639.")
    script = serializers.CharField(help_text="ISO 15924, such as Latn, Cyrl or Hang.")


class CountrySerializer(serializers.Serializer[Any]):
    """A country, as it was called at the time. Where the programme prints a footnote to the name, the name has an asterisk."""

    code = serializers.CharField(help_text="ISO 3166-1 alpha-2, or XK, which stands outside it.")
    name = serializers.CharField(source="printed")
    footnote = serializers.CharField()


class CitySerializer(serializers.Serializer[Any]):
    slug = serializers.CharField()
    name = serializers.CharField()
    names = NameSerializer(many=True)
    country = CountrySerializer()


class EventReferenceSerializer(serializers.Serializer[Any]):
    slug = serializers.CharField()
    title = serializers.CharField()
    url = AddressField("api:event", "slug")


class PublishedCitySerializer(serializers.Serializer[PublishedCity]):
    """A city, as the latest event that it was at has it."""

    url = AddressField("api:city", "slug")
    slug = serializers.CharField()
    name = serializers.CharField()
    names = serializers.SerializerMethodField()
    country = serializers.SerializerMethodField()
    page = AddressField("tours:city", "slug", help_text="For people.")

    @extend_schema_field(NameSerializer(many=True))
    def get_names(self, row: PublishedCity) -> list[dict[str, str]]:
        return [{"text": text, "language": language, "script": script} for text, language, script in row.names]

    @extend_schema_field(CountrySerializer)
    def get_country(self, row: PublishedCity) -> dict[str, str]:
        return country_of(row)


class CityAtEventSerializer(PublishedCitySerializer):
    takes_part = serializers.BooleanField()
    is_host = serializers.BooleanField()


class CityEventSerializer(serializers.Serializer[PublishedCity]):
    event = EventReferenceSerializer()
    takes_part = serializers.BooleanField()
    is_host = serializers.BooleanField()


class CityDetailSerializer(PublishedCitySerializer):
    events = CityEventSerializer(many=True, help_text="Latest first, a hundred at most; ?city= of events has all.")


def country_of(row: Any) -> dict[str, str]:
    """Gives the country of a row of the projection, which holds the name as printed."""
    return {"code": row.country_code, "name": row.country_name, "footnote": row.country_footnote}
