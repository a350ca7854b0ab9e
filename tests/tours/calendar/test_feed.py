import os
import subprocess
import sys
from datetime import date

import pytest
from django.conf import settings
from msgspec.structs import replace

from tests.factories import values
from tests.tours.calendar.readers import BASE_URL, OFFICE, by_icalendar, calendar, programme, property_of, unfolded
from tours.agenda.audiences import for_audience
from tours.agenda.facts import City
from tours.agenda.values import PUBLIC, Audience
from tours.calendar import day_calendar, item_calendar, programme_calendar
from tours.vocabulary import EventState, Level

EVENT_PAGE = f"{BASE_URL}/events/smart-city-week-2017/"
DELEGATES = Audience(level=Level.DELEGATES, groups=("A",))

HEAD = f"""\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Sojourn//Programmes//EN
CALSCALE:GREGORIAN
METHOD:PUBLISH
DESCRIPTION:A study tour on how Korean cities plan\\, build and run smart services.\\n\
4–8 September 2017\\, Seoul (Republic of Korea)\\n\
Host: Ministry of Land\\, Infrastructure and Transport\\n\
Participating cities: Rijeka (Croatia) and Belgrade (Serbia)\\n\
Version 1\\, 30 August 2017
X-WR-CALDESC:A study tour on how Korean cities plan\\, build and run smart services.\\n\
4–8 September 2017\\, Seoul (Republic of Korea)\\n\
Host: Ministry of Land\\, Infrastructure and Transport\\n\
Participating cities: Rijeka (Croatia) and Belgrade (Serbia)\\n\
Version 1\\, 30 August 2017
NAME:World Smart City Summit and Smart City Week
X-WR-CALNAME:World Smart City Summit and Smart City Week
COLOR:maroon
LAST-MODIFIED:20170830T090000Z
REFRESH-INTERVAL;VALUE=DURATION:PT1H
SOURCE;VALUE=URI:{EVENT_PAGE}programme.ics
URL:{EVENT_PAGE}
X-PUBLISHED-TTL:PT1H
X-WR-TIMEZONE:Asia/Seoul
"""


def head(of: bytes) -> list[str]:
    """The properties of the calendar itself."""
    lines = unfolded(of)
    return lines[: next(number for number, line in enumerate(lines) if number and line.startswith(("BEGIN", "END")))]


def value(name: str, of: bytes) -> str:
    (found,) = [line for line in head(of) if line.startswith((f"{name}:", f"{name};"))]
    return found.removeprefix(name)


def test_calendar_opens_with_every_property_that_clients_read() -> None:
    assert head(calendar(values.item())) == HEAD.split("\n")[:-1]


def test_calendar_ends_after_its_entries() -> None:
    assert unfolded(calendar(values.item()))[-3:] == ["END:VEVENT", "END:VCALENDAR", ""]


def test_calendar_has_neither_attendees_nor_alarms() -> None:
    lines = unfolded(calendar(*values.many_items(60)))
    assert [line for line in lines if line.startswith(("ATTENDEE", "BEGIN:VALARM", "BEGIN:VLOCATION"))] == []


def test_calendar_says_that_the_event_is_postponed_and_explains_asterisks() -> None:
    prishtina = City(slug="prishtina", name="Prishtina", country=values.KOSOVO)
    text = calendar(values.item(), state=EventState.POSTPONED, host_city=prishtina, summary="", cities=())
    assert value("DESCRIPTION", text) == (
        r":Postponed\n4–8 September 2017\, Prishtina (Kosovo*)\n"
        r"Host: Ministry of Land\, Infrastructure and Transport\nVersion 1\, 30 August 2017\n"
        "* This designation is without prejudice to positions on status."
    )


def test_calendar_is_organised_by_the_programme_whose_mailbox_it_is() -> None:
    assert property_of(calendar(values.item(), supporters=()), "ORGANIZER") == [
        f';CN="World Bank - Austria Urban Partnership Program":mailto:{OFFICE}'
    ]


def test_calendar_has_the_zones_that_its_items_use_sorted_and_no_other() -> None:
    items = (
        values.item("1", zone="Europe/Belgrade", end_zone="Asia/Seoul"),
        values.item("2", zone="Asia/Seoul"),
        values.item("3", zone="America/New_York", start=None, end=None),
    )
    zones = [line for line in unfolded(calendar(*items)) if line.startswith("TZID")]
    assert zones == ["TZID:Asia/Seoul", "TZID:Europe/Belgrade"]


def test_calendar_of_untimed_items_has_no_zone() -> None:
    assert b"VTIMEZONE" not in calendar(values.item(start=None, end=None))


def test_calendar_keeps_the_order_and_gives_each_item_its_own_uid() -> None:
    view = values.view(*values.many_items(200))
    uids = property_of(programme(view), "UID")
    assert uids == [f":{item.uid}" for item in view.items]
    assert len(set(uids)) == 200


