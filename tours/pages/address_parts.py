"""The parts of addresses that several rooms have: a day, and the digest of a file. Importing this makes them known to Django."""

from datetime import date

from django.urls import register_converter


class DayConverter:
    """Matches a date in ISO 8601 form. Anything else is a 404."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value: str) -> date:
        return date.fromisoformat(value)

    def to_url(self, value: date) -> str:
        return value.isoformat()


class DigestConverter:
    regex = "[0-9a-f]{64}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(DayConverter, "day")
register_converter(DigestConverter, "digest")
