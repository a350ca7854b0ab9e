"""The items of a view that one reader has chosen."""

from collections.abc import Collection

from msgspec.structs import replace

from tours.agenda.view import AgendaView

MOST_CHOSEN = 100
"""The most items that a reader may choose: an address names them all, and no server or program may find it too long."""


def chosen(view: AgendaView, uids: Collection[str]) -> AgendaView:
    """The view with these items alone. What is gone stands in its place, cancelled, so that nobody waits for it."""
    items = tuple(replace(item, gone=False) for item in view.items if item.uid in uids)
    return replace(view, items=items, participants_times=())
