"""Time zones by their IANA names."""

from functools import cache
from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


@cache
def known_zones() -> frozenset[str]:
    return frozenset(available_timezones())


def validate_zone(name: str) -> None:
    if name not in known_zones():
        raise ValidationError(
            _("“%(zone)s” is not a known time zone. Write it as in the IANA list, such as Europe/Belgrade."),
            params={"zone": name},
            code="unknown_zone",
        )
