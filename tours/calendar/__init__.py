"""The calendar package turns the view of an event into an iCalendar file (RFC 5545 and RFC 7986)."""

from tours.calendar.events import EventEntry, events_calendar
from tours.calendar.feed import (
    Feed,
    chosen_calendar,
    day_calendar,
    item_calendar,
    programme_calendar,
    programme_feed,
    with_entries,
)
from tours.calendar.mailed import MailedCalendar, Method, mailed_item
from tours.calendar.own import OwnEntry, own_piece
from tours.calendar.pieces import Piece, Pieces

__all__ = [
    "EventEntry",
    "Feed",
    "MailedCalendar",
    "Method",
    "OwnEntry",
    "Piece",
    "Pieces",
    "chosen_calendar",
    "day_calendar",
    "events_calendar",
    "item_calendar",
    "mailed_item",
    "own_piece",
    "programme_calendar",
    "programme_feed",
    "with_entries",
]
