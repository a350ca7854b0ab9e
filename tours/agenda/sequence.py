"""When an entry's SEQUENCE rises (RFC 5545, section 3.8.7.4): calendars then treat the entry as a new version."""

from tours.agenda.values import Line


def raises_sequence(before: Line, now: Line) -> bool:
    """Whether start, end, place, title or status differ. Nothing else about an item raises the number."""
    return _counted(before) != _counted(now)


def _counted(line: Line) -> tuple[object, ...]:
    address = line.place.address if line.place else ""
    return (*_when(line), line.where, address, line.title, line.status)


def _when(line: Line) -> tuple[object, ...]:
    """The times that an entry shows: only days if there is no clock time, and an end's zone only if there is an end."""
    if line.start is None:
        return (line.day, line.last_day)
    starts = (line.day, line.start, line.zone)
    if line.end is None:
        return starts
    return (*starts, line.last_day, line.end, line.end_zone or line.zone)
