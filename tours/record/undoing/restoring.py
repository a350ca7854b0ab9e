"""Puts rows back as they were, except for what can no longer stand."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import FileField, ProtectedError
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from tours.models import AgendaItem, Appearance, ParticipatingCity
from tours.record.undoing.edited_since import instance_of, keys_in, name_of
from tours.record.undoing.keeping import Change, Changes
from tours.record.undoing.staying import staying_appearances
from tours.record.undoing.tables import Model, Row, Rows, Table, column_of, tables

AT_ONCE = 1000
"""The most keys in one query, as databases have a limit."""


class Writing(NamedTuple):
    """A row to be saved, with the names of the fields to be written (all for a new one), and its relations to many."""

    row: models.Model
    is_new: bool
    names: list[str]
    lists: Row


def put_back(now: Rows, turns: Changes) -> list[str]:
    """Turns each changed row from what it is to what it was, and says what cannot come back, in sentences.

    Writes only the columns that the step changed. Rows that were deleted since stay deleted. Raises ValidationError where
    a row is refused. The event must be locked.
    """
    return _Restoring(now, turns).done()


class _Restoring:
    def __init__(self, now: Rows, turns: Changes) -> None:
        self._now, self._turns = now, turns
        self._there = _existing(now, turns)
        self._appearances = staying_appearances(now, turns)
        self._lost: list[str] = []

    def done(self) -> list[str]:
        writings = [writing for label in tables() for writing in self._writings(label)]
        for label in reversed(tables()):
            self._delete(label)
        _save_all(writings)
        for writing in writings:
            for name, keys in writing.lists.items():
                getattr(writing.row, name).set(keys)
        return list(dict.fromkeys(self._lost))

    def _delete(self, label: str) -> None:
        turned = self._turns.get(label, {})
        going = [key for key, turn in turned.items() if turn.after is None and key in self._now[label]]
        for row in _in_bulk(tables()[label].model, going):
            if (why := self._why_it_stays(row) or _deleted(row)) is not None:
                self._lose(tables()[label], turned[row.pk], why)

    def _why_it_stays(self, row: models.Model) -> str | None:
        if isinstance(row, ParticipatingCity) and row.taken:
            return _("It stays, as delegates have its seats.")
        if isinstance(row, Appearance) and row.pk in self._appearances:
            return _("It stays, as the person comes to the event or has a part there.")
        return None

    def _writings(self, label: str) -> Iterator[Writing]:
        table = tables()[label]
        turned = {key: turn for key, turn in self._turns.get(label, {}).items() if turn.after is not None}
        rows = {row.pk: row for row in _in_bulk(table.model, [key for key in turned if key in self._now[label]])}
        for key, turn in turned.items():
            if key in rows:
                yield self._changed(table, rows[key], turn)
            elif turn.before is not None:
                self._lose(table, turn, _("It was deleted since, and stays deleted."))
            elif (made := self._made_again(table, key, turn)) is not None:
                yield made
            else:
                self._there[table.model].discard(key)  # no row that comes after it may lead to it

    def _changed(self, table: Table, row: models.Model, turn: Change) -> Writing:
        before = turn.before or {}
        changed = {name: value for name, value in (turn.after or {}).items() if value != before.get(name)}
        changed, gone = self._without_gone(table, changed, turn)
        fields = [field for field in table.columns if field.attname in changed and field.attname not in gone]
        for field in fields:
            setattr(row, field.attname, field.to_python(changed[field.attname]))
        return Writing(row, False, [field.name for field in fields], _lists(table, changed))

    def _made_again(self, table: Table, key: int, turn: Change) -> Writing | None:
        """The row under the key that it had: no key is given twice, not even after a backup is restored."""
        row, gone = self._without_gone(table, turn.after or {}, turn)
        if gone and table.model is not AgendaItem:
            return None
        made = instance_of(table, row | dict.fromkeys(gone), pk=key)
        if not _has_its_file(table, made):
            self._lose(table, turn, _("Its file is no longer in the store."))
            return None
        return Writing(made, True, [], _lists(table, row))

    def _without_gone(self, table: Table, row: Row, turn: Change) -> tuple[Row, list[str]]:
        """The row with only those in its lists who are there, and the columns of single rows that are gone."""
        kept, gone = dict(row), []
        for name, model in table.targets.items():
            keys = keys_in(row.get(name))
            if self._there[model].issuperset(keys):
                continue
            self._lose(table, turn, _gone(table, name))
            if isinstance(row[name], list):
                kept[name] = [key for key in keys if key in self._there[model]]
            else:
                gone.append(name)
        return kept, gone

    def _lose(self, table: Table, turn: Change, why: str) -> None:
        row = turn.after or turn.before or {}
        name = name_of(table.model._meta.label, row, self._now, self._turns)
        self._lost.append(_("“%(thing)s” could not be put back as it was. %(why)s") % {"thing": name, "why": why})


def _gone(table: Table, column: str) -> str:
    field = next(field for field in (*table.columns, *table.lists) if column_of(field) == column)
    return _("What it names is gone: %(what)s.") % {"what": field.verbose_name}


def _lists(table: Table, row: Row) -> Row:
    return {many.name: row[many.name] for many in table.lists if many.name in row}


def _has_its_file(table: Table, row: models.Model) -> bool:
    files = [getattr(row, field.attname) for field in table.columns if isinstance(field, FileField)]
    return all(file.storage.exists(file.name) for file in files)


def _existing(now: Rows, turns: Changes) -> dict[Model, set[Any]]:
    """The keys that are there once the rows are put back, of every model that they lead to."""
    wanted: dict[Model, set[Any]] = defaultdict(set)
    for label, table in tables().items():
        rows = [turn.after for turn in turns.get(label, {}).values() if turn.after is not None]
        for name, model in table.targets.items():
            wanted[model].update(key for row in rows for key in keys_in(row.get(name)))
    return defaultdict(set, {model: _there(model, keys, now, turns) for model, keys in wanted.items()})


def _there(model: Model, keys: set[Any], now: Rows, turns: Changes) -> set[Any]:
    """The keys of rows that are there or come back. A document may be the programme's, and then it is no row of the
    record.
    """
    turned = turns.get(model._meta.label, {})
    going = {key for key, turn in turned.items() if turn.after is None}
    coming = {key for key, turn in turned.items() if turn.before is None}
    ours = (now.get(model._meta.label, {}).keys() | coming) - going
    return ours | {row.pk for row in _in_bulk(model, list(keys - ours - going))}


def _in_bulk(model: Model, keys: list[Any]) -> Iterator[models.Model]:
    for start in range(0, len(keys), AT_ONCE):
        yield from model._base_manager.filter(pk__in=keys[start : start + AT_ONCE]).order_by("pk")


def _save_all(writings: Iterable[Writing]) -> None:
    """Saves what can be saved until all is: one row may have to give up a name before another can take it again."""
    waiting = [writing for writing in writings if writing.is_new or writing.names]
    while waiting:
        later = [writing for writing in waiting if not _saved(writing)]
        if len(later) == len(waiting):
            _refuse(later[0].row)
        waiting = later


def _saved(writing: Writing) -> bool:
    """False where the row breaks a constraint of the database. To let Django check each would cost twenty statements."""
    row, how = writing.row, {"force_insert": True} if writing.is_new else {"update_fields": writing.names}
    try:
        relations = {field.name for field in row._meta.concrete_fields if field.is_relation}
        row.full_clean(exclude=relations, validate_unique=False, validate_constraints=False)
        with transaction.atomic():
            row.save(**how)
    except ValidationError as refusal:
        raise _refused(row, refusal) from refusal
    except IntegrityError:
        return False
    return True


def _refuse(row: models.Model) -> None:
    try:
        row.full_clean()
    except ValidationError as refusal:
        raise _refused(row, refusal) from refusal
    raise AssertionError(f"The database refuses {row._meta.label} {row.pk}, and no constraint of the model says why.")


def _refused(row: models.Model, refusal: ValidationError) -> ValidationError:
    facts = {"kind": capfirst(row._meta.verbose_name), "thing": row, "why": " ".join(refusal.messages)}
    return ValidationError(
        _("Nothing is done, as this cannot be put back. %(kind)s “%(thing)s”: %(why)s"),
        code="not_restorable",
        params=facts,
    )


def _deleted(row: models.Model) -> str | None:
    """Deletes the row. If rows of a higher room protect it, such as the delegation of a city, it says so and stays."""
    try:
        row.delete()
    except ProtectedError:
        return _("It stays, as something else depends on it.")
    return None
