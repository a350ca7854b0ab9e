"""Fields that DRF does not have, or has with another text."""

from datetime import datetime, time
from enum import StrEnum
from typing import Any

from django.conf import settings
from django.urls import reverse
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers


class WordField(serializers.ChoiceField):
    """A choice among the words of an enum."""

    def __init__(self, words: type[StrEnum], **options: Any) -> None:
        super().__init__(choices=[(word.value, word.name) for word in words], **options)


@extend_schema_field({"type": "string", "pattern": "^[0-2][0-9]:[0-5][0-9]$"})
class ClockField(serializers.TimeField):
    """A time in hours and minutes, as clocks on the wall show it."""

    def to_representation(self, value: time) -> str:
        return value.strftime("%H:%M")


class MomentField(serializers.DateTimeField):
    """A moment in ISO 8601, with the offset that the value has, which may be that of a place. DRF's own turns it into UTC."""

    def to_representation(self, value: datetime) -> str:
        return value.isoformat()


@extend_schema_field({"type": "string", "format": "uri"})
class AddressField(serializers.Field[Any, Any, str, Any]):
    """The whole address of a named URL, with arguments taken from the row."""

    def __init__(self, name: str, *arguments: str, **options: Any) -> None:
        self.name, self.arguments = name, arguments
        super().__init__(source="*", read_only=True, **options)

    def to_representation(self, row: Any) -> str:
        return address(self.name, *(_fact(row, argument) for argument in self.arguments))


def address(name: str, *arguments: object) -> str:
    """Begins with this site's base address: it must not depend on how a request arrived."""
    return f"{settings.BASE_URL}{reverse(name, args=arguments)}"


def _fact(row: Any, path: str) -> Any:
    for name in path.split("."):
        row = row[name] if isinstance(row, dict) else getattr(row, name)
    return row
