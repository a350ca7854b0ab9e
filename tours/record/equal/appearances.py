"""Writes what a version says people were at the event."""

from collections.abc import Iterable
from contextlib import suppress
from typing import Any, TypeVar

from django.core.exceptions import ValidationError

from backstage.text.tidying import tidy
from tours.agenda import facts
from tours.agenda.values import Agenda
from tours.editions.composing.cards import person
from tours.models import Appearance, City, Event, Organisation
from tours.record.appearances import appear
from tours.record.equal.differing import is_redacted, lines_of

Row = TypeVar("Row", City, Organisation)


def write_cards(event: Event, then: Agenda) -> None:
    """Title, position, organisation and city of everyone with a part. Their names are no fact of one event, and stay.

    Three queries, and for each whose card differs the writing.
    """
    cards = {part.person.uid: part.person for line in lines_of(then).values() for part in line.parts if part.person}
    organisations = _named(Organisation.objects.filter(name__in={card.organisation for card in cards.values()}))
    cities = _named(City.objects.filter(name__in={card.city for card in cards.values()}))
    for row in event.appearances.filter(person__uid__in=cards).select_related("person", "organisation", "city"):
        card = cards[str(row.person.uid)]
        if not is_redacted(card) and _says_otherwise(row, card):
            found: dict[str, Any] = {"title": card.title, "position": card.position}
            found |= _relation("organisation", card.organisation, organisations)
            found |= _relation("city", card.city, cities)
            with suppress(ValidationError):
                appear(event, row.person, found)


def _named(rows: Iterable[Row]) -> dict[str, Row | None]:
    """The rows by their names; None for a name that several have."""
    found: dict[str, Row | None] = {}
    for row in rows:
        name = tidy(row.name)
        found[name] = None if name in found else row
    return found


def _relation(fact: str, name: str, rows: dict[str, Row | None]) -> dict[str, Row | None]:
    if not name:
        return {fact: None}
    return {fact: rows[name]} if rows.get(name) else {}


def _says_otherwise(row: Appearance, card: facts.Person) -> bool:
    now = person(row.person, (), row)
    return (now.title, now.position, now.organisation, now.city) != (
        card.title,
        card.position,
        card.organisation,
        card.city,
    )
