"""When an entry's SEQUENCE rises (RFC 5545, section 3.8.7.4): calendars then take the entry for a new version of itself."""

from tours.agenda.values import Line


def raises_sequence(before: Line, now: Line) -> bool:
    """Whether start, end, place, title or status differ. Nothing else about an item raises the number."""
    return _counted(before) != _counted(now)


def _counted(line: Line) -> tuple[object, ...]:
    starts = (line.day, line.start, line.zone)
    ends = (line.last_day, line.end, line.end_zone)
    address = line.place.address if line.place else ""
    return (starts, ends, line.where, address, line.title, line.status)
