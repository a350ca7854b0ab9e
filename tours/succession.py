"""How an agenda follows the one before: what stays, what has changed since which edition, what was removed."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from msgspec.structs import replace

from tours.agenda import Agenda, Item, Line, Revision, Stamp

REMOVED_ITEMS_KEPT = timedelta(days=30)
"""How long after the event's last day its calendars still carry the cancellation of removed items."""


def succeed(previous: Agenda | None, composed: Agenda, *, number: int, at: datetime, note: str = "") -> Agenda:
    """The agenda of edition `number`: `composed`, with every item's revisions carried on from `previous`.

    An item that is no longer composed is carried forward as removed; one that comes back under its UID goes on where it was.
    """
    stamp = Stamp(number=number, at=at)
    before = {item.uid: item for item in previous.items} if previous else {}
    whole = _carry(previous.whole if previous else None, composed.whole.uid, composed.whole.line, stamp)
    items = [_carry(before.pop(item.uid, None), item.uid, item.line, stamp) for item in composed.items]
    items += _removed(before, composed, stamp)
    return replace(composed, stamp=stamp, note=note, whole=whole, items=tuple(items))


def _carry(item: Item | None, uid: str, line: Line | None, stamp: Stamp) -> Item:
    if item is not None and item.line == line:
        return item
    revisions = item.revisions if item else ()
    return Item(uid=uid, revisions=(*revisions, Revision(since=stamp, line=line)))


def _removed(left: dict[str, Item], composed: Agenda, stamp: Stamp) -> Iterator[Item]:
    if stamp.at.date() > composed.event.ends + REMOVED_ITEMS_KEPT:
        return
    for uid in sorted(left):
        yield _carry(left[uid], uid, None, stamp)
