"""The verbs that say what an event asks of those who come, and what each nationality needs for entry."""

from collections.abc import Mapping
from typing import Any, TypeVar

from accounts.models import User
from backstage.grounds import NO_GROUNDS
from participants.locking import changing
from participants.models import Checklist, EntryRequirement
from tours.models import Event
from tours.record.saving import differs, save_valid

Facts = Mapping[str, Any]
"""Values by the fields of the row."""
Row = TypeVar("Row", Checklist, EntryRequirement)


def checklist_of(event: Event) -> Checklist:
    """The checklist as it is stored, or else one that asks for nothing."""
    return Checklist.objects.filter(event=event).first() or Checklist(event=event)


def ask(event: Event, facts: Facts, *, by: User) -> Checklist:
    """Raises ValidationError."""
    with changing(event, by=by, grounds=NO_GROUNDS):
        return _saved(checklist_of(event), facts)


def require_for_entry(row: EntryRequirement, facts: Facts, *, by: User) -> EntryRequirement:
    """Writes what one nationality needs: a new row or one that there is. Raises ValidationError."""
    with changing(row.event, by=by, grounds=NO_GROUNDS):
        return _saved(row, facts)


def drop_requirement(row: EntryRequirement, *, by: User) -> None:
    with changing(row.event, by=by, grounds=NO_GROUNDS):
        row.delete()


def _saved(row: Row, facts: Facts) -> Row:
    for name, value in facts.items():
        setattr(row, name, value)
    if differs(row):
        save_valid(row)
    return row
