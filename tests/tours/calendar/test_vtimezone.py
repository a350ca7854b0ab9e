from collections import Counter
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from itertools import product
from zoneinfo import ZoneInfo

import pytest

from tests.factories import values
from tests.tours.calendar.readers import READERS, Reader, by_ical, calendar, instants
from tours.calendar.vtimezone import has_wall_time, in_utc, vtimezone

FIXED = "Asia/Seoul"
ZONES = (
    FIXED,
    "Europe/Belgrade",
    "Europe/Zagreb",
    "Europe/Sarajevo",
    "Europe/Skopje",
    "Europe/Tirane",
    "Europe/Podgorica",
    "Europe/London",
    "Europe/Dublin",
    "America/New_York",
    "Australia/Sydney",
)


def winter_and_summer(zone: str) -> tuple[str, list[datetime]]:
    """A calendar with an item at 10:00 on the first of January and of July, and the instants meant."""
    days = [datetime(2018, month, 1, 10, tzinfo=ZoneInfo(zone)) for month in (1, 7)]
    items = [values.item(str(day), zone=zone, day=day.date()) for day in days]
    return calendar(*items).decode(), [day.astimezone(UTC) for day in days]


@pytest.mark.parametrize("read", READERS)
@pytest.mark.parametrize("zone", ZONES)
def test_calendar_is_read_at_the_same_instants(read: Reader, zone: str) -> None:
    text, meant = winter_and_summer(zone)
    assert instants(read(text)) == meant


# ical reads a zone that it does not know by its yearly rules only
@pytest.mark.parametrize(("read", "zone"), [pair for pair in product(READERS, ZONES) if pair != (by_ical, FIXED)])
def test_vtimezone_alone_tells_the_same_instants(read: Reader, zone: str) -> None:
    """Under a name that no reader knows, so that it cannot ask its own database."""
    text, meant = winter_and_summer(zone)
    assert instants(read(text.replace(zone, f"Nowhere/{zone}"))) == meant


def test_vtimezone_has_a_yearly_rule_for_each_change() -> None:
    assert vtimezone("Europe/Belgrade").decode().split("\r\n") == [
        "BEGIN:VTIMEZONE",
        "TZID:Europe/Belgrade",
        "X-LIC-LOCATION:Europe/Belgrade",
        "BEGIN:DAYLIGHT",
        "DTSTART:19700329T020000",
        "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3",
        "TZNAME:CEST",
        "TZOFFSETFROM:+0100",
        "TZOFFSETTO:+0200",
        "END:DAYLIGHT",
        "BEGIN:STANDARD",
        "DTSTART:19701025T030000",
        "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10",
        "TZNAME:CET",
        "TZOFFSETFROM:+0200",
        "TZOFFSETTO:+0100",
        "END:STANDARD",
        "END:VTIMEZONE",
        "",
    ]


def test_vtimezone_calls_summer_time_in_dublin_daylight() -> None:
    lines = vtimezone("Europe/Dublin").decode().split("\r\n")
    assert lines[lines.index("BEGIN:DAYLIGHT") : lines.index("END:DAYLIGHT")][-2:] == [
        "TZOFFSETFROM:+0000",
        "TZOFFSETTO:+0100",
    ]


def test_vtimezone_numbers_the_week_where_it_is_not_the_last() -> None:
    rules = [line for line in vtimezone("America/New_York").decode().split("\r\n") if line.startswith("RRULE")]
    assert rules == ["RRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3", "RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=11"]


def test_few_zones_of_the_world_have_no_yearly_rule() -> None:
    zones = files("tzdata").joinpath("zones").read_text().split()
    untold = {zone for zone in zones if not has_wall_time(datetime(2030, 1, 1, 12), zone)}
    names_of_utc = {"UTC", "UCT", "Universal", "Zulu"}
    assert untold - names_of_utc - {f"Etc/{name}" for name in names_of_utc} <= {
        "Africa/Cairo",
        "America/Godthab",
        "America/Nuuk",
        "America/Santiago",
        "America/Scoresbysund",
        "Asia/Gaza",
        "Asia/Hebron",
        "Asia/Jerusalem",
        "Asia/Tel_Aviv",
        "Chile/Continental",
        "Egypt",
        "Israel",
    }


