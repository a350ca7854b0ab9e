from datetime import date, time
from typing import Any

import pytest
from django.utils import translation
from msgspec.structs import replace

from tests.factories import values
from tests.tours.calendar.readers import BASE_URL, OFFICE, unfolded
from tours.agenda.audiences import for_audience
from tours.agenda.facts import Link, Part, Place, Point
from tours.agenda.values import PUBLIC, STAFF, Item
from tours.agenda.view import ItemView
from tours.calendar.items import EventFacts, item_bytes, zones
from tours.vocabulary import EventState, ItemKind, PersonRole, Status

FACTS = EventFacts(home=f"{BASE_URL}/events/smart-city-week-2017/", organiser="MOLIT", office=OFFICE)

ADDRESS = f"{BASE_URL}/events/smart-city-week-2017/#item-6f1b8d0e-2f4c-4d4e-9d3e-0d7d1a4d7c11"
SITE_VISIT = f"""\
BEGIN:VEVENT
SUMMARY:Visit: Đakovo\\, 서울 (TBC)
DTSTART;TZID=Asia/Seoul:20170904T100000
DTEND;TZID=Asia/Seoul:20170904T110000
DTSTAMP:20170830T090000Z
UID:6f1b8d0e-2f4c-4d4e-9d3e-0d7d1a4d7c11
SEQUENCE:0
CATEGORIES:Site visit,Track A
CREATED:20170830T090000Z
DESCRIPTION:To be confirmed\\n\\nSee the centre\\; wear a badge.\\n\\n\
Speaker: Đorđe Čačak\\, Adviser (fictional)\\, Belgrade\\nModerator: TBC\\n\\n\
Track: Track A\\nLanguage: Korean\\nLocal address: 킨텍스\\, 고양시 일산서구 킨텍스로 217-60\\n\\n\
Join online: https://meet.example/a?b=1\\,2\\;c\\n\\n\
{ADDRESS}
GEO:37.669600;126.745700
LAST-MODIFIED:20170830T090000Z
LOCATION:Room 3\\, KINTEX (킨텍스)\\, 217-60 Kintex-ro\\, Ilsanseo-gu\\, Goyang
ORGANIZER;CN=MOLIT:mailto:office@sojourn.example
STATUS:TENTATIVE
TRANSP:OPAQUE
URL:{ADDRESS}
X-APPLE-STRUCTURED-LOCATION;VALUE=URI;X-APPLE-RADIUS=100;\
X-TITLE="Room 3, KINTEX (킨텍스), 217-60 Kintex-ro, Ilsanseo-gu, Goyang":geo:37.669600,126.745700
END:VEVENT
"""


def only_item(*items: Item) -> ItemView:
    (item,) = values.view(*items).items
    return item


def entry(**facts: Any) -> list[str]:
    return unfolded(item_bytes(only_item(values.item(**facts)), FACTS))


def line(name: str, **facts: Any) -> str:
    """The one line of that property; empty where the entry has none."""
    found = [line for line in entry(**facts) if line.startswith((f"{name}:", f"{name};"))]
    assert len(found) <= 1
    return "".join(found)


def test_item_is_written_in_full() -> None:
    item = values.item(
        "6f1b8d0e-2f4c-4d4e-9d3e-0d7d1a4d7c11",
        kind=ItemKind.SITE_VISIT,
        title="Visit: Đakovo, 서울",
        status=Status.TENTATIVE,
        summary="See the centre; wear a badge.",
        room="Room 3",
        place=values.KINTEX,
        track="Track A",
        language="ko",
        parts=(
            Part(role=PersonRole.SPEAKER, person=values.person()),
            Part(role=PersonRole.MODERATOR, confirmed=False),
        ),
        links=(Link(label="Join online", url="https://meet.example/a?b=1,2;c"),),
    )
    assert unfolded(item_bytes(only_item(item), FACTS)) == SITE_VISIT.split("\n")


def test_item_without_clock_times_is_all_day_and_keeps_nobody_busy() -> None:
    item = entry(start=None, end=None, ends_on=date(2017, 9, 6))
    assert [line for line in item if line.startswith(("DTSTART", "DTEND", "TRANSP"))] == [
        "DTSTART;VALUE=DATE:20170904",
        "DTEND;VALUE=DATE:20170907",
        "TRANSP:TRANSPARENT",
    ]


