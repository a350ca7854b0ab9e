"""An entry that is in no agenda: a flight, a room or a car of one person, beside the programme in their own calendar."""

from datetime import date, datetime, time

from tours.agenda.facts import Value
from tours.calendar.lines import encoded
from tours.calendar.pieces import Piece
from tours.calendar.properties import prose, text
from tours.calendar.vevent import Wall, entry, is_later, set_days, set_organiser, set_summary, set_times
from tours.calendar.vtimezone import has_wall_time
from tours.vocabulary import Status


class OwnEntry(Value, frozen=True):
    """`start` and `end` are wall-clock, each in its own zone; without a start it is of whole days, `last` included."""

    uid: str
    title: str
    day: date
    zone: str
    changed: datetime
    start: time | None = None
    last: date | None = None
    end: time | None = None
    end_zone: str = ""
    where: str = ""
    text: str = ""


def own_piece(own: OwnEntry, *, home: str, organiser: str, office: str) -> Piece:
    """`home` is the address of the person's pages. The sequence rises by the minute of the change."""
    component = entry(
        own.uid,
        sequence=int(own.changed.timestamp()) // 60,
        created=own.changed,
        changed=own.changed,
        status=Status.CONFIRMED,
        url=home,
    )
    set_summary(component, own.title, otherwise=own.title, status=Status.CONFIRMED)
    component["DESCRIPTION"] = prose("\n\n".join(filter(None, (own.text, home))))
    set_organiser(component, organiser, office)
    times = _times(own)
    if times:
        set_times(component, *times, busy=True)
    else:
        set_days(component, own.day, own.last or own.day)
    if own.where:
        component["LOCATION"] = text(own.where)
    zones = {at[1] for at in times or () if at and has_wall_time(*at)}
    return Piece(encoded(component), tuple(sorted(zones)))


def _times(own: OwnEntry) -> tuple[Wall, Wall | None] | None:
    if own.start is None:
        return None
    start = datetime.combine(own.day, own.start), own.zone
    if own.end is None:
        return start, None
    end = datetime.combine(own.last or own.day, own.end), own.end_zone or own.zone
    return start, end if is_later(end, start) else None
