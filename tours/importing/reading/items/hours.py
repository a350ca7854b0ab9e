"""Settles which hour each clock of a day means, by a Viterbi pass over them.

Each clock is taken as written, plus twelve hours, after midnight, on a new day (only where a heading may be missing), or as no
item at all. Each has a cost, and times that fall cost most.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from tours.importing.reading.rows.slots import Slot, Stand

_MIDNIGHT = 1440
_NOON = 720
_MORNING = 330
_NIGHT_ENDS = 300
_NEW_DAY_BY = 690
_STATES = 12
"""How many ways are followed at once."""


@dataclass(frozen=True, slots=True)
class _Way:
    """The choices up to a clock: what they cost, where the day stands, and the way to here."""

    cost: float
    now: int = -1
    turn: int = 0
    choice: int | None = None
    before: "_Way | None" = None


def counts_twelve(slots: list[Slot]) -> bool:
    """Whether the text counts hours to twelve."""
    clocks = [clock for slot in slots for clock in (slot.mark.first, slot.mark.last) if clock]
    if any(clock.half for clock in clocks):
        return True
    return max((clock.hour for clock in clocks), default=0) <= 12 and any(1 <= clock.hour <= 6 for clock in clocks)


def settle(text: str, slots: list[Slot], *, twelve: bool, may_turn: bool, turns: set[int]) -> list[Slot]:
    """The slots of a day that are items, with their minutes. `turns` are the slots that begin a new table."""
    ways = [_Way(0)]
    for n, slot in enumerate(slots):
        steps = (step for way in ways for step in _steps(text, slot, way, twelve, may_turn, n in turns))
        ways = _cheapest(sorted(steps, key=lambda way: way.cost))
    kept = []
    for slot, way in zip(reversed(slots), _back(ways[0]), strict=False):
        if way.choice is not None:
            slot.start, slot.turn, slot.end = way.choice, way.turn, _end_of(slot, way.choice)
            kept.append(slot)
    return kept[::-1]


def _back(way: _Way | None) -> Iterator[_Way]:
    while way:
        yield way
        way = way.before


def _steps(text: str, slot: Slot, way: _Way, twelve: bool, may_turn: bool, is_turn: bool) -> Iterator[_Way]:
    is_weak = slot.stand is Stand.ENDS or not (slot.mark.last or slot.mark.is_strong)
    yield _Way(way.cost + (1.5 if is_weak else 3.0), way.now, way.turn, None, way)
    for minutes, cost in _readings(text, slot, twelve):
        fall = 0 if minutes >= way.now else 2 + min(2, (way.now - minutes) / 240)
        yield _Way(way.cost + cost + fall, minutes, way.turn, minutes, way)
        if may_turn and minutes <= _NEW_DAY_BY and way.now - minutes >= 120:
            yield _Way(way.cost + cost + (0 if is_turn else 1.2), minutes, way.turn + 1, minutes, way)


def _cheapest(ways: list[_Way]) -> list[_Way]:
    """The cheapest of those at the same place."""
    found: dict[tuple[int, int], _Way] = {}
    for way in ways:
        found.setdefault((way.now, way.turn), way)
    return list(found.values())[:_STATES]


def _readings(text: str, slot: Slot, twelve: bool) -> list[tuple[int, float]]:
    """The minutes that a clock may mean, and what each costs."""
    first, last = slot.mark.first, slot.mark.last
    written = first.minutes
    if last and last.half and not first.half and first.hour <= 12:
        return [(_before(written, last.minutes), 0.0)]
    found = [(written, 0.0)]
    if not first.half and 1 <= first.hour <= 11:
        early = 0.0 if written >= _MORNING else 2.0 if twelve else 0.3
        has_zero = text[slot.mark.start] in "0oO"
        found = [(written, early), (written + _NOON, (0.8 if twelve else 4.0) + 3 * has_zero)]
    return [*found, (written + _MIDNIGHT, 1.0)] if written < _NIGHT_ENDS else found


def _before(minutes: int, end: int) -> int:
    """The half of the day is written at the end alone: 12-1 pm, 10-2 pm."""
    options = (minutes % _NOON, minutes % _NOON + _NOON, minutes)
    return max((option for option in options if option < end), default=minutes)


def _end_of(slot: Slot, start: int) -> int | None:
    last = slot.mark.last
    if last is None:
        return None
    written = last.minutes
    may_be_later = written < _NOON and not last.half
    options = [written, *([written + _NOON] if may_be_later else []), written + _MIDNIGHT]
    return min((option for option in options if option >= start), default=written)
