"""How an agenda follows the one before it: what stays, what changed in which edition, and what was removed."""

from collections.abc import Iterator
from datetime import datetime

from msgspec.structs import fields, replace

from tours.agenda.removed_items import keeps_removed_items
from tours.agenda.values import Agenda, Correction, Event, Item, Line, Revision, Stamp


def succeed(
    previous: Agenda | None,
    composed: Agenda,
    *,
    number: int,
    at: datetime,
    note: str = "",
    withdrawn: tuple[int, ...] = (),
    small: tuple[int, ...] = (),
) -> Agenda:
    """The agenda of edition `number`: `composed`, with every item's revisions carried on from `previous`.

    An item that is missing in `composed` is kept as removed; if its UID comes back, its revisions continue.
    `withdrawn` lists withdrawn editions by number: an unchanged item that dates from one now dates from this edition.
    `small` lists the small corrections so far, this edition included if it is one.
    """
    stamp = Stamp(number=number, at=at)
    before = {item.uid: item for item in previous.items} if previous else {}
    whole = _carry(previous.whole if previous else None, composed.whole, stamp, withdrawn)
    items = [_carry(before.pop(item.uid, None), item, stamp, withdrawn) for item in composed.items]
    items += _removed(before, composed, stamp)
    corrections = previous.corrections if previous else ()
    if previous and number in small:
        corrections += _corrections(number, previous.event.without_taken(), composed.event.without_taken())
    facts = {"stamp": stamp, "note": note, "withdrawn": withdrawn, "small": small, "corrections": corrections}
    return replace(composed, **facts, whole=whole, items=tuple(items))


def _carry(before: Item | None, now: Item, stamp: Stamp, withdrawn: tuple[int, ...]) -> Item:
    if before is None:
        return Item(uid=now.uid, revisions=(Revision(since=stamp, line=now.line),))
    *earlier, last = before.revisions
    if last.line != now.line:
        return _followed_by(before, now.line, stamp)
    if last.since and last.since.number in withdrawn:
        return Item(uid=now.uid, revisions=(*earlier, Revision(since=stamp, line=now.line)))
    return before


def _removed(left: dict[str, Item], composed: Agenda, stamp: Stamp) -> Iterator[Item]:
    if not keeps_removed_items(composed.event, stamp.at):
        return
    for uid in sorted(left):
        yield left[uid] if left[uid].line is None else _followed_by(left[uid], None, stamp)


def _followed_by(item: Item, line: Line | None, stamp: Stamp) -> Item:
    return Item(uid=item.uid, revisions=(*item.revisions, Revision(since=stamp, line=line)))


def _corrections(number: int, before: Event, after: Event) -> tuple[Correction, ...]:
    """What a small correction corrects of the event: nothing, or one value without the texts that stay as they were."""
    if before == after:
        return ()
    unchanged = {name: default for name, default in OPTIONAL if getattr(before, name) == getattr(after, name)}
    return (Correction(number=number, before=replace(before, **unchanged), after=replace(after, **unchanged)),)


OPTIONAL = [(field.name, field.default) for field in fields(Event) if not field.required]
"""The facts that an event may lack, each with what stands for its lack."""
