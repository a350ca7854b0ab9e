"""One item as a mail brings it: held against RFC 5546 by section, and read by parsers of other hands."""

import subprocess
import sys
from collections import Counter
from datetime import time, timedelta
from pathlib import Path
from typing import Any

import icalendar
import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st
from ical.calendar_stream import IcsCalendarStream

from tests.factories import values
from tests.tours.calendar.readers import BASE_URL, OFFICE, READERS, unfolded
from tests.tours.editions.histories import AUDIENCES, histories, publish_all
from tours.agenda.audiences import for_audience
from tours.agenda.values import PUBLIC, Agenda, Audience, Line
from tours.agenda.view import AgendaView
from tours.calendar import MailedCalendar, Method, item_calendar, mailed_item
from tours.vocabulary import Level, Status

ANA = "ana@example.org"
HOME = f"{BASE_URL}/d/agenda/"
GROUP_A = Audience(level=Level.DELEGATES, groups=("A",))
AT_MOST_ONCE = {
    *("CLASS", "COLOR", "CREATED", "DESCRIPTION", "DTEND", "DURATION", "GEO", "LAST-MODIFIED", "LOCATION", "PRIORITY"),
    *("RECURRENCE-ID", "RRULE", "STATUS", "TRANSP", "URL"),
}
"""What both methods allow once or not at all."""
KHAL = """
[calendars]
[[here]]
path = {folder}/here
[locale]
local_timezone = Asia/Seoul
default_timezone = Asia/Seoul
timeformat = %H:%M
dateformat = %Y-%m-%d
[sqlite]
path = {folder}/khal.db
"""
TEXTS = st.text(st.characters(codec=None), max_size=80) | st.text("\\nN;,:\"'^\r\t<&A=@%", max_size=20)


def invite(view: AgendaView, uid: str = "item-1", *, attendee: str = ANA, name: str = "Ana Anić") -> MailedCalendar:
    site = {"base_url": BASE_URL, "office": OFFICE, "home": HOME}
    return mailed_item(view, uid, attendee=attendee, attendee_name=name, **site)


def second(before: Agenda, *items: Any, audience: Audience = PUBLIC) -> AgendaView:
    at = values.PUBLISHED_AT + timedelta(days=1)
    return for_audience(values.published(*items, number=2, at=at, previous=before), audience)


def moved() -> AgendaView:
    return second(values.published(values.item()), values.item(start=time(11), end=time(12)))


def removed() -> AgendaView:
    return second(values.published(values.item()))


def cancelled() -> AgendaView:
    return second(values.published(values.item()), values.item(status=Status.CANCELLED))


def no_longer_theirs() -> AgendaView:
    """The item goes on, for the other group."""
    before = values.published(values.item(level=Level.DELEGATES, groups=("A",)))
    return second(before, values.item(level=Level.DELEGATES, groups=("B",)), audience=GROUP_A)


def requests() -> list[MailedCalendar]:
    """Of every variety of an item."""
    view = values.view(*values.many_items(60))
    found = [invite(view, item.uid) for item in view.items if item.line.status is not Status.CANCELLED]
    return [*found, invite(moved())]


CANCELLED = [removed, cancelled, no_longer_theirs]


def names(of: MailedCalendar) -> Counter[str]:
    """How often each property stands in the entry."""
    text = "\r\n".join(unfolded(of.content))
    entry = text.partition("BEGIN:VEVENT\r\n")[2].partition("\r\nEND:VEVENT")[0]
    return Counter(line.partition(":")[0].partition(";")[0] for line in entry.split("\r\n"))


def components(of: MailedCalendar) -> list[str]:
    return [line.removeprefix("BEGIN:") for line in unfolded(of.content) if line.startswith("BEGIN:")]


def line(of: MailedCalendar, name: str) -> str:
    (found,) = [line for line in unfolded(of.content) if line.startswith((f"{name}:", f"{name};"))]
    return found.removeprefix(name)


def entry_of(calendar: bytes) -> list[str]:
    lines = unfolded(calendar)
    return lines[lines.index("BEGIN:VEVENT") : lines.index("END:VEVENT")]


def test_calendar_is_framed_by_what_a_calendar_must_have_and_no_more() -> None:
    """RFC 5545, 3.4 and 3.7: PRODID and VERSION. A name or UID would make Outlook open another calendar."""
    lines = unfolded(invite(moved()).content)
    assert lines[:6] == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Sojourn//Programmes//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:REQUEST",
        "BEGIN:VTIMEZONE",
    ]
    assert lines[-3:] == ["END:VEVENT", "END:VCALENDAR", ""]


