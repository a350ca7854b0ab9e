"""What versions of the first format could not hold: it stays as it is where rows are made equal to one."""

from msgspec.structs import replace

from tours.agenda.facts import Link, Part
from tours.agenda.values import Agenda, Line
from tours.record.equal.differing import lines_of, with_last_lines
from tours.vocabulary import Level


def with_todays(then: Agenda, now: Agenda) -> Agenda:
    """The version with what the rows say today of places, capacities, duties and levels of links.

    Times that are told of participants' items are one of these too. A link has its level by its address.
    """
    lines = lines_of(now)
    told = now.event.tells_of_participants_items
    event = replace(then.event, places=now.event.places, tells_of_participants_items=told)
    filled = with_last_lines(then, lambda uid, line: _line(line, lines[uid]) if uid in lines else line)
    return replace(filled, event=event)


def _line(then: Line, now: Line) -> Line:
    links, parts = _links(then.links, now.links), _parts(then.parts, now.parts)
    return replace(then, capacity=now.capacity, links=links, parts=parts)


def _links(then: tuple[Link, ...], now: tuple[Link, ...]) -> tuple[Link, ...]:
    """The links with their levels of now. If an address stands there twice, it gets the level for fewer people."""
    levels = {link.url: link.level for level in Level for link in now if link.level is level}
    return tuple(replace(link, level=levels.get(link.url, link.level)) for link in then)


def _parts(then: tuple[Part, ...], now: tuple[Part, ...]) -> tuple[Part, ...]:
    """Today's duties come after the others, unless all is as it is today."""
    if then == tuple(part for part in now if not part.is_duty):
        return now
    return (*then, *(part for part in now if part.is_duty))
