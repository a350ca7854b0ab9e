"""The verb that makes an event again at other days: a draft with the same agenda, shifted, and without its people."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple, TypeVar

from django.core.exceptions import ValidationError
from django.db import models, transaction

from backstage.audit.wording import COPIED_FROM
from backstage.models import AuditEntry
from backstage.text.slugs import free_slug
from tours.editions.publishing import locked
from tours.models import (
    AgendaItem,
    Contact,
    Event,
    EventOrganisation,
    Group,
    ItemPart,
    ParticipatingCity,
    PracticalNote,
    Purpose,
    Track,
)
from tours.models.fields import MISTYPED_YEAR
from tours.plausible_days import FIRST_DAY, LAST_DAY
from tours.vocabulary import EventState, Status

Row = TypeVar("Row", bound=models.Model)
OF_EVENT: Mapping[type[models.Model], Mapping[str, Any]] = {
    EventOrganisation: {},
    ParticipatingCity: {"taken": 0, "comes": True},
    Purpose: {},
    PracticalNote: {},
    Contact: {},
    Track: {},
    Group: {},
}
"""The parts of an event that are copied, with the facts that do not stay."""
FACTS_LEFT = {"url": "", "state": EventState.PLANNED, "published_edit_at": None}
"""Facts of the event that begin anew, beside its title and days: its own site tells of the days that were."""
ITEM_FACTS_LEFT = {"external_id": "", "report": ""}
"""Facts of an item that begin anew, beside its day: what was said there, and what another system calls it."""
PART_FACTS_LEFT = {"person": None, "confirmed": False}
"""A part stays, and nobody has it: who spoke then has not said that they come again."""


class Clone(NamedTuple):
    event: Event
    copied: dict[type[models.Model], int]
    """How many rows were copied, by their model."""
    cancelled: int
    """How many items were left out, as they are cancelled."""


@transaction.atomic
def clone_event(event: Event, *, starts: date, title: str) -> Clone:
    """Makes the draft of an event that begins on `starts`. Raises ValidationError.

    Copied are the event's facts, organisations, cities with their seats, purposes, practical information, contacts, tracks,
    groups, and the items that are not cancelled, with their parts. All have UIDs of their own. Not copied is what belongs to
    those days alone: people and delegations, documents, links and reports of items, versions, posts, roles. Locks the event
    that is copied. The number of queries grows only with how many rows the database takes at once; the audit trail tells of
    the new event, and in one entry of what was copied, as each row would take one of its own.
    """
    _refuse_implausible(starts)
    event = locked(event)
    days = starts - event.starts
    made = _event(event, days, title)
    copies = {model: _copies(model, event, made, facts) for model, facts in OF_EVENT.items()}
    items = _items(event, made, days, copies[Track])
    _in_groups(event, items, copies[Group])
    parts = _parts(event, items)
    every: dict[type[models.Model], dict[int, Any]] = {AgendaItem: items, ItemPart: parts, **copies}
    counts = {model: len(rows) for model, rows in every.items()}
    _note_copies(event, made, counts)
    return Clone(made, counts, event.items.filter(status=Status.CANCELLED).count())


def _note_copies(event: Event, made: Event, counts: Mapping[type[models.Model], int]) -> None:
    copied = {model._meta.label: [None, str(count)] for model, count in counts.items() if count}
    AuditEntry.objects.entry_of(made, {COPIED_FROM: [None, str(event)], **copied}).save()


def _event(event: Event, days: timedelta, title: str) -> Event:
    moved = {"title": title, "starts": event.starts + days, "ends": event.ends + days}
    made = _copy(event, **moved, **FACTS_LEFT, slug=free_slug(Event, title, otherwise="event"))
    made.full_clean()
    made.save()
    made.themes.set(event.themes.all())
    return made


def _copies(model: type[models.Model], event: Event, made: Event, facts: Mapping[str, Any]) -> dict[int, Any]:
    """The copies, by the keys of the rows that they are of."""
    rows = list(model._default_manager.filter(event=event))
    return _stored(model, {row.pk: _copy(row, event=made, **facts) for row in rows})


def _items(event: Event, made: Event, days: timedelta, tracks: Mapping[int, Track]) -> dict[int, AgendaItem]:
    copies = {}
    for item in event.items.exclude(status=Status.CANCELLED):
        moved = {"day": item.day and item.day + days, "ends_on": item.ends_on and item.ends_on + days}
        _refuse_implausible(*filter(None, moved.values()))
        track = tracks[item.track_id] if item.track_id else None
        copies[item.pk] = _copy(item, event=made, track=track, **moved, **ITEM_FACTS_LEFT)
    return _stored(AgendaItem, copies)


def _refuse_implausible(*days: date) -> None:
    if not all(FIRST_DAY <= day <= LAST_DAY for day in days):
        raise ValidationError({"starts": [MISTYPED_YEAR]})


def _in_groups(event: Event, items: Mapping[int, AgendaItem], groups: Mapping[int, Group]) -> None:
    through = AgendaItem.groups.through
    rows = through._default_manager.filter(agendaitem__event=event).order_by("pk")
    copies = [(items.get(row.agendaitem_id), groups[row.group_id]) for row in rows]
    through._default_manager.bulk_create(through(agendaitem=item, group=group) for item, group in copies if item)


def _parts(event: Event, items: Mapping[int, AgendaItem]) -> dict[int, ItemPart]:
    rows = ItemPart.objects.filter(item__event=event).exclude(item__status=Status.CANCELLED)
    return _stored(ItemPart, {row.pk: _copy(row, item=items[row.item_id], **PART_FACTS_LEFT) for row in rows})


def _copy(row: Row, **facts: Any) -> Row:
    """A row like that one, with a key and UID of its own, and those facts in the place of its own."""
    own = [field for field in row._meta.concrete_fields if not field.primary_key and field.name not in {"uid", *facts}]
    return type(row)(**{field.attname: getattr(row, field.attname) for field in own}, **facts)


def _stored(model: type[Row], copies: dict[int, Row]) -> dict[int, Row]:
    model._default_manager.bulk_create(copies.values())
    return copies
