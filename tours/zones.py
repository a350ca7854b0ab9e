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


@cache
def zones_by_country() -> dict[str, tuple[str, ...]]:
    """The zones of each country, by its ISO 3166 code, as `zone.tab` of the `tzdata` package has them, the most important
    first. Kosovo has no code there, and keeps Belgrade's time.
    """
    found: dict[str, tuple[str, ...]] = {"XK": ("Europe/Belgrade",)}
    for code, _where, zone in (line.split("\t")[:3] for line in _lines("zone.tab")):
        found[code] = (*found.get(code, ()), zone)
    return found


@cache
def country_names() -> dict[str, str]:
    """The countries by their ISO 3166 codes, as `iso3166.tab` of the `tzdata` package calls them in English."""
    return dict(line.split("\t", 1) for line in _lines("iso3166.tab"))


def zone_in_words(zone: str) -> str:
    """`Ho Chi Minh (Asia/Ho_Chi_Minh)`, for people who choose it."""
    return f"{zone.rpartition('/')[2].replace('_', ' ')} ({zone})"


@cache
def zone_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """All zones in words below the names of their countries; at the end those of no country, such as UTC."""
    names = country_names()
    by_country = sorted((names.get(code, "Kosovo"), zones) for code, zones in zones_by_country().items())
    placed = {zone for _country, zones in by_country for zone in zones}
    groups = [*by_country, ("", tuple(sorted(known_zones() - placed)))]
    return [(country, [(zone, zone_in_words(zone)) for zone in zones]) for country, zones in groups]


def _lines(name: str) -> list[str]:
    text = files("tzdata").joinpath("zoneinfo", name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


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
