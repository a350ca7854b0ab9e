"""How long calendars carry the cancellation of items that were removed from an agenda."""

from datetime import datetime, timedelta

from tours.agenda.values import Event

KEPT_AFTER_THE_EVENT = timedelta(days=30)


def keeps_removed_items(event: Event, at: datetime) -> bool:
    """Whether an edition published then keeps removed items: it does until 30 days after the event's last day."""
    return at.date() <= event.ends + KEPT_AFTER_THE_EVENT
