"""Time zones by their IANA names."""

from datetime import date, datetime, time
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

NO_PLACE = frozenset({"Factory"})
"""The zone of a clock that nobody has set yet."""


@cache
def known_zones() -> frozenset[str]:
    """The zones that the `tzdata` package lists: a machine has more, such as its own time as `localtime`."""
    return frozenset(files("tzdata").joinpath("zones").read_text().split()) - NO_PLACE


def validate_zone(name: str) -> None:
    if name not in known_zones():
        raise ValidationError(
            _("“%(zone)s” is not a known time zone. Write it as in the IANA list, such as Europe/Belgrade."),
            params={"zone": name},
            code="unknown_zone",
        )


def instant(day: date, clock: time, zone: str) -> float:
    """The instant of this day and time in that zone, in seconds since 1970: it can be compared across zones."""
    return datetime.combine(day, clock, ZoneInfo(zone)).timestamp()
