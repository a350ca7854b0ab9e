"""The verbs that add items, change one, move it, and delete it."""

from collections.abc import Iterable
from datetime import date, time
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, F, OuterRef, Prefetch, prefetch_related_objects
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from backstage.actor import acting_as
from tours.editions.publishing import locked
from tours.models import AgendaItem, Event, Group, ItemPart, KeptRows
from tours.record.building.lists_there import with_links_and_documents
from tours.record.building.times import moved, when_of
from tours.record.building.writing import Change, make_items, whole_items, write_all, write_noted
from tours.record.items.writing import Facts
from tours.record.locking import note_edit
from tours.record.undoing.keeping_items import keep_items, rows_of_items, shelf_of, with_shelf
from tours.role_powers import Power
from tours.vocabulary import Step


def take_for_edit(uid: UUID, *, by: User) -> bool:
    """Locks the event and notes the edit, if the user edits its agenda. One query. Must be within a transaction, which is
    rolled back where nothing is changed.
    """
    return bool(Event.objects.allowing(by, Power.AGENDA).filter(uid=uid).update(updated_at=timezone.now()))


def item_to_change(uid: UUID, item: UUID) -> AgendaItem | None:
    """The event's item with the event and what belongs to it, for `change_item`. `event_has_groups` and `event_has_documents`
    say whether there are any to choose from. One query, one if it has people, and one if the event has groups.
    """
    found = AgendaItem.objects.filter(event__uid=uid, uid=item).select_related("event", "venue__city", "track")
    exist = {
        "has_parts": Exists(ItemPart.objects.filter(item=OuterRef("pk"))),
        "event_has_groups": Exists(Group.objects.filter(event=OuterRef("event"))),
    }
    row = with_links_and_documents(with_shelf(found)).annotate(**exist).first()
    if row is not None:
        parts = ItemPart.objects.select_related("person") if vars(row)["has_parts"] else ItemPart.objects.none()
        groups = Group.objects.all() if vars(row)["event_has_groups"] else Group.objects.none()
        prefetch_related_objects([row], Prefetch("parts", parts), Prefetch("groups", groups))
    return row


def change_item(item: AgendaItem, facts: Facts, *, by: User) -> KeptRows | None:
    """Writes what differs into the item, which must be of `item_to_change`, within the transaction of `take_for_edit`.
    Returns the step, if anything differs.

    Venues, tracks and people that are named and that there are not are made. Raises RefusedRows. Costs four queries: what
    the audit trail reads, the row, its entry and what is kept; more where a venue, track, group or person is written.
    """
    return write_all(item.event, [(item, facts)], Step.EDIT, by=by, create_missing=True, shelf=shelf_of(item)).step


@transaction.atomic
def add_items(event: Event, rows: Iterable[Facts], *, by: User) -> list[AgendaItem]:
    """Makes the items, each after those that begin at the same time. Locks the event. Raises RefusedRows."""
    return make_items(locked(event), rows, Step.ADD, by=by)


@transaction.atomic
def move_item(
    event: Event,
    item: AgendaItem,
    day: date | None,
    start: time | None,
    *,
    by: User,
    facts: Facts | None = None,
    nth: int = -1,
) -> bool:
    """Moves the item to the day and time, with its length, as the `nth` of those that begin then; -1 is the last. Without
    a day it goes to the tray, and its times go.

    `facts` are further ones, such as its venue. Locks the event, and says whether anything changed. Raises RefusedRows.
    """
    event = locked(event)
    item, start = _there(event, item), start if day else None
    beside = list(event.items.filter(day=day, start=start).exclude(pk=item.pk).order_by("position", "pk"))
    beside.insert(len(beside) if nth < 0 else nth, item)
    when = moved(when_of(item), day, start)._asdict() if (item.day, item.start) != (day, start) else {}
    changes: list[Change] = [(row, {"position": position}) for position, row in enumerate(beside) if row is not item]
    changes.append((item, {**when, **(facts or {}), "position": beside.index(item)}))
    return bool(write_noted(event, changes, Step.MOVE, by=by, create_missing=True).items)


def move_earlier(event: Event, item: AgendaItem, *, by: User) -> bool:
    """Before the one above it: first to the same time, behind what begins then, then before each of those.

    Items without a clock time stand last, as in the list: from there one goes up to the day's last time.
    """
    return _move_past(event, item, by=by, earlier=True)


def move_later(event: Event, item: AgendaItem, *, by: User) -> bool:
    return _move_past(event, item, by=by, earlier=False)


@transaction.atomic
def _move_past(event: Event, item: AgendaItem, *, by: User, earlier: bool) -> bool:
    event = locked(event)
    of_day = list(event.items.filter(day=item.day).order_by(F("start").asc(nulls_last=True), "position", "pk"))
    at = next((number for number, row in enumerate(of_day) if row.pk == item.pk), -1)
    beside = at + (-1 if earlier else 1)
    if at < 0 or not 0 <= beside < len(of_day):
        return False
    neighbour = of_day[beside]
    if neighbour.start is None and of_day[at].start is not None:
        return False
    together = [row for row in of_day if row.start == neighbour.start]
    joins = neighbour.start != of_day[at].start
    nth = (len(together) if earlier else 0) if joins else together.index(neighbour)
    return move_item(event, item, item.day, neighbour.start, by=by, nth=nth)


@transaction.atomic
def delete_items(event: Event, items: Iterable[AgendaItem], *, by: User) -> int:
    """Deletes the items, as one step. Locks the event. Readers of a version learn from the next that they were removed."""
    event = locked(event)
    whole = list(whole_items(event).filter(pk__in=[item.pk for item in items]))
    before = rows_of_items(whole)
    with acting_as(by):
        for item in whole:
            item.delete()
    if keep_items(event, Step.DELETE, before, {}, by=by):
        note_edit(event)
    return len(whole)


def _there(event: Event, item: AgendaItem) -> AgendaItem:
    row = event.items.select_related("venue__city", "track").filter(pk=item.pk).first()
    if row is None:
        raise ValidationError(_("The item is gone: a colleague deleted it meanwhile."), code="gone")
    return row
