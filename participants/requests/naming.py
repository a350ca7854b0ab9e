"""Names that a city types or pastes by personal link: read, checked, and put forward in one go."""

from collections.abc import Iterable
from typing import NamedTuple

from django.utils.translation import gettext as _

from backstage.grounds import Grounds
from backstage.text.folding import folded
from participants.labels import CAPACITIES
from participants.locking import changing
from participants.models import Delegation
from participants.nominations.seen_by.city import stands_for_city
from participants.people.contacting import give_address
from participants.people.headings import Column
from participants.people.pasted import PastedRow, read_pasted
from participants.people.planning import capacity_of
from participants.requests.asking import Said
from participants.requests.wishes import Outcome, wish_for_further_name
from participants.states import GUESTS, TAKING_SEATS
from participants.vocabulary import Capacity

OF_A_CITY = TAKING_SEATS | GUESTS | {Capacity.INTERPRETER}
"""What a city itself names people as. Drivers and the host's people are registered at the desk."""
LONGEST_POSITION = 200
Key = tuple[str, ...]


class Typed(NamedTuple):
    """A line as it was understood. `problems` are what has to be mended first."""

    line: int
    name: str
    position: str
    email: str
    capacity: Capacity
    rest: str
    problems: tuple[str, ...]

    @property
    def comes_as(self) -> str:
        return str(CAPACITIES[self.capacity])


def understood(delegation: Delegation, text: str) -> list[Typed]:
    """The names of the text, a line each. One query. Raises ValidationError where there is none."""
    there = {_key(row.name): row.name for row in delegation.delegates.all() if stands_for_city(row)}
    return [_typed(row, there) for row in read_pasted(text, is_body=lambda _text: False).rows]


def put_forward(delegation: Delegation, lines: Iterable[Typed], *, grounds: Grounds) -> list[Outcome]:
    """Puts all forward, or asks for all after the last day for changes. Raises ValidationError, and then none is."""
    with changing(delegation.participation.event, by=None, grounds=grounds):
        return [_named(delegation, line, grounds) for line in lines]


def _named(delegation: Delegation, line: Typed, grounds: Grounds) -> Outcome:
    outcome = wish_for_further_name(
        delegation,
        line.name,
        by=None,
        capacity=line.capacity,
        position=line.position,
        said=Said(line.email),
        grounds=grounds,
    )
    if outcome.done:
        give_address(outcome.done, line.email, by=None, grounds=grounds)
    return outcome


def _typed(row: PastedRow, there: dict[Key, str]) -> Typed:
    cells = row.cells
    capacity, unknown = capacity_of(row)
    name = cells.get(Column.NAME, "")
    position = ", ".join(filter(None, [cells.get(Column.POSITION), cells.get(Column.ORGANISATION)]))
    return Typed(
        line=row.line,
        name=name,
        position=position[:LONGEST_POSITION],
        email=cells.get(Column.EMAIL, ""),
        capacity=capacity,
        rest=" · ".join(filter(None, [*row.rest, cells.get(Column.TELEPHONE)])),
        problems=(*row.problems, *unknown, *_refused(capacity), *_twice(name, there)),
    )


def _refused(capacity: Capacity) -> tuple[str, ...]:
    if capacity in OF_A_CITY:
        return ()
    words = _("“%(capacity)s” is registered by the organiser. Write to them.")
    return (words % {"capacity": CAPACITIES[capacity]},)


def _twice(name: str, there: dict[Key, str]) -> tuple[str, ...]:
    known = there.get(_key(name))
    return (_("%(name)s is among your names already.") % {"name": known},) if known else ()


def _key(name: str) -> Key:
    return tuple(sorted(folded(name)))