def test_item_on_the_last_day_of_the_calendar_has_no_end() -> None:
    assert line("DTEND", day=date.max, start=None, end=None) == ""


def test_item_with_a_start_alone_has_no_end() -> None:
    assert line("DTSTART", end=None) == "DTSTART;TZID=Asia/Seoul:20170904T100000"
    assert line("DTEND", end=None) == ""


def test_item_past_midnight_ends_on_the_next_day() -> None:
    facts = {"start": time(23), "end": time(1), "ends_on": date(2017, 9, 5)}
    assert line("DTEND", **facts) == "DTEND;TZID=Asia/Seoul:20170905T010000"


def test_flight_ends_in_the_zone_where_it_lands() -> None:
    flight = values.item(start=time(13), end=time(17, 30), end_zone="Europe/Belgrade")
    assert "DTEND;TZID=Europe/Belgrade:20170904T173000" in unfolded(item_bytes(only_item(flight), FACTS))
    assert zones(only_item(flight)) == {"Asia/Seoul", "Europe/Belgrade"}


def test_flight_may_land_at_an_earlier_time_of_day() -> None:
    facts = {"start": time(13), "end": time(8), "end_zone": "America/New_York"}
    assert line("DTEND", **facts) == "DTEND;TZID=America/New_York:20170904T080000"


def test_end_in_an_hour_that_comes_twice_is_told_in_utc() -> None:
    facts = {"day": date(2027, 10, 30), "start": time(22), "end": time(2, 30), "ends_on": date(2027, 10, 31)}
    assert line("DTSTART", zone="Europe/Berlin", **facts) == "DTSTART;TZID=Europe/Berlin:20271030T220000"
    assert line("DTEND", zone="Europe/Berlin", **facts) == "DTEND:20271031T003000Z"


@pytest.mark.parametrize("end", [time(9), time(10)])
def test_end_that_is_not_after_the_start_is_left_out(end: time) -> None:
    assert line("DTEND", end=end) == ""


@pytest.mark.parametrize(
    ("day", "start", "zone", "written"),
    [
        (date(2018, 3, 25), time(2, 30), "Europe/Belgrade", "DTSTART:20180325T013000Z"),
        (date(2027, 10, 31), time(2, 30), "Europe/Berlin", "DTSTART:20271031T003000Z"),
        (date(2017, 1, 15), time(10), "America/Sao_Paulo", "DTSTART:20170115T120000Z"),
        (date(2018, 7, 1), time(10), "Africa/Cairo", "DTSTART:20180701T080000Z"),
        (date(2018, 7, 1), time(10), "Mars/Olympus", "DTSTART:20180701T100000"),
        (date.min, time(0), "Asia/Seoul", "DTSTART:00010101T000000"),
    ],
)
def test_time_that_no_vtimezone_tells_names_no_zone(day: date, start: time, zone: str, written: str) -> None:
    item = values.item(day=day, start=start, end=None, zone=zone)
    assert line("DTSTART", day=day, start=start, end=None, zone=zone) == written
    assert zones(only_item(item)) == set()


@pytest.mark.parametrize("kind", [ItemKind.BREAK, ItemKind.FREE_TIME])
def test_leisure_keeps_nobody_busy(kind: ItemKind) -> None:
    assert line("TRANSP", kind=kind) == "TRANSP:TRANSPARENT"


def test_meal_keeps_its_guests_busy() -> None:
    assert line("TRANSP", kind=ItemKind.MEAL) == "TRANSP:OPAQUE"


def test_cancelled_item_says_so_and_keeps_nobody_busy() -> None:
    item = entry(status=Status.CANCELLED)
    assert [line for line in item if line.startswith(("SUMMARY", "STATUS", "TRANSP"))] == [
        "SUMMARY:Cancelled: Opening of the week",
        "STATUS:CANCELLED",
        "TRANSP:TRANSPARENT",
    ]
    assert line("DESCRIPTION", status=Status.CANCELLED).startswith(r"DESCRIPTION:Cancelled\n\n")


def test_item_of_a_postponed_event_says_so() -> None:
    facts = replace(FACTS, state=EventState.POSTPONED)
    assert "SUMMARY:Postponed: Opening of the week" in unfolded(item_bytes(only_item(values.item()), facts))


def test_item_without_a_visible_title_is_named_after_its_kind() -> None:
    assert line("SUMMARY", title="\x00 \n") == "SUMMARY:Session"


