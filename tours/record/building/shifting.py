"""The verb that shifts many items by minutes, shown before it is done."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import NamedTuple

from django.db import transaction

from accounts.models import User
from tours.editions.publishing import locked
from tours.editions.tags import refuse_unseen
from tours.models import AgendaItem, Event, Group, Track
from tours.record.building.times import When, shifted, when_of
from tours.record.building.writing import write_noted
from tours.vocabulary import Status, Step


@dataclass(frozen=True)
class Shift:
    """By how much items are shifted, and which: of one day or all, from a time on, of one track or group. What stands
    on all tracks goes with a track only where it is asked for all.
    """

    minutes: int
    day: date | None = None
    after: time | None = None
    track: Track | None = None
    group: Group | None = None


class Shifted(NamedTuple):
    item: AgendaItem
    was: When
    becomes: When


def shift_of(event: Event, shift: Shift) -> list[Shifted]:
    """What the shift comes to, in the order of the agenda. Items without a clock time and cancelled ones stay. One query."""
    items = event.items.select_related("venue__city", "track").filter(start__isnull=False)
    items = items.exclude(status=Status.CANCELLED)
    if shift.day is not None:
        items = items.filter(day=shift.day)
    if shift.after is not None:
        items = items.filter(start__gte=shift.after)
    if shift.track is not None:
        items = items.filter(track=shift.track)
    if shift.group is not None:
        items = items.filter(groups=shift.group)
    return [Shifted(item, when_of(item), shifted(when_of(item), shift.minutes)) for item in items]


def shift_tag(found: Sequence[Shifted]) -> str:
    """The tag of what was shown: which items go from when to when."""
    shown = [(each.item.pk, each.was, each.becomes) for each in found]
    return hashlib.sha256(repr(shown).encode()).hexdigest()[:32]


@transaction.atomic
def shift_items(event: Event, shift: Shift, *, by: User, expected: str | None = None) -> int:
    """Shifts them, as one step, and returns their number. Locks the event. `expected` is the tag of what was shown.

    Raises RefusedRows.
    """
    event = locked(event)
    found = shift_of(event, shift)
    if expected is not None:
        refuse_unseen(shift_tag(found), expected)
    return len(write_noted(event, [(each.item, each.becomes._asdict()) for each in found], Step.SHIFT, by=by).items)
