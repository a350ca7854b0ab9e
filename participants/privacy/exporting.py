"""All that the site holds on a person, as one plain value: for the page that shows it, and as JSON for the person."""

from collections.abc import Callable, Collection, Iterable
from typing import Any

from accounts.models import User
from participants.privacy.identity import events_of, names_of
from participants.privacy.known import card, delegates, elsewhere, journey, links
from participants.privacy.known.values import Asked, Section
from tours.models import Event, Person

SECTIONS: tuple[Callable[[Asked], Section], ...] = (
    card.names,
    card.portrait,
    card.last_contact,
    card.appearances,
    card.parts,
    delegates.participations,
    delegates.contacts,
    links.links,
    links.visits,
    links.calendars,
    links.seen,
    delegates.requests,
    delegates.files,
    journey.needs,
    journey.documents,
    journey.preparations,
    journey.legs,
    journey.stays,
    journey.cars,
    elsewhere.mails,
    elsewhere.told,
    elsewhere.editions,
    elsewhere.posts,
    elsewhere.trail,
    elsewhere.erasures,
)


def known_of(
    person: Person,
    *,
    at: Collection[Event] | None = None,
    opened_by: User | None = None,
    asks_themselves: bool = False,
) -> list[Section]:
    """Everything; or, with `at`, the card and what is of these events: those of others are none of the reader's business.

    With `opened_by` documents for travel are opened in the name of that user, which the audit trail notes; with
    `asks_themselves`, for the person who came by their link.

    Posts are found by the whole name as it is written there, so that a post about somebody of the same name is among them.
    What it tells of editions and of the audit trail names nobody else.
    """
    events = events_of(person) if at is None else list(at)
    asked = Asked(
        person, names_of(person), events, is_all=at is None, opened_by=opened_by, asks_themselves=asks_themselves
    )
    return [section for make in SECTIONS for section in [make(asked)] if section.rows]


def as_plain(sections: Iterable[Section]) -> dict[str, Any]:
    """The rows by the key of their section, for JSON."""
    return {section.key: section.rows for section in sections}
