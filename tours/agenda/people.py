"""Whom the public reads of as people: those who speak."""

from backstage.text.spellings import REMOVED
from tours.agenda.facts import Part, Person


def shown_person(part: Part) -> Person | None:
    """The person of a part that has a page of their own: who speaks, and not who is there for the delegates."""
    person = part.person
    return None if person is None or part.is_duty or REMOVED in person.name else person
