"""The events whose outputs are measured: varied rows, with everything that a real agenda may have."""

from bench.site.events import event_rows, save
from bench.site.shared import Shared
from bench.site.texts import repeatable
from tours.models import Event
from tours.vocabulary import Access, EventState

AGAIN = " (again)"


def made_event(items: int, shared: Shared) -> Event:
    """Makes an unpublished public event with that many items."""
    rows = event_rows(repeatable(items), items, shared, items=items)
    rows.event.access, rows.event.state = Access.PUBLIC, EventState.PLANNED
    rows.event.slug = f"event-of-{items}"
    save([rows])
    return rows.event


def change_one_item(event: Event) -> None:
    """Changes the title of a public item, so that there is something to publish."""
    item = event.items.filter(level="public")[0]
    item.title = item.title.removesuffix(AGAIN) if item.title.endswith(AGAIN) else item.title + AGAIN
    item.save()
