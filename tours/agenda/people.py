"""The people of an agenda whom the public reads of. All who have a part speak, a moderator too; a person on duty, such
as a driver, does not.
"""

from backstage.text.spellings import REMOVED
from tours.agenda.facts import Part, Person
from tours.agenda.values import Event
from tours.vocabulary import Access


def speaker_of(part: Part) -> Person | None:
    """The person who speaks in this part. None where the part is open or a duty, or where its person was redacted."""
    if part.person is None or part.is_duty or REMOVED in part.person.name:
        return None
    return part.person


def has_people_pages(event: Event) -> bool:
    """Whether those who speak at the event have pages: at an event for participants only, nobody has."""
    return event.access is Access.PUBLIC
