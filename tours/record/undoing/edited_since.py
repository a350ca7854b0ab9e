"""What was edited since a bulk step, so that undoing the step takes no later edit back without a word."""

from collections.abc import Collection, Iterator
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from django.utils.text import capfirst

from tours.models import AgendaItem
from tours.record.undoing.keeping import Changes
from tours.record.undoing.staying import APPEARANCES, staying_appearances
from tours.record.undoing.tables import Row, Rows, Table, tables

ITEMS = AgendaItem._meta.label


def edited_since(now: Rows, turns: Changes) -> list[str]:
    """The names of the things in which the step wrote what was edited since, and of those that stand on what it made.

    `turns` goes from what the step left to what is put back. Naming costs a query or two for each of them.
    """
    found = [*_changed(now, turns), *_standing_on(now, turns)]
    return list(dict.fromkeys(name_of(label, row, now, turns) for label, row in found))


def _differs(row: Row, other: Row, columns: Collection[str]) -> bool:
    """Whether the rows differ in one of the columns that both have: one may be of an older form of the table."""
    return any(row[column] != other[column] for column in row.keys() & other.keys() & set(columns))


def _written(left: Row, wanted: Row | None) -> Collection[str]:
    """The columns of which an edit would be lost: all where the row is to go, or else those that the step changed."""
    return [column for column in left if wanted is None or left[column] != wanted.get(column)]


def _changed(now: Rows, turns: Changes) -> Iterator[tuple[str, Row]]:
    staying = staying_appearances(now, turns)
    for label, key, left, wanted in _each(turns):
        row = now[label].get(key)
        stays = label == APPEARANCES and key in staying
        if (named := row or left) and not stays and _would_be_lost(row, left, wanted):
            yield label, named


def _would_be_lost(row: Row | None, left: Row | None, wanted: Row | None) -> bool:
    if row is None:
        return left is not None and wanted is not None
    if left is None:  # it stayed when the step was undone
        return wanted is not None and _differs(row, wanted, row)
    return _differs(row, left, _written(left, wanted))


def _standing_on(now: Rows, turns: Changes) -> Iterator[tuple[str, Row]]:
    """Rows that stay, but lead to one that goes: an item that was put on the step's new track."""
    going = {label: {key for key, turn in rows.items() if turn.after is None} for label, rows in turns.items()}
    for label, table in tables().items():
        columns = [
            (name, going[model._meta.label]) for name, model in table.targets.items() if model._meta.label in going
        ]
        for key, row in now[label].items():
            turn = turns.get(label, {}).get(key)
            stays = row if turn is None else turn.after
            if stays and any(not gone.isdisjoint(keys_in(stays.get(name))) for name, gone in columns):
                yield label, row


def keys_in(value: Any) -> list[Any]:
    """The keys in a column that leads to one row or to many."""
    if isinstance(value, list):
        return value
    return [] if value is None else [value]


def _each(turns: Changes) -> Iterator[tuple[str, int, Row | None, Row | None]]:
    for label in tables():
        for key, turn in turns.get(label, {}).items():
            yield label, key, *turn


def name_of(label: str, row: Row, now: Rows, turns: Changes) -> str:
    """The name of a thing as people know it: of what belongs to an item, the item's title."""
    table = tables()[label]
    if not table.is_of_items:
        return _named(table, row)
    key = row[f"{table.path.split('__')[0]}_id"]
    change = turns.get(ITEMS, {}).get(key)
    item = now[ITEMS].get(key) or (change and (change.before or change.after))
    return str(item["title"]) if item else _named(table, row)


def _named(table: Table, row: Row) -> str:
    name = str(capfirst(table.model._meta.verbose_name))
    try:
        said = str(instance_of(table, row))
    except ObjectDoesNotExist:  # its name is that of a row which is gone
        return name
    return said if table.model is AgendaItem else f"{name}: {said}"


def instance_of(table: Table, row: Row, **facts: Any) -> models.Model:
    """The row as an instance, which is not saved. Columns of which the row knows nothing have their defaults."""
    values = {field.attname: field.to_python(row[field.attname]) for field in table.columns if field.attname in row}
    return table.model(**values, **facts)
