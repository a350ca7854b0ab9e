"""How the record of an event is edited: its row locked, and the moment noted."""

from tours.editions.publishing import locked
from tours.models import Event


def lock_for_edit(event: Event) -> Event:
    """The event's row as it is now, locked to the end of the transaction, with the note that the event is edited now."""
    event = locked(event)
    note_edit(event)
    return event


def note_edit(event: Event) -> None:
    """For those who lock first and find out later whether anything changes. Whoever copies events goes by that moment."""
    event.save(update_fields=["updated_at"])
