"""Fields that DRF does not have, or has with another text."""

from collections.abc import Callable, Collection
from datetime import datetime, time
from enum import StrEnum
from functools import lru_cache
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.urls import NoReverseMatch, get_resolver
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from api.exceptions import no_choice

SAFE = "!$&'()*+,;=/~:@"
"""What stays as it is in a path (RFC 3986, section 3.3), beside letters, digits, `-`, `.` and `_`."""


class WordField(serializers.ChoiceField):
    """A choice among the words of an enum. `never` are words of it that no request may choose."""

    def __init__(self, words: type[StrEnum], *, never: Collection[StrEnum] = (), **options: Any) -> None:
        super().__init__(choices=[(word.value, word.name) for word in words], **options)
        self._offered = [word.value for word in words if word not in never]

    def to_internal_value(self, data: Any) -> Any:
        if data not in self._offered:
            raise serializers.ValidationError(no_choice(data, str(self.field_name), self._offered))
        return super().to_internal_value(data)


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
        self.name, self.paths = name, [argument.split(".") for argument in arguments]
        super().__init__(source="*", read_only=True, **options)

    def to_representation(self, row: Any) -> str:
        return address(self.name, *(_fact(row, path) for path in self.paths))


def address(name: str, *arguments: object) -> str:
    """Begins with this site's base address: it must not depend on how a request arrived."""
    form, converters = _form(name, len(arguments))
    texts = (convert(argument) for convert, argument in zip(converters, arguments, strict=True))
    return settings.BASE_URL + form % tuple(quote(text, safe=SAFE) for text in texts)


@lru_cache
def _form(name: str, count: int) -> tuple[str, list[Callable[[Any], str]]]:
    """The path of a named URL with a place for each argument, and what makes a text of each.

    Django's `reverse` looks for these at each call, tries the path against its pattern and asks for the language: for a
    list of items that is two thirds of the work (test_address_is_that_of_django).
    """
    namespace, _colon, short = name.rpartition(":")
    beginning, resolver = get_resolver().namespace_dict[namespace]
    for forms, _pattern, _defaults, converters in resolver.reverse_dict.getlist(short):
        for form, parameters in forms:
            if len(parameters) == count:
                places = dict.fromkeys(parameters, "%s")
                return f"/{beginning}{form % places}", [converters[each].to_url for each in parameters]
    raise NoReverseMatch(name)


def _fact(row: Any, path: list[str]) -> Any:
    for name in path:
        row = row[name] if isinstance(row, dict) else getattr(row, name)
    return row
