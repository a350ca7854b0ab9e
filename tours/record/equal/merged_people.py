"""The people of a version as the cards are now: cards that were merged since are one."""

from collections.abc import Mapping

from msgspec.structs import replace

from tours.agenda.facts import Part, Person
from tours.agenda.values import Agenda, Line
from tours.editions.redaction_memory.merged_cards import kept_uids
from tours.record.equal.differing import lines_of, with_last_lines


def with_kept_cards(then: Agenda) -> Agenda:
    """The version, calling each person by the UID of their card today. One query.

    Where it has both cards of one person, that of the kept one speaks.
    """
    cards = {part.person.uid: part.person for line in lines_of(then).values() for part in line.parts if part.person}
    kept = {uid: cards.get(today, replace(cards[uid], uid=today)) for uid, today in kept_uids(cards).items()}
    return with_last_lines(then, lambda _uid, line: _line(line, kept)) if kept else then


def _line(line: Line, kept: Mapping[str, Person]) -> Line:
    """A part that both cards had is one part, which is confirmed if either was."""
    parts: dict[object, Part] = {}
    for number, part in enumerate(line.parts):
        person = kept.get(part.person.uid, part.person) if part.person else None
        name = (part.role, person.uid) if person else number
        confirmed = part.confirmed or (name in parts and parts[name].confirmed)
        parts[name] = replace(part, person=person, confirmed=confirmed)
    return replace(line, parts=tuple(parts.values()))
