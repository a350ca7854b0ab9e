"""The calendar room: the view of an event in, an iCalendar file out (RFC 5545 and RFC 7986)."""

from tours.calendar.events import EventEntry, events_calendar
from tours.calendar.feed import day_calendar, item_calendar, programme_calendar

__all__ = ["EventEntry", "day_calendar", "events_calendar", "item_calendar", "programme_calendar"]
