"""Keeps what a step changes in some items, from what was read of them: the rest of the record is not read."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import msgspec
from django.db.models import Exists, Max, Min, Model, OuterRef, QuerySet, Subquery
from django.utils import timezone

from accounts.models import User
from tours.models import AgendaItem, Event, KeptRows
from tours.record.undoing.keeping import MOST_STEPS, between, canonical
from tours.record.undoing.tables import Row, Rows, Table, tables
from tours.vocabulary import Step


class Shelf(NamedTuple):
    """The numbers of the first and last step that are kept for an event, and whether one of them was undone."""

    first: int | None
    last: int | None
    has_undone: bool


def with_shelf(items: QuerySet[AgendaItem]) -> QuerySet[AgendaItem]:
    """The items, each with what `shelf_of` reads: no further query tells where the next step is kept."""
    steps = KeptRows.objects.filter(event=OuterRef("event")).order_by("number")
    return items.annotate(
        first_step=Subquery(steps.values("number")[:1]),
        last_step=Subquery(steps.order_by("-number").values("number")[:1]),
        has_undone=Exists(steps.filter(undone=True)),
    )


def shelf_of(item: AgendaItem) -> Shelf:
    facts = vars(item)
    return Shelf(facts["first_step"], facts["last_step"], facts["has_undone"])


def rows_of_items(items: Iterable[AgendaItem], *others: Model) -> Rows:
    """The rows of the items and of those of their lists that were read, as `rows_of` gives them, and the others."""
    found: dict[str, dict[int, dict[str, Any]]] = {}
    for row in (*others, *_with_their_lists(items)):
        label = row._meta.label
        found.setdefault(label, {})[row.pk] = _row(tables()[label], row)
    rows: Rows = msgspec.to_builtins(found)
    return rows


def keep_items(
    event: Event, step: Step, before: Rows, after: Rows, *, by: User, shelf: Shelf | None = None
) -> KeptRows | None:
    """Keeps what differs as the event's latest step, if anything does, and returns it. The event must be locked.

    Costs one query with the `shelf`, which must have been read since; one more where a step was undone before; and one
    without it. The audit trail has an entry of each row, and none of the step.
    """
    changes = between(before, after)
    if not changes:
        return None
    shelf = shelf or _shelf(event)
    if shelf.has_undone:
        steps = event.kept_rows.filter(undone=True).order_by()
        steps._raw_delete(steps.db)
        shelf = _shelf(event)
    number = (shelf.last or 0) + 1
    made = KeptRows(event=event, number=number, at=timezone.now(), by=by, step=step, rows=canonical(changes).decode())
    if shelf.first is not None and shelf.first <= number - MOST_STEPS:
        values = {
            field.attname: getattr(made, field.attname) for field in KeptRows._meta.fields if not field.primary_key
        }
        event.kept_rows.filter(number=shelf.first).update(**values)
    else:
        KeptRows.objects.bulk_create([made])
    return made


def _shelf(event: Event) -> Shelf:
    numbers = event.kept_rows.order_by().aggregate(first=Min("number"), last=Max("number"))
    undone = event.kept_rows.filter(undone=True).exists()
    return Shelf(numbers["first"], numbers["last"], undone)


def _with_their_lists(items: Iterable[AgendaItem]) -> Iterator[Model]:
    for item in items:
        yield item
        for name in ("parts", "links"):
            if name in _read(item):
                yield from getattr(item, name).all()


def _row(table: Table, row: Model) -> Row:
    read = _read(row)
    lists = {many.name: sorted(each.pk for each in read[many.name]) for many in table.lists if many.name in read}
    columns = {field.attname: field.get_prep_value(getattr(row, field.attname)) for field in table.columns}
    return columns | lists


def _read(row: Model) -> dict[str, Any]:
    """The lists of the row that were read with it."""
    return getattr(row, "_prefetched_objects_cache", {})
