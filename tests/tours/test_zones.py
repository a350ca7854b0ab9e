"""Time zones as people choose them: below their countries."""

import zoneinfo
from datetime import datetime
from zoneinfo import ZoneInfo

from tours.calendar.vtimezone import in_utc
from tours.zones import country_names, known_zones, zone_choices, zones_by_country


def test_every_country_has_its_own_zones_the_most_important_first() -> None:
    zones = zones_by_country()
    assert (zones["AT"], zones["RS"], zones["XK"]) == (("Europe/Vienna",), ("Europe/Belgrade",), ("Europe/Belgrade",))
    assert zones["KZ"][0] == "Asia/Almaty"
    assert len(zones["KZ"]) > 1


def test_countries_are_called_in_english() -> None:
    assert (country_names()["AT"], country_names()["HR"]) == ("Austria", "Croatia")


def test_every_known_zone_can_be_chosen_and_nothing_else() -> None:
    choices = zone_choices()
    assert {zone for _country, zones in choices for zone, _words in zones} == known_zones()
    assert dict(choices)["Austria"] == [("Europe/Vienna", "Vienna (Europe/Vienna)")]
    assert [country for country, _zones in choices][-1] == ""


def test_pages_know_the_zones_of_the_calendars_and_not_those_of_the_machine() -> None:
    noon = datetime(2027, 6, 1, 12)
    assert zoneinfo.TZPATH == ()
    assert [zone for zone in known_zones() if in_utc(noon, zone) != noon.replace(tzinfo=ZoneInfo(zone))] == []