@pytest.mark.parametrize("of", [moved, *CANCELLED])
def test_entry_is_that_of_the_feed_with_its_one_reader(of: Any) -> None:
    feed = item_calendar(of(), "item-1", base_url=BASE_URL, office=OFFICE, home=HOME)
    attendee = f'ATTENDEE;CN="Ana Anić";PARTSTAT=ACCEPTED;ROLE=REQ-PARTICIPANT;RSVP=FALSE:mailto:{ANA}'
    assert entry_of(invite(of()).content) == [*entry_of(feed), attendee]


def test_request_asks_for_a_method_that_says_so() -> None:
    """RFC 5546, 3.2.2: METHOD is REQUEST."""
    assert {(each.method, line(each, "METHOD")) for each in requests()} == {(Method.REQUEST, ":REQUEST")}


def test_request_has_one_entry_and_nothing_that_a_request_may_not_have() -> None:
    """RFC 5546, 3.2.2: one VEVENT or more of one UID; no VTODO, VJOURNAL or VFREEBUSY. No VALARM: phones have their own."""
    known = {"VCALENDAR", "VTIMEZONE", "STANDARD", "DAYLIGHT", "VEVENT"}
    assert [components(each).count("VEVENT") for each in requests()] == [1] * len(requests())
    assert {name for each in requests() for name in components(each)} <= known


def test_request_has_each_property_as_often_as_it_may() -> None:
    """RFC 5546, 3.2.2: the table of VEVENT."""
    for each in requests():
        found = names(each)
        once = ("ATTENDEE", "DTSTAMP", "DTSTART", "ORGANIZER", "SEQUENCE", "SUMMARY", "UID")
        assert [found[name] for name in once] == [1] * len(once)
        assert found["REQUEST-STATUS"] == 0
        assert {name for name, times in found.items() if times > 1} & AT_MOST_ONCE == set()
        assert not (found["DTEND"] and found["DURATION"])


def test_request_is_of_an_item_that_takes_place() -> None:
    """RFC 5546, 3.2.2: STATUS is TENTATIVE or CONFIRMED."""
    assert {line(each, "STATUS") for each in requests()} == {":CONFIRMED", ":TENTATIVE"}


@pytest.mark.parametrize("item", [values.item(zone="Europe/Belgrade"), values.item(end_zone="Europe/Belgrade")])
def test_request_brings_each_zone_that_it_names(item: Any) -> None:
    """RFC 5546, 3.2.2: VTIMEZONE must be present if a time refers to it."""
    text = invite(values.view(item)).content.decode()
    named = {part.partition(":")[0] for part in text.split("TZID=")[1:]}
    brought = {zone["TZID"] for zone in icalendar.Calendar.from_ical(text).walk("VTIMEZONE")}
    assert brought == named != set()


def test_request_of_a_day_brings_no_zone() -> None:
    assert components(invite(values.view(values.item(start=None, end=None)))) == ["VCALENDAR", "VEVENT"]


def test_request_of_a_changed_item_is_newer_than_the_one_before() -> None:
    """RFC 5546, 2.1.4 and 3.2.2.1: the UID stays, and SEQUENCE rises when it is moved."""
    before = values.view(values.item())
    told = [
        (line(each, "UID"), line(each, "SEQUENCE"), line(each, "DTSTAMP")) for each in map(invite, [before, moved()])
    ]
    assert told == [(":item-1", ":0", ":20170830T090000Z"), (":item-1", ":1", ":20170831T090000Z")]


@pytest.mark.parametrize("of", CANCELLED)
def test_cancellation_says_so_in_method_and_status(of: Any) -> None:
    """RFC 5546, 3.2.5: METHOD is CANCEL, and STATUS is CANCELLED where all of it is cancelled."""
    cancel = invite(of())
    assert (cancel.method, line(cancel, "METHOD"), line(cancel, "STATUS")) == (Method.CANCEL, ":CANCEL", ":CANCELLED")


@pytest.mark.parametrize("of", CANCELLED)
def test_cancellation_has_each_property_as_often_as_it_may(of: Any) -> None:
    """RFC 5546, 3.2.5: the table of VEVENT, with the attendee whose calendar it leaves."""
    found = names(invite(of()))
    once = ("ATTENDEE", "DTSTAMP", "ORGANIZER", "SEQUENCE", "UID")
    assert [found[name] for name in once] == [1] * len(once)
    assert found["REQUEST-STATUS"] == 0
    assert {name for name, times in found.items() if times > 1} & AT_MOST_ONCE == set()
    assert Counter(components(invite(of())))["VALARM"] == 0


@pytest.mark.parametrize("of", CANCELLED)
def test_cancellation_is_newer_than_what_it_takes_back(of: Any) -> None:
    """RFC 5546, 2.1.4: the organiser raises SEQUENCE when cancelling; the UID is that of the request."""
    assert [line(invite(of()), name) for name in ("UID", "SEQUENCE", "DTSTAMP")] == [
        ":item-1",
        ":1",
        ":20170831T090000Z",
    ]


