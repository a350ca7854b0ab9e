"""What the verbs of building have in common: items are read, changed, and kept as one step."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db.models import Prefetch, QuerySet

from accounts.models import User
from backstage.actor import acting_as
from tours.models import AgendaItem, Event, ItemPart, KeptRows
from tours.record.items.references import References
from tours.record.items.writing import (
    ALREADY_VALIDATED,
    LISTS,
    Facts,
    Outcome,
    RefusedRows,
    Written,
    let_appear,
    new_item,
    write_item,
)
from tours.record.locking import note_edit
from tours.record.undoing.keeping_items import Shelf, keep_items, rows_of_items
from tours.vocabulary import Step

Change = tuple[AgendaItem, Facts]


class Done(NamedTuple):
    """The items that changed, and the step by which they did, if any."""

    items: list[AgendaItem]
    step: KeptRows | None


def whole_items(event: Event) -> QuerySet[AgendaItem]:
    """The event's items with all that belongs to them. Six queries, however many they are."""
    parts = Prefetch("parts", ItemPart.objects.select_related("person"))
    items = event.items.select_related("venue__city", "track")
    return items.prefetch_related("groups", "documents", "links", parts)


def write_all(
    event: Event,
    changes: Iterable[Change],
    step: Step,
    *,
    by: User,
    create_missing: bool = False,
    shelf: Shelf | None = None,
) -> Done:
    """Writes the facts into their items, and keeps it as one step.

    The event must be locked; whoever calls notes the edit. An item that is not saved yet is made. Raises RefusedRows, with what is
    wrong by the position of the change: then the caller's transaction must be rolled back.
    """
    whole = _with_their_lists(event, list(changes))
    before = rows_of_items(item for item, _facts in whole if item.pk)
    found = References(event, [facts for _item, facts in whole], by, create_missing=create_missing)
    with acting_as(by):
        written = _written(whole, found)
        appearances = let_appear(event, [facts for _item, facts in whole], written)
    after = rows_of_items(_as_they_are(event, whole, written), *found.tracks_made, *found.documents_made, *appearances)
    kept = keep_items(event, step, before, after, by=by, shelf=shelf)
    return Done([each.item for each in written if each.outcome is not Outcome.UNCHANGED], kept)


def write_noted(event: Event, changes: Iterable[Change], step: Step, *, by: User, create_missing: bool = False) -> Done:
    """Writes as `write_all` does, and notes the edit if anything changed: an event that is as published stays so."""
    done = write_all(event, changes, step, by=by, create_missing=create_missing)
    if done.step:
        note_edit(event)
    return done


def make_items(event: Event, rows: Iterable[Facts], step: Step, *, by: User) -> list[AgendaItem]:
    """Makes an item of each row, with the venues, tracks and people that are named and that there are not."""
    made = [(new_item(event, facts), facts) for facts in rows]
    return write_noted(event, made, step, by=by, create_missing=True).items


def _written(changes: Sequence[Change], found: References) -> list[Written]:
    written: list[Written] = []
    errors: dict[int, ValidationError] = {}
    for number, (item, facts) in enumerate(changes):
        try:
            written.append(write_item(item, facts, found, checked=ALREADY_VALIDATED))
        except ValidationError as refusal:
            errors[number] = refusal
    if errors:
        raise RefusedRows(errors)
    return written


def _with_their_lists(event: Event, changes: Sequence[Change]) -> list[Change]:
    """The changes, with those items read whole of which lists are to be written."""
    keys = [item.pk for item, facts in changes if item.pk and not LISTS.isdisjoint(facts)]
    whole = {row.pk: row for row in whole_items(event).filter(pk__in=keys)} if keys else {}
    return [(whole.get(item.pk, item), facts) for item, facts in changes]


def _as_they_are(event: Event, changes: Sequence[Change], written: Sequence[Written]) -> list[AgendaItem]:
    """The items; read again if they are new, or if their lists were written."""
    keys = [
        item.pk
        for (item, facts), each in zip(changes, written, strict=True)
        if each.outcome is Outcome.CREATED or not LISTS.isdisjoint(facts)
    ]
    again = {row.pk: row for row in whole_items(event).filter(pk__in=keys)} if keys else {}
    return [again.get(item.pk, item) for item, _facts in changes]
