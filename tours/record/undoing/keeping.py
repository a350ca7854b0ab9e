"""Keeps what a step changes, so that it can be undone."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

import msgspec
from django.db.models import Max
from django.utils import timezone

from accounts.models import User
from tours.models import Event, KeptRows
from tours.record.locking import note_edit
from tours.record.undoing.tables import Row, Rows, rows_of
from tours.vocabulary import Step

MOST_STEPS = 20


class Change(NamedTuple):
    """A row before a step and after it. None: it was not there yet, or no longer."""

    before: Row | None
    after: Row | None


Changes = dict[str, dict[int, Change]]
"""Changed rows by the label of their model and by their key."""


@contextmanager
def kept(event: Event, step: Step, *, by: User | None, version: int | None = None) -> Iterator[None]:
    """Keeps the rows of the event that the block changes, if it changes any, as the event's latest step.

    The event must be locked; where something changes, it is noted as edited. The last twenty steps of an event are kept,
    and none that was undone before this one. Costs 36 queries however many rows there are, and 32 where nothing changes.
    No block may stand within another.
    """
    before = rows_of(event)
    yield
    changes = between(before, rows_of(event))
    if changes:
        _keep(event, step, changes, by=by, version=version)
        note_edit(event)


def _keep(event: Event, step: Step, changes: Changes, *, by: User | None, version: int | None) -> None:
    _drop(event, undone=True)
    number = (event.kept_rows.aggregate(last=Max("number"))["last"] or 0) + 1
    rows = canonical(changes).decode()
    made = KeptRows(event=event, number=number, at=timezone.now(), by=by, step=step, version=version, rows=rows)
    made.save(force_insert=True)
    _drop(event, number__lte=number - MOST_STEPS)


def _drop(event: Event, **which: object) -> None:
    """All at once: the audit trail need not tell that what was kept is dropped."""
    steps = event.kept_rows.filter(**which).order_by()
    steps._raw_delete(steps.db)


def canonical(value: object) -> bytes:
    """The value as JSON whose bytes are the same for equal values."""
    return msgspec.json.encode(msgspec.to_builtins(value, str_keys=True), order="deterministic")


def changes_of(step: KeptRows) -> Changes:
    return _decoder.decode(step.rows)


_decoder = msgspec.json.Decoder(Changes)


def between(before: Rows, after: Rows) -> Changes:
    changes = {label: _changed(before.get(label, {}), after.get(label, {})) for label in {**before, **after}}
    return {label: rows for label, rows in changes.items() if rows}


def _changed(before: dict[int, Row], after: dict[int, Row]) -> dict[int, Change]:
    changes = {key: Change(before.get(key), after.get(key)) for key in {**before, **after}}
    return {key: change for key, change in changes.items() if change.before != change.after}
