"""The people who have a part in the programme."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from anyascii import anyascii

from tours.agenda.facts import Part, Person
from tours.agenda.people import speaker_of
from tours.agenda.view import AgendaView


class Listed(NamedTuple):
    person: Person
    confirmed: bool
    """Whether one of their items confirms them."""


def people(view: AgendaView) -> list[Listed]:
    """All who speak, by name."""
    parts = [part for part in parts_in(view) if speaker_of(part)]
    confirmed = {part.person.uid for part in parts if part.person and part.confirmed}
    return [Listed(person, person.uid in confirmed) for person in by_name(parts)]


def by_name(parts: Iterable[Part]) -> list[Person]:
    """Everyone with one of these parts, each once, in the order of the Latin alphabet."""
    everyone = {part.person.uid: part.person for part in parts if part.person}
    return sorted(everyone.values(), key=lambda person: (anyascii(person.name).casefold(), person.uid))


def parts_in(view: AgendaView) -> Iterator[Part]:
    return (part for item in view.standing for part in item.line.parts)
