from datetime import UTC, date, datetime

from tests.tours.calendar.readers import BASE_URL, OFFICE, READERS, unfolded
from tours.calendar import EventEntry, events_calendar
from tours.vocabulary import EventKind, Status

SMART_CITY_WEEK = EventEntry(
    uid="6f1b8d0e-2f4c-4d4e-9d3e-0d7d1a4d7c11",
    slug="smart-city-week-2017",
    kind=EventKind.STUDY_TOUR,
    title="Smart City Week",
    starts=date(2017, 9, 4),
    ends=date(2017, 9, 8),
    created=datetime(2017, 8, 1, 9, tzinfo=UTC),
    changed=datetime(2017, 8, 30, 9, tzinfo=UTC),
    summary="How cities plan; and build.",
    place="Seoul, Republic of Korea",
    sequence=2,
)
DIALOGUE = EventEntry(
    uid="0f0f2d5e-7b4e-4c50-9a57-6a0f8f8f7d10",
    slug="dialogue",
    kind=EventKind.DIALOGUE,
    title=" ",
    starts=date(2018, 3, 1),
    ends=date(2018, 3, 1),
    created=datetime(2018, 1, 1, 9, tzinfo=UTC),
    changed=datetime(2018, 1, 2, 9, tzinfo=UTC),
    place="Prishtina, Kosovo*",
    status=Status.TENTATIVE,
    footnote="This designation is without prejudice to positions on status.",
)

CALENDAR = f"""\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Sojourn//Programmes//EN
CALSCALE:GREGORIAN
METHOD:PUBLISH
DESCRIPTION:UPP events\\n* This designation is without prejudice to positions on status.
X-WR-CALDESC:UPP events\\n* This designation is without prejudice to positions on status.
NAME:UPP events
X-WR-CALNAME:UPP events
LAST-MODIFIED:20180102T090000Z
REFRESH-INTERVAL;VALUE=DURATION:PT1H
SOURCE;VALUE=URI:{BASE_URL}/events.ics
URL:{BASE_URL}/events/
X-PUBLISHED-TTL:PT1H
BEGIN:VEVENT
SUMMARY:Smart City Week
DTSTART;VALUE=DATE:20170904
DTEND;VALUE=DATE:20170909
DTSTAMP:20170830T090000Z
UID:6f1b8d0e-2f4c-4d4e-9d3e-0d7d1a4d7c11
SEQUENCE:2
CATEGORIES:Study tour
CREATED:20170801T090000Z
DESCRIPTION:How cities plan\\; and build.\\n\\n{BASE_URL}/events/smart-city-week-2017/
LAST-MODIFIED:20170830T090000Z
LOCATION:Seoul\\, Republic of Korea
ORGANIZER;CN="UPP events":mailto:{OFFICE}
STATUS:CONFIRMED
TRANSP:TRANSPARENT
URL:{BASE_URL}/events/smart-city-week-2017/
END:VEVENT
BEGIN:VEVENT
SUMMARY:City-to-City dialogue (TBC)
DTSTART;VALUE=DATE:20180301
DTEND;VALUE=DATE:20180302
DTSTAMP:20180102T090000Z
UID:0f0f2d5e-7b4e-4c50-9a57-6a0f8f8f7d10
SEQUENCE:0
CATEGORIES:City-to-City dialogue
CREATED:20180101T090000Z
DESCRIPTION:To be confirmed\\n\\n{BASE_URL}/events/dialogue/
LAST-MODIFIED:20180102T090000Z
LOCATION:Prishtina\\, Kosovo*
ORGANIZER;CN="UPP events":mailto:{OFFICE}
STATUS:TENTATIVE
TRANSP:TRANSPARENT
URL:{BASE_URL}/events/dialogue/
END:VEVENT
END:VCALENDAR
"""


def events(*entries: EventEntry) -> bytes:
    return events_calendar(entries, title="UPP events", base_url=BASE_URL, office=OFFICE)


def test_events_are_written_in_full() -> None:
    assert unfolded(events(SMART_CITY_WEEK, DIALOGUE)) == CALENDAR.split("\n")


def test_events_are_read_by_others() -> None:
    text = events(SMART_CITY_WEEK, DIALOGUE).decode()
    expected = [("Smart City Week", date(2017, 9, 4)), ("City-to-City dialogue (TBC)", date(2018, 3, 1))]
    assert [sorted(read(text)) for read in READERS] == [sorted(expected)] * 3


def test_calendar_without_events_stands() -> None:
    lines = unfolded(events())
    assert [line for line in lines if line.startswith(("BEGIN", "END", "LAST-MODIFIED"))] == [
        "BEGIN:VCALENDAR",
        "END:VCALENDAR",
    ]
