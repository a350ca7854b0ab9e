from datetime import UTC, date, datetime, timedelta

from hypothesis import example, given
from hypothesis import strategies as st
from icalendar import Component, Event, Timezone, TimezoneDaylight
from icalendar.parser import Contentline
from icalendar.prop import vDatetime, vDuration, vInt, vRecur, vUTCOffset

from tours.calendar.lines import encoded, folded
from tours.calendar.properties import all_day, categories, mailbox, moment, prose, text, uri, verbatim, wall_clock

NOON = datetime(2017, 9, 4, 12, 0)
escapes = st.text(st.sampled_from(["\\", "^", "a", "Đ", "서", "🚲"]), min_size=60, max_size=300)
words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\n"), min_size=1, max_size=300)


@given(words | escapes)
@example("a" * 74)
@example("a" * 75)
@example("a" * 73 + "\\n" + "b" * 80)
@example("a" * 73 + "^n" + "b" * 80)
@example("a" * 72 + "서" * 30)
def test_lines_are_folded_as_icalendar_folds_them(line: str) -> None:
    octets = Contentline(line).to_ical()  # type: ignore[no-untyped-call]  # icalendar's parser has no types
    assert folded(line.encode()) == octets + b"\r\n"


@given(words | escapes)
def test_unfolding_gives_the_line_again_of_at_most_75_octets(line: str) -> None:
    lines = folded(line.encode()).removesuffix(b"\r\n").split(b"\r\n ")
    assert b"".join(lines).decode() == line
    assert max(len(octets) for octets in [lines[0], *(b" " + rest for rest in lines[1:])]) <= 75


def event() -> Component:
    component = Event()
    component["X-TITLE"] = text("C:\\Novi; Đakovo, 서울 " * 9)
    component["DTSTART"], component["DTEND"] = wall_clock(NOON, "Asia/Seoul"), vDatetime(NOON)
    component["DTSTAMP"] = moment(NOON.replace(tzinfo=UTC))
    component["RDATE"] = all_day(date(2017, 9, 4))
    component["CATEGORIES"] = categories(["Site visit", "Transport, rail"])
    component["DESCRIPTION"] = prose("one\ntwo\n\n" * 30)
    component["ORGANIZER"] = mailbox("office@example.org", name="Ministry of Land, Seoul ^ " * 5)
    component["GEO"] = verbatim("1.0;2.0")
    component["URL"] = uri("https://example.org/" + "a" * 90)
    component["SEQUENCE"] = vInt(3)
    component["REFRESH-INTERVAL"] = vDuration(timedelta(hours=1), params={"VALUE": "DURATION"})
    return component


def timezone() -> Component:
    component, observance = Timezone(), TimezoneDaylight()
    component["TZID"] = text("Europe/Belgrade")
    observance["TZOFFSETFROM"], observance["TZOFFSETTO"] = (
        vUTCOffset(timedelta(hours=1)),
        vUTCOffset(timedelta(hours=2)),
    )
    observance["RRULE"] = vRecur(FREQ="YEARLY", BYMONTH=3, BYDAY="-1SU")
    component.add_component(observance)
    return component


def test_components_are_encoded_as_icalendar_encodes_them() -> None:
    assert encoded(event()) == event().to_ical()
    assert encoded(timezone()) == timezone().to_ical()