@given(histories)
def test_method_and_status_agree_whatever_was_published(history: list[dict[str, Line]]) -> None:
    """RFC 5546, 3.2.2 and 3.2.5, for each item that each audience ever saw."""
    allowed = {(Method.REQUEST, ":CONFIRMED"), (Method.REQUEST, ":TENTATIVE"), (Method.CANCEL, ":CANCELLED")}
    agenda = publish_all(history)[-1]
    for audience in AUDIENCES:
        view = for_audience(agenda, audience)
        told = [invite(view, item.uid) for item in view.items]
        assert {(each.method, line(each, "STATUS")) for each in told} <= allowed
        assert [each.method for each in told] == [
            Method.CANCEL if item.gone or item.line.status is Status.CANCELLED else Method.REQUEST
            for item in view.items
        ]


def test_item_that_the_audience_never_saw_is_told_to_nobody() -> None:
    view = values.view(values.item(level=Level.DELEGATES))
    with pytest.raises(LookupError, match="no item item-1"):
        invite(view)


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("Maja.P+a@example.org", "mailto:Maja.P+a@example.org"),
        ("maja@Đakovo.example", "mailto:maja@xn--akovo-4ya.example"),
        ('"a b"%?&#@example.org', "mailto:%22ab%22%25%3F%26%23@example.org"),
        ("a@example.org\r\nX-EVIL:1", "mailto:a@example.orgx-evil:1"),
        ("\ud800", "mailto:%3F"),
        ("", "mailto:"),
    ],
)
def test_address_is_a_uri(typed: str, written: str) -> None:
    """RFC 6047, 2.3: a proper mailto URI (RFC 6068)."""
    told = line(invite(moved(), attendee=typed), "ATTENDEE")
    assert told.partition(";RSVP=FALSE:")[2] == written


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ('Ana "the mayor", Anić; of: Rijeka', "CN=\"Ana 'the mayor', Anić; of: Rijeka\";"),
        ("Ana\r\nX-EVIL:1\x00", 'CN="Ana X-EVIL:1";'),
        ("Ђорђе 서울 \u2028", 'CN="Ђорђе 서울";'),
        ("\x00\n", ""),
    ],
)
def test_name_is_one_safe_parameter(typed: str, written: str) -> None:
    told = line(invite(moved(), name=typed), "ATTENDEE")
    assert told == f";{written}PARTSTAT=ACCEPTED;ROLE=REQ-PARTICIPANT;RSVP=FALSE:mailto:{ANA}"


@given(address=TEXTS, name=TEXTS)
def test_no_address_or_name_adds_a_line_or_is_refused(address: str, name: str) -> None:
    plain, odd = invite(moved()), invite(moved(), attendee=address, name=name)
    assert [each.partition(":")[0].partition(";")[0] for each in unfolded(odd.content)] == [
        each.partition(":")[0].partition(";")[0] for each in unfolded(plain.content)
    ]
    assert max(map(len, odd.content.split(b"\r\n"))) <= 75
    assert {b"\r", b"\n"}.isdisjoint(bytes([each]) for each in odd.content.replace(b"\r\n", b""))
    for read in READERS:
        assert [summary for summary, _start in read(odd.content.decode())] == ["Opening of the week"]


def test_readers_of_other_hands_find_organiser_and_attendee() -> None:
    text = invite(moved(), name='Đorđe "Đ" Čačak, 서울').content.decode()
    name, address = "Đorđe 'Đ' Čačak, 서울", f"mailto:{ANA}"
    (by_ical,) = IcsCalendarStream.calendar_from_ics(text).events
    (attendee,) = by_ical.attendees
    assert (attendee.uri, attendee.common_name, attendee.status, attendee.rsvp) == (address, name, "ACCEPTED", False)
    (by_icalendar,) = icalendar.Calendar.from_ical(text).events
    assert (by_icalendar["ATTENDEE"], by_icalendar["ATTENDEE"].params["CN"]) == (address, name)
    by_vobject = vobject.readOne(text)
    assert (by_vobject.method.value, by_vobject.vevent.attendee.value) == ("REQUEST", address)
    assert by_vobject.vevent.attendee.params["CN"] == [name]
    assert by_ical.organizer
    assert {str(by_ical.organizer.uri), str(by_icalendar["ORGANIZER"]), by_vobject.vevent.organizer.value} == {
        f"mailto:{OFFICE}"
    }


def test_khal_shows_it_at_its_time(tmp_path: Path) -> None:
    file, settings = tmp_path / "mailed.ics", tmp_path / "khal"
    file.write_bytes(invite(moved()).content)
    settings.write_text(KHAL.format(folder=tmp_path))
    form = "{start-date} {start-time} {end-time} {title} {uid}"
    command = [sys.executable, "-W", "ignore", "-m", "khal", "-c", str(settings), "printics", "-f", form, str(file)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    assert "2017-09-04 11:00 12:00 Opening of the week item-1" in run.stdout, run.stderr
