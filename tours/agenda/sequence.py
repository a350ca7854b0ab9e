"""When an entry's SEQUENCE rises (RFC 5545, section 3.8.7.4): calendars then take the entry for a new version of itself."""

from tours.agenda.values import Line


def raises_sequence(before: Line, now: Line) -> bool:
    """Whether start, end, place, title or status differ. Nothing else about an item raises the number."""
    return _counted(before) != _counted(now)


def _counted(line: Line) -> tuple[object, ...]:
    address = line.place.address if line.place else ""
    return (*_when(line), line.where, address, line.title, line.status)


def _when(line: Line) -> tuple[object, ...]:
    """What entries tell of it: without a clock time the days alone, and of an end its zone only where it has an end."""
    if line.start is None:
        return (line.day, line.last_day)
    starts = (line.day, line.start, line.zone)
    if line.end is None:
        return starts
    return (*starts, line.last_day, line.end, line.end_zone or line.zone)
