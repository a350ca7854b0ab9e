"""Whom the public reads of as people: those who speak."""

from backstage.text.spellings import REMOVED
from tours.agenda.facts import Part, Person


def shown_person(part: Part) -> Person | None:
    """The person of a part that has a page of their own: who speaks, and not who is there for the delegates."""
    return None if part.person is None or part.is_duty or not has_page(part.person) else part.person


def has_page(speaker: Person) -> bool:
    """Whether somebody who speaks has a page: whoever was redacted has none."""
    return REMOVED not in speaker.name
