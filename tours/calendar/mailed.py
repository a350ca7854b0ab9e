"""One item as a mail brings it to the calendar of one reader (iTIP, RFC 5546), for those who subscribe to none."""

from enum import StrEnum
from typing import NamedTuple

from tours.agenda.view import AgendaView
from tours.calendar.items import event_facts, item_with
from tours.calendar.lines import content_line
from tours.calendar.pieces import piece
from tours.calendar.properties import attending
from tours.calendar.vcalendar import calendar_bytes, frame
from tours.vocabulary import Status

_END = b"END:VEVENT\r\n"


class Method(StrEnum):
    REQUEST = "REQUEST"
    CANCEL = "CANCEL"


class MailedCalendar(NamedTuple):
    """`content` is the calendar. The mail's Content-Type names the same `method` (iMIP, RFC 6047, section 2.4)."""

    method: Method
    content: bytes


def mailed_item(
    view: AgendaView,
    uid: str,
    *,
    attendee: str,
    attendee_name: str,
    base_url: str,
    office: str,
    home: str = "",
) -> MailedCalendar:
    """The item with the UID, sequence, stamp and words of the feed, and the reader as its one attendee.

    `attendee` is the address that the mail goes to; the rest is as `item_calendar` takes it. CANCEL takes an item back that
    is cancelled, or gone for this audience. Raises LookupError for an item that the audience never saw.
    """
    item = item_with(view, uid)
    drawn = piece(item, event_facts(view.event, base_url=base_url, office=office, home=home))
    reader = content_line("ATTENDEE", attending(attendee, name=attendee_name))
    method = Method.CANCEL if item.line.status is Status.CANCELLED else Method.REQUEST
    entry = drawn.entry.removesuffix(_END) + reader + _END
    return MailedCalendar(method, calendar_bytes(frame(method), drawn.zones, [entry]))