@pytest.mark.parametrize("zone", ZONES)
def test_rules_agree_with_the_zone_all_year(zone: str) -> None:
    hours = [datetime(2018, 1, 1) + timedelta(hours=hour) for hour in range(365 * 24)]
    untold = [hour for hour in hours if not has_wall_time(hour, zone)]
    info = ZoneInfo(zone)
    skipped = [hour for hour in hours if hour.replace(tzinfo=info).astimezone(UTC).astimezone(info).hour != hour.hour]
    instants_of_the_year = (datetime(2018, 1, 1, tzinfo=UTC) + timedelta(hours=hour) for hour in range(365 * 24))
    shown = Counter(instant.astimezone(info).replace(tzinfo=None) for instant in instants_of_the_year)
    twice = [hour for hour, count in shown.items() if count == 2]
    assert untold == sorted([*skipped, *twice])


@pytest.mark.parametrize(
    ("wall", "zone"),
    [
        (datetime(2017, 1, 15, 10), "America/Sao_Paulo"),  # summer time, given up in 2019
        (datetime(2018, 3, 25, 2, 30), "Europe/Belgrade"),  # clocks went from 02:00 to 03:00
        (datetime(2027, 10, 31, 2, 30), "Europe/Berlin"),  # clocks go from 03:00 back to 02:00
        (datetime(2027, 10, 31, 2), "Europe/Berlin"),
        (datetime(2027, 11, 7, 1, 59), "America/New_York"),
        (datetime(2018, 7, 1, 10), "Africa/Cairo"),
        (datetime(2018, 7, 1, 10), "Mars/Olympus"),
        (datetime(2018, 7, 1, 10), "../zones"),
    ],
)
def test_time_that_rules_do_not_tell(wall: datetime, zone: str) -> None:
    assert not has_wall_time(wall, zone)


def test_in_utc_reads_a_skipped_time_by_the_offset_before() -> None:
    assert in_utc(datetime(2018, 3, 25, 2, 30), "Europe/Belgrade") == datetime(2018, 3, 25, 1, 30, tzinfo=UTC)


def test_in_utc_reads_a_time_that_comes_twice_as_the_first() -> None:
    assert in_utc(datetime(2027, 10, 31, 2, 30), "Europe/Berlin") == datetime(2027, 10, 31, 0, 30, tzinfo=UTC)


def test_the_hours_beside_one_that_comes_twice_name_their_zone() -> None:
    beside = [datetime(2027, 10, 31, 1, 59), datetime(2027, 10, 31, 3)]
    assert [has_wall_time(hour, "Europe/Berlin") for hour in beside] == [True, True]


@pytest.mark.parametrize("read", READERS)
@pytest.mark.parametrize(("month", "day"), [(3, 28), (10, 31)])
def test_all_readers_agree_on_a_night_when_clocks_change(read: Reader, month: int, day: int) -> None:
    zone = ZoneInfo("Europe/Berlin")
    starts = [datetime(2027, month, day, hour, 30, tzinfo=zone) for hour in range(5)]
    items = [
        values.item(str(at), zone="Europe/Berlin", day=at.date(), start=at.time(), end=None, title=f"{at.hour}")
        for at in starts
    ]
    found = dict(read(calendar(*items).decode()))
    assert [instants([("", found[str(at.hour)])]) for at in starts] == [[at.astimezone(UTC)] for at in starts]


def test_in_utc_has_no_instant_for_what_is_no_zone_or_beyond_the_calendar() -> None:
    assert [in_utc(datetime(2018, 1, 1), "Mars/Olympus"), in_utc(datetime.min, "Asia/Seoul")] == [None, None]