def test_calendar_for_delegates_has_no_public_source() -> None:
    delegates = programme(for_audience(values.published(values.item()), DELEGATES))
    assert [line for line in head(delegates) if line.startswith("SOURCE")] == []


def test_calendar_keeps_its_colour_from_version_to_version() -> None:
    first = values.published(values.item())
    second = values.published(values.item(title="Opening"), previous=first, number=2)
    before, after = (programme(for_audience(agenda, PUBLIC)) for agenda in (first, second))
    assert value("COLOR", after) == value("COLOR", before) == ":maroon"


def test_day_calendar_has_the_items_that_begin_on_it() -> None:
    tuesday = date(2017, 9, 5)
    view = values.view(
        values.item("1", title="Monday"),
        values.item("2", title="Tuesday", day=tuesday),
        values.item("3", title="Wednesday", day=date(2017, 9, 6)),
    )
    text = day_calendar(view, tuesday, base_url=BASE_URL, office=OFFICE)
    assert property_of(text, "SUMMARY") == [":Tuesday"]
    # The whole is no source of a part.
    assert head(text) == [line for line in head(programme(view)) if not line.startswith("SOURCE")]


def test_day_calendar_of_a_day_without_items_is_missing() -> None:
    with pytest.raises(LookupError):
        day_calendar(values.view(values.item()), date(2017, 9, 9), base_url=BASE_URL, office=OFFICE)


def test_item_calendar_has_that_item_as_the_programme_has_it() -> None:
    view = values.view(*values.many_items(20))
    whole = programme_calendar(view, base_url=BASE_URL, office=OFFICE)
    text = item_calendar(view, "item-7", base_url=BASE_URL, office=OFFICE)
    entry = text[text.index(b"BEGIN:VEVENT") : text.index(b"END:VCALENDAR")]
    assert property_of(text, "UID") == [":item-7"]
    assert entry in whole


def test_item_calendar_of_an_unknown_item_is_missing() -> None:
    with pytest.raises(LookupError):
        item_calendar(values.view(values.item()), "item-2", base_url=BASE_URL, office=OFFICE)


def test_lines_are_folded_at_75_octets_between_characters() -> None:
    text = calendar(values.item(title="Đakovo, Скопје and 서울; " * 40, summary="서" * 1000))
    lines = text.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert [line for line in lines if line.decode(errors="replace").encode() != line] == []
    assert by_icalendar(text.decode())[0][0] == ("Đakovo, Скопје and 서울; " * 40).strip()


def test_one_bad_row_does_not_keep_the_others_from_their_readers() -> None:
    bad = values.item(
        "1",
        title="\ud800\x00\r\nEND:VCALENDAR",
        zone="Mars/Olympus",
        place=replace(values.KINTEX, name='"\r\nX-EVIL:1'),
        end_zone="\r\nX-EVIL:1",
        track="\r\nX-EVIL:1",
    )
    text = calendar(bad, values.item("2", title="Good"))
    assert sorted(summary for summary, _start in by_icalendar(text.decode())) == ["? END:VCALENDAR", "Good"]
    assert [line for line in unfolded(text) if line.startswith(("X-EVIL", "END:VCALENDAR"))] == ["END:VCALENDAR"]


PRINT_BYTES = """
import sys
import django
django.setup()
from tests.tours.calendar.test_feed import calendar_of_many_zones
sys.stdout.buffer.write(calendar_of_many_zones())
"""


def calendar_of_many_zones() -> bytes:
    zones = ("Asia/Seoul", "Europe/Belgrade", "Europe/London", "America/New_York", "America/Sao_Paulo")
    items = [values.item(zone, zone=zone, title="Hall\r\nX-EVIL:1", day=date(2017, 1, 15)) for zone in zones]
    return calendar(*items, *values.many_items(50))


@pytest.mark.slow
@pytest.mark.parametrize(("flag", "seed", "zone"), [("-B", "1", "UTC"), ("-O", "2", "Asia/Tokyo")])
def test_same_view_gives_the_same_bytes_in_every_process(flag: str, seed: str, zone: str) -> None:
    """Whatever the hash seed, the machine's own zone and zone files, and without assertions."""
    machine = {"PYTHONHASHSEED": seed, "TZ": zone, "PYTHONTZPATH": "", "DJANGO_SETTINGS_MODULE": "tests.settings"}
    run = subprocess.run(  # noqa: S603 (the command is ours)
        [sys.executable, flag, "-c", PRINT_BYTES],
        env=os.environ | machine,
        cwd=settings.BASE_DIR,
        check=True,
        capture_output=True,
    )
    assert run.stdout == calendar_of_many_zones()
