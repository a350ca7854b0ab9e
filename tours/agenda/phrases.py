"""Phrases about an agenda: when a line takes place and in which zone, how many it takes, and which version a view shows."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tours.agenda.values import Event, Line
from tours.agenda.view import AgendaView
from tours.wording import clock, full_date, zone_time


def time_range(line: Line) -> str:
    """`09:30–11:00`, `23:00–01:00 (+1 day)`, `09:30`, or empty without a clock time. Times are wall-clock at the place.

    A flight across the date line may land the day before: `19:00–07:00 (−1 day)`.
    """
    if line.start is None:
        return ""
    ends = line.ends_at
    if ends is None:
        return clock(line.start)
    return f"{clock(line.start)}–{clock(ends.time())}{_days_over((ends.date() - line.day).days)}"


def _days_over(days: int) -> str:
    if not days:
        return ""
    sign = "+" if days > 0 else "−"
    text = ngettext(" (%(sign)s%(days)d day)", " (%(sign)s%(days)d days)", abs(days))
    return text % {"sign": sign, "days": abs(days)}


def capacity(line: Line) -> str:
    """`Takes 20 people`; empty where nothing is said of it."""
    if line.capacity is None:
        return ""
    text = ngettext("Takes %(count)d person", "Takes %(count)d people", line.capacity)
    return text % {"count": line.capacity}


def version(view: AgendaView) -> str:
    """`Version 3, 30 August 2017`: how every output names its edition."""
    return _("Version %(number)d, %(date)s") % {"number": view.stamp.number, "date": full_date(view.version_date)}


def zone_note(line: Line, event: Event) -> str:
    """The zone of an item's times in words, if it is not the event's zone; otherwise empty."""
    notes = []
    if line.zone != event.zone and line.start is not None:
        notes.append(zone_time(line.zone, line.day))
    if line.end_zone and line.end_zone != line.zone and line.ends_at is not None:
        notes.append(_("ends at %(time)s") % {"time": zone_time(line.end_zone, line.last_day)})
    return "; ".join(notes)
