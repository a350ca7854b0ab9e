"""Calendars as other hands read them: the library we write with, and two that know nothing of it."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import icalendar
import vobject
from ical.calendar_stream import IcsCalendarStream

from tests.factories import values
from tours.agenda.values import Item
from tours.agenda.view import AgendaView
from tours.calendar import programme_calendar

BASE_URL = "https://sojourn.example"
OFFICE = "office@sojourn.example"

Reader = Callable[[str], list[tuple[str, object]]]


def calendar(*items: Item, **facts: Any) -> bytes:
    return programme(values.view(*items, **facts))


def programme(view: AgendaView) -> bytes:
    return programme_calendar(view, base_url=BASE_URL, office=OFFICE)


def by_icalendar(text: str) -> list[tuple[str, object]]:
    return [(str(entry["SUMMARY"]), entry.start) for entry in icalendar.Calendar.from_ical(text).events]


def by_ical(text: str) -> list[tuple[str, object]]:
    return [(entry.summary or "", entry.dtstart) for entry in IcsCalendarStream.calendar_from_ics(text).events]


def by_vobject(text: str) -> list[tuple[str, object]]:
    return [(entry.summary.value, entry.dtstart.value) for entry in vobject.readOne(text).vevent_list]


READERS: tuple[Reader, ...] = (by_icalendar, by_ical, by_vobject)


def instants(entries: list[tuple[str, object]]) -> list[datetime]:
    return [start.astimezone(UTC) for _summary, start in entries if isinstance(start, datetime)]


def unfolded(calendar: bytes) -> list[str]:
    """The content lines as they were before folding."""
    return calendar.decode().replace("\r\n ", "").split("\r\n")


def property_of(calendar: bytes, name: str) -> list[str]:
    """The values of a property of the entries, parameters included, in order of appearance."""
    entries = calendar.decode().replace("\r\n ", "").partition("BEGIN:VEVENT")[2].split("\r\n")
    return [line.removeprefix(name) for line in entries if line.startswith((f"{name}:", f"{name};"))]
