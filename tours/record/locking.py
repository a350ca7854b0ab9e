"""Locks an event's row for editing, and notes the moment of the edit."""

from tours.editions.publishing import locked
from tours.models import Event


def lock_for_edit(event: Event) -> Event:
    """The event's row as it is now, locked to the end of the transaction. Its `updated_at` is set to now."""
    event = locked(event)
    note_edit(event)
    return event


def note_edit(event: Event) -> None:
    """Sets `updated_at`, by which programs that copy events find changes.

    Verbs that lock first call this only once they know that something changes.
    """
    event.save(update_fields=["updated_at"])
