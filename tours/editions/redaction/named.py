"""The people whom the editions and rows of an event name, and their names there."""

from collections.abc import Iterator

from backstage.text.spellings import REMOVED
from tours.agenda.facts import Person
from tours.editions.publishing import agenda_of
from tours.editions.redaction import redacted_rows
from tours.editions.redaction_memory.merged_cards import kept_uids, uids_of
from tours.models import Event


def names_of(event: Event, person_uid: str) -> set[str]:
    """Every name that an edition or a row of the event has for the person, and those of cards that were merged into theirs."""
    uids = uids_of(person_uid)
    cards = [card for card in cards_in(event) if card.uid in uids]
    names = {name for card in cards for name in names_on(card)}
    for row in redacted_rows.people_at(event).with_uid(*uids):
        names |= {row.display_name, *row.names.values_list("text", flat=True)}
        names |= {name for alias in row.aliases.all() for name in alias.names.splitlines()}
    return names - {REMOVED}


def people_named(event: Event) -> list[Person]:
    """Everyone whom an edition of the event names, except redacted people: their latest cards, ordered by name.

    A person whose cards were merged since comes once.
    """
    cards = list(cards_in(event))
    kept = kept_uids({card.uid for card in cards})
    latest = {kept.get(card.uid, card.uid): card for card in cards}
    return sorted((card for card in latest.values() if card.name != REMOVED), key=lambda card: card.name)


def cards_in(event: Event) -> Iterator[Person]:
    """Every card in the editions of the event, from the first edition on. A person comes once for each card."""
    for edition in event.editions.order_by("number"):
        for item in agenda_of(edition).items:
            lines = (revision.line for revision in item.revisions if revision.line)
            yield from (part.person for line in lines for part in line.parts if part.person)


def names_on(card: Person) -> Iterator[str]:
    yield card.name
    yield from (name.text for name in card.names)
