"""Works out who lacks what of the things that the event asks for: from rows to words. Nothing is read here, and no
document is opened.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from participants.labels import ENTRY_RULES, ENTRY_STEPS
from participants.models import Checklist, Delegate, DelegateNeeds, Preparation
from participants.travel.checklist.entry import Entry, is_past, is_soon
from participants.travel.coming import body_of, is_at_home
from participants.vocabulary import Direction, EntryRule, EntryStep
from tours.labels import Labels
from tours.wording import short_weekday_and_day

DONE = frozenset({EntryStep.GRANTED, EntryStep.NOT_NEEDED})


class Thing(StrEnum):
    """What an event may ask of those who come."""

    DOCUMENT = "document"
    ENTRY = "entry"
    INSURANCE = "insurance"
    ARRIVAL = "arrival"
    DEPARTURE = "departure"
    ROOM = "room"
    DIET = "diet"
    EMERGENCY = "emergency"


THINGS: Labels[Thing] = {
    Thing.DOCUMENT: gettext_lazy("Passport or identity card"),
    Thing.ENTRY: gettext_lazy("Entry"),
    Thing.INSURANCE: gettext_lazy("Insurance"),
    Thing.ARRIVAL: gettext_lazy("Flight or train there"),
    Thing.DEPARTURE: gettext_lazy("Flight or train home"),
    Thing.ROOM: gettext_lazy("Room"),
    Thing.DIET: gettext_lazy("Diet"),
    Thing.EMERGENCY: gettext_lazy("Emergency contact"),
}
OF_EVERYONE = frozenset({Thing.DIET, Thing.EMERGENCY})
"""What is asked even of those who do not travel."""


class Standing(StrEnum):
    THERE = "there"
    MISSING = "missing"
    WAITING = "waiting"
    """It is not there, and the delegate can do nothing about it now."""
    NOT_ASKED = "not_asked"


class Cell(NamedTuple):
    """How far somebody is with one thing, in words. `entry` is what they still have to file."""

    thing: Thing
    standing: Standing
    words: str
    entry: Entry | None = None

    @property
    def label(self) -> str:
        return str(THINGS[self.thing])

    @property
    def is_open(self) -> bool:
        return self.standing in {Standing.MISSING, Standing.WAITING}


class Line(NamedTuple):
    """One person with a cell for each thing that the event asks."""

    row: Delegate
    body: str
    cells: tuple[Cell, ...]

    @property
    def name(self) -> str:
        return self.row.display_name

    @property
    def missing(self) -> tuple[Cell, ...]:
        """What the delegate can still bring."""
        return tuple(cell for cell in self.cells if cell.standing is Standing.MISSING)

    @property
    def is_complete(self) -> bool:
        return not any(cell.is_open for cell in self.cells)

    def lacks(self, thing: Thing) -> bool:
        return any(cell.is_open for cell in self.cells if cell.thing is thing)


class Facts(NamedTuple):
    """What is known of somebody who comes. `ways` are the directions of their flights."""

    row: Delegate
    entry: Entry
    ways: frozenset[str] = frozenset()
    needs: DelegateNeeds | None = None
    preparation: Preparation | None = None
    has_room: bool = False
    has_document: bool = False


def things_asked(asked: Checklist | None) -> tuple[Thing, ...]:
    """The things that the event asks for, in the order of the labels. An event without a checklist asks for nothing."""
    if asked is None:
        return ()
    wanted = {
        Thing.DOCUMENT: asked.asks_document,
        Thing.ENTRY: asked.asks_entry,
        Thing.INSURANCE: asked.asks_insurance,
        Thing.ARRIVAL: asked.asks_flight,
        Thing.DEPARTURE: asked.asks_flight,
        Thing.ROOM: asked.asks_room,
        Thing.DIET: asked.asks_diet,
        Thing.EMERGENCY: asked.asks_emergency,
    }
    return tuple(thing for thing in THINGS if wanted[thing])


def checked(things: Iterable[Thing], everyone: Iterable[Facts], *, today: date) -> tuple[Line, ...]:
    asked = tuple(things)
    return tuple(line_of(facts, asked, today=today) for facts in everyone)


def line_of(facts: Facts, things: Iterable[Thing], *, today: date) -> Line:
    return Line(facts.row, body_of(facts.row), tuple(_cell(facts, thing, today) for thing in things))


def travels(facts: Facts) -> bool:
    """Whoever is of the place does not, unless a flight of theirs is known."""
    return not is_at_home(facts.row, facts.ways)


def _cell(facts: Facts, thing: Thing, today: date) -> Cell:
    if thing not in OF_EVERYONE and not travels(facts):
        return Cell(thing, Standing.NOT_ASKED, _("not asked"))
    if thing is Thing.ENTRY:
        return _entry(facts, today)
    if _IS_THERE[thing](facts):
        return Cell(thing, Standing.THERE, _("known"))
    return Cell(thing, Standing.MISSING, _("missing"))


def _entry(facts: Facts, today: date) -> Cell:
    """A visa or permission. What is granted, or needed by nobody of the country, is not asked for."""
    step = EntryStep(facts.preparation.entry) if facts.preparation and facts.preparation.entry else None
    if step in DONE:
        return Cell(Thing.ENTRY, Standing.THERE, str(ENTRY_STEPS[step]))
    if facts.entry.rule is EntryRule.NONE:
        return Cell(Thing.ENTRY, Standing.NOT_ASKED, _("not needed"))
    if step is EntryStep.FILED:
        return Cell(Thing.ENTRY, Standing.WAITING, _("filed, no answer yet"))
    if facts.entry.rule is None and step is None:
        return Cell(Thing.ENTRY, Standing.WAITING, _("not known what they need"))
    refused = [str(ENTRY_STEPS[step])] if step is EntryStep.REFUSED else []
    return Cell(Thing.ENTRY, Standing.MISSING, ": ".join([*refused, _to_file(facts.entry, today)]), facts.entry)


def _to_file(entry: Entry, today: date) -> str:
    """`missing: Visa, to be filed by Thu 3 Aug`."""
    if entry.rule is None or entry.file_by is None:
        return _("missing")
    if is_past(entry.file_by, today):
        words = _("missing: %(what)s, latest day to apply was %(day)s")
    elif is_soon(entry.file_by, today):
        words = _("missing: %(what)s, file by %(day)s (within 7 days)")
    else:
        words = _("missing: %(what)s, file by %(day)s")
    return words % {"what": ENTRY_RULES[entry.rule], "day": short_weekday_and_day(entry.file_by)}


def _flies(direction: Direction) -> Callable[[Facts], bool]:
    return lambda facts: direction in facts.ways or bool(facts.preparation and facts.preparation.needs_no_flight)


_IS_THERE: Mapping[Thing, Callable[[Facts], bool]] = {
    Thing.DOCUMENT: lambda facts: facts.has_document,
    Thing.INSURANCE: lambda facts: bool(facts.preparation and facts.preparation.insurance),
    Thing.ARRIVAL: _flies(Direction.IN),
    Thing.DEPARTURE: _flies(Direction.OUT),
    Thing.ROOM: lambda facts: facts.has_room or bool(facts.preparation and facts.preparation.needs_no_room),
    Thing.DIET: lambda facts: bool(facts.needs and facts.needs.diet),
    Thing.EMERGENCY: lambda facts: bool(facts.needs and facts.needs.emergency_telephone),
}