def test_kind_of_item_is_in_the_language_active() -> None:
    item = only_item(values.item(kind=ItemKind.SESSION, language="ko"))
    with translation.override("de"):
        german = unfolded(item_bytes(item, FACTS))
    assert any("Language: Koreanisch" in line for line in german)


def test_language_that_django_does_not_know_keeps_its_code() -> None:
    assert r"Language: tlh\n" in line("DESCRIPTION", language="tlh")


def test_part_not_confirmed_says_so() -> None:
    mayor = Part(role=PersonRole.SPEAKER, person=values.person("Ana Anić", position="", city=""), confirmed=False)
    assert line("DESCRIPTION", parts=(mayor,)).startswith(r"DESCRIPTION:Speaker: Ana Anić (TBC)\n\n")


@pytest.mark.parametrize(("capacity", "said"), [(1, "Takes 1 person"), (20, "Takes 20 people")])
def test_item_says_how_many_it_takes(capacity: int, said: str) -> None:
    assert line("DESCRIPTION", capacity=capacity).startswith(rf"DESCRIPTION:{said}\n\n")


def test_staff_note_is_in_no_calendar() -> None:
    view = for_audience(values.published(values.item(staff_note="Ask twice")), STAFF)
    assert b"Ask twice" not in item_bytes(view.items[0], FACTS)


@pytest.mark.parametrize(
    ("place", "location"),
    [
        (Place(name="City Hall", city="Rijeka"), r"LOCATION:City Hall\, Rijeka"),
        (Place(name="Rijeka", city="Rijeka"), "LOCATION:Rijeka"),
        (Place(name='The "Old" Hall\n2', address="Korzo 16"), r"LOCATION:The 'Old' Hall 2\, Korzo 16"),
        (None, ""),
    ],
)
def test_location_names_each_part_once(place: Place | None, location: str) -> None:
    assert line("LOCATION", place=place) == location


def test_apple_title_is_the_location_letter_for_letter() -> None:
    place = Place(name='Hall "A"; west', point=Point(latitude=0.00001, longitude=-17.5))
    assert line("LOCATION", place=place) == r"LOCATION:Hall 'A'\; west"
    assert line("X-APPLE-STRUCTURED-LOCATION", place=place) == (
        "X-APPLE-STRUCTURED-LOCATION;VALUE=URI;X-APPLE-RADIUS=100;X-TITLE=\"Hall 'A'; west\":geo:0.000010,-17.500000"
    )
    assert line("GEO", place=place) == "GEO:0.000010;-17.500000"


def test_place_without_a_point_is_not_on_the_map() -> None:
    item = entry(place=Place(name="City Hall"))
    assert [line for line in item if line.startswith(("GEO", "X-APPLE"))] == []


def test_event_as_a_line_is_addressed_as_the_event() -> None:
    announced = values.view(values.item(kind=ItemKind.EVENT, start=None, end=None)).announcement
    assert announced is not None
    assert f"URL:{BASE_URL}/events/smart-city-week-2017/" in unfolded(item_bytes(announced, FACTS))


def test_item_that_has_changed_says_in_which_version() -> None:
    before = values.published(values.item())
    (item,) = for_audience(values.published(values.item(room="Hall 2"), number=2, previous=before), PUBLIC).items
    (description,) = [line for line in unfolded(item_bytes(item, FACTS)) if line.startswith("DESCRIPTION")]
    assert description.startswith("DESCRIPTION:Last changed in version 2\\n")


def test_removed_item_is_cancelled_with_a_new_stamp_under_its_uid() -> None:
    before = values.published(values.item())
    later = values.PUBLISHED_AT.replace(day=31)
    after = values.published(number=2, at=later, previous=before)
    (item,) = for_audience(after, PUBLIC).items
    kept = ("UID", "SEQUENCE", "DTSTAMP", "CREATED", "LAST-MODIFIED", "STATUS", "URL")
    assert [line for line in unfolded(item_bytes(item, FACTS)) if line.startswith(kept)] == [
        "DTSTAMP:20170831T090000Z",
        "UID:item-1",
        "SEQUENCE:1",
        "CREATED:20170830T090000Z",
        "LAST-MODIFIED:20170831T090000Z",
        "STATUS:CANCELLED",
        f"URL:{BASE_URL}/events/smart-city-week-2017/",
    ]
