"""The verb that writes an import: one step, which can be undone."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from backstage.actor import acting_as
from backstage.text.folding import folded
from tours.editions.publishing import locked
from tours.editions.tags import refuse_unseen
from tours.importing.facts import facts_of
from tours.importing.left_texts import keep_as_practical, keep_for_staff
from tours.importing.planning.comparing import name_key
from tours.importing.planning.draft import draft_of, names_for
from tours.importing.planning.plan import plan
from tours.importing.planning.values import Field, Outcome, Plan, PlannedRow, Row
from tours.importing.reading.values import LeftText, NamedPerson
from tours.models import Appearance, Event
from tours.record.items.writing import RefusedRows, write_items
from tours.record.undoing.keeping import kept
from tours.vocabulary import Step

LONGEST_POSITION = 200
"""In characters, as the field of the row is."""


class Choices(NamedTuple):
    """What the review says beside its rows."""

    removed: frozenset[UUID] = frozenset()
    """Items of the draft that go, as they are not in what was read."""
    practical: tuple[LeftText, ...] = ()
    """Texts that become practical information."""
    for_staff: tuple[LeftText, ...] = ()
    """Texts that become a note for staff."""


class Imported(NamedTuple):
    added: int
    changed: int
    removed: int
    told: list[str]
    """Sentences on positions of people that are not written, as they have another at the event."""


class RefusedImport(Exception):  # noqa: N818  (it says what was refused, not that something broke)
    """Nothing was written. `errors` says what is wrong with each row, by its key."""

    def __init__(self, errors: dict[str, ValidationError]) -> None:
        super().__init__(f"{len(errors)} rows cannot be written.")
        self.errors = errors


@transaction.atomic
def apply(event: Event, rows: Sequence[Row], choices: Choices, *, by: User, expected: str) -> Imported:
    """Writes what the plan of these rows says, and keeps it as one step for `tours.record.undoing`. Locks the event.

    Raises ValidationError where the plan is not the one that was shown, whose tag is `expected`: a colleague changed the draft,
    or a correction made a row another item. Raises RefusedImport for rows that cannot be written. Makes the venues and the
    cards of people that there are not. Costs 43 queries where nothing is written;
    a row that is written costs what it costs in `upsert_items`.
    """
    event = locked(event)
    made = plan(rows, draft_of(event), event.starts, event.ends)
    refuse_unseen(made.tag, expected)
    written = [row for row in made.rows if row.is_written]
    if wrong := {row.row.key: ValidationError(list(row.problems)) for row in written if row.problems}:
        raise RefusedImport(wrong)
    with acting_as(by), kept(event, Step.IMPORT, by=by):
        _write(event, written, by)
        told = list(_give_positions(event, written))
        removed = _remove(event, made, choices.removed)
        for left in choices.practical:
            keep_as_practical(event, left)
        for left in choices.for_staff:
            keep_for_staff(event, left)
    return Imported(made.counts[Outcome.ADDED], made.counts[Outcome.CHANGED], removed, told)


def _write(event: Event, rows: list[PlannedRow], by: User) -> None:
    names = names_for(event, [row.item for row in rows], by)
    facts = [facts_of(row, names, event) for row in rows]
    try:
        write_items(event, facts, by=by, create_missing=True)
    except RefusedRows as refused:
        raise RefusedImport({rows[at].row.key: error for at, error in refused.errors.items()}) from refused


def _remove(event: Event, made: Plan, removed: frozenset[UUID]) -> int:
    going = removed & {item.uid for item in made.gone}
    for item in event.items.filter(uid__in=going) if going else ():
        item.delete()
    return len(going)


def _give_positions(event: Event, rows: list[PlannedRow]) -> Iterator[str]:
    """Writes what the text says of people as their position, where they have none yet. Tells of the others."""
    named = [person for row in rows if row.match is None or Field.PEOPLE in row.fields for person in row.item.people]
    about = {name_key(person.name): person for person in named if person.about}
    there = event.appearances.select_related("person") if about else ()
    for row in there:
        if person := about.get(name_key(row.person.display_name)):
            yield from _give_position(row, person)


def _give_position(row: Appearance, person: NamedPerson) -> Iterator[str]:
    if not row.position and len(person.about) <= LONGEST_POSITION:
        row.position = person.about
        row.save(update_fields=["position"])
    elif folded(row.position) != folded(person.about):
        facts = {"person": person.name, "text": person.about}
        yield _("%(person)s: “%(text)s” is not written as the position. Look at it among the people.") % facts
