"""Time zones by their IANA names."""

from datetime import date, datetime, time
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

NO_PLACE = frozenset({"Factory"})
"""What a clock shows before somebody sets it."""


@cache
def known_zones() -> frozenset[str]:
    """As the `tzdata` package lists them: a machine has more, such as its own time under the name `localtime`."""
    return frozenset(files("tzdata").joinpath("zones").read_text().split()) - NO_PLACE


def validate_zone(name: str) -> None:
    if name not in known_zones():
        raise ValidationError(
            _("“%(zone)s” is not a known time zone. Write it as in the IANA list, such as Europe/Belgrade."),
            params={"zone": name},
            code="unknown_zone",
        )


def instant(day: date, clock: time, zone: str) -> float:
    """When a clock in that zone shows it, in seconds since 1970: the order of instants in two zones."""
    return datetime.combine(day, clock, ZoneInfo(zone)).timestamp()
