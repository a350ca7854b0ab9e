"""When an entry's SEQUENCE rises (RFC 5545, section 3.8.7.4): calendars then treat the entry as a new version."""

from tours.agenda.values import Line


def raises_sequence(before: Line, now: Line) -> bool:
    """Whether start, end, place, title or status differ. Nothing else about an item raises the number."""
    return _counted(before) != _counted(now)


def _counted(line: Line) -> tuple[object, ...]:
    return (starts_of(line), ends_of(line), place_of(line), line.title, line.status)


def starts_of(line: Line) -> tuple[object, ...]:
    """The start that an entry shows: only a day if there is no clock time."""
    return (line.day,) if line.start is None else (line.day, line.start, line.zone)


def ends_of(line: Line) -> tuple[object, ...]:
    """The end that an entry shows: only a day if there is no clock time, and a zone only if there is an end."""
    if line.start is None:
        return (line.last_day,)
    return () if line.end is None else (line.last_day, line.end, line.end_zone or line.zone)


def place_of(line: Line) -> tuple[str, str]:
    """Room, place and city on one line, and the address."""
    return (line.where, line.place.address if line.place else "")
