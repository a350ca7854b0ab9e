"""The verbs that write and delete agenda items. Each locks the event's row and notes that the event is edited."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any, NamedTuple
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Prefetch, Q
from django.utils.translation import gettext as _

from accounts.models import User
from backstage.actor import current_actor
from tours.editions.publishing import locked
from tours.models import AgendaItem, Appearance, Event, ItemPart
from tours.models.agenda.items import ENDS_ON_DAY_BEFORE, ENDS_TOO_EARLY, ENDS_WITHOUT_START, TIME_WITHOUT_DAY
from tours.record.appearances import add_appearances
from tours.record.items.lists import lists_named, write_lists
from tours.record.items.references import References
from tours.record.locking import lock_for_edit, note_edit
from tours.record.undoing.keeping import kept
from tours.vocabulary import Step

Facts = Mapping[str, Any]
"""Values by the names of AgendaItem's fields; fields that are not given stay as they are.

`groups` and `track` are given by their names, `venue` as VenueNamed, `links` as LinkNamed, `documents` as DocumentNamed, `parts` as PartNamed. `uid` says which item is meant, or is the UID of a new one; no item changes its UID.
"""
LISTS = frozenset({"groups", "links", "documents", "parts"})
NOT_PLAIN = LISTS | {"uid"}
"""Facts that are not simply set as a field of the row."""
ALREADY_VALIDATED = frozenset({"event", "venue", "track"})
"""Relations that were already read for this event, so that validating need not query them again."""


class Outcome(StrEnum):
    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


class Written(NamedTuple):
    item: AgendaItem
    outcome: Outcome


class RefusedRows(Exception):  # noqa: N818  (it says what was refused, not that something broke)
    """Nothing was written. `errors` says what is wrong with each row, by its position in the list."""

    def __init__(self, errors: dict[int, ValidationError]) -> None:
        super().__init__(f"{len(errors)} rows cannot be written.")
        self.errors = errors


@transaction.atomic
def save_item(
    event: Event,
    facts: Facts,
    *,
    item: AgendaItem | None = None,
    by: User | None = None,
    create_missing: bool = False,
) -> Written:
    """Writes the facts into the item, or into a new item of the event. Raises ValidationError.

    Parts may go to people whom the user `by` may see, and to anyone if it is no user's doing. `create_missing` makes the
    venues and people that are named and that there are not, as `References` does.
    """
    event = locked(event)
    row = new_item(event, facts) if item is None else with_its_lists(event).get(pk=item.pk)
    found = References(event, [facts], by, create_missing=create_missing)
    written = write_item(row, facts, found, checked=frozenset())
    let_appear(event, [facts], [written])
    if written.outcome is not Outcome.UNCHANGED:
        note_edit(event)
    return written


@transaction.atomic
def delete_item(item: AgendaItem) -> None:
    """Deletes the item; the next edition tells its readers that it was removed.

    To keep an item that will not take place, set its status to cancelled instead.
    """
    lock_for_edit(item.event)
    item.delete()


@transaction.atomic
def upsert_items(
    event: Event, rows: Sequence[Facts], *, by: User | None = None, create_missing: bool = False
) -> list[Written]:
    """Writes each row into the item with its `uid`, or else with its `external_id`; if there is none, makes one.

    Items that no row names stay as they are. If any row cannot be written, none is: RefusedRows says what is wrong with
    every row. The rows are kept as they were, so that `tours.record.undoing` can undo the step. Existing items are read in a
    fixed number of queries. A row that changes nothing costs none; any other costs its checks and its saving. `by` and `create_missing`
    are as in `save_item`.
    """
    event = locked(event)
    with kept(event, Step.ITEMS, by=by or current_actor()):
        return write_items(event, rows, by=by, create_missing=create_missing)


def write_items(
    event: Event, rows: Sequence[Facts], *, by: User | None = None, create_missing: bool = False
) -> list[Written]:
    """Writes rows as `upsert_items` does, within a step of the caller's own, who has locked the event."""
    names = [_name_of(facts) for facts in rows]
    items = _items_named(event, set(names))
    found = References(event, rows, by, create_missing=create_missing)
    written: dict[UUID, Written] = {}
    errors: dict[int, ValidationError] = {}
    for number, (name, facts) in enumerate(zip(names, rows, strict=True)):
        try:
            item = items.setdefault(name, new_item(event, facts))
            if item.uid in written:
                raise _named_twice(name)
            written[item.uid] = Written(item, Outcome.UNCHANGED)
            written[item.uid] = write_item(item, facts, found, checked=ALREADY_VALIDATED)
        except ValidationError as refusal:
            errors[number] = refusal
    if errors:
        raise RefusedRows(errors)
    let_appear(event, rows, list(written.values()))
    return list(written.values())


def let_appear(event: Event, rows: Sequence[Facts], written: Sequence[Written]) -> list[Appearance]:
    """Whoever was given a part appears at the event. Returns the appearances that this made."""
    if any(facts.get("parts") for facts in rows) and any(each.outcome is not Outcome.UNCHANGED for each in written):
        return add_appearances(event)
    return []


def _name_of(facts: Facts) -> UUID | str:
    """The UID or external id that a row gives. A row without one gets a new UID, which finds no item."""
    name: UUID | str = facts.get("uid") or facts.get("external_id") or uuid4()
    return name


def _items_named(event: Event, names: set[UUID | str]) -> dict[UUID | str, AgendaItem]:
    uids = {name for name in names if isinstance(name, UUID)}
    there = with_its_lists(event).filter(Q(uid__in=uids) | Q(external_id__in=names - uids))
    return {name: item for item in there for name in (item.uid, item.external_id) if name in names}


def _named_twice(name: UUID | str) -> ValidationError:
    if isinstance(name, UUID):
        return ValidationError({"uid": [_("Another row of the list has the same uid.")]})
    return ValidationError({"external_id": [_("Another row of the list has this external id.")]})


def new_item(event: Event, facts: Facts) -> AgendaItem:
    return AgendaItem(event=event, uid=facts.get("uid") or uuid4())


def with_its_lists(event: Event) -> Any:
    parts = Prefetch("parts", ItemPart.objects.select_related("person"))
    return event.items.select_related("venue__city", "track").prefetch_related("groups", "links", parts)


def write_item(item: AgendaItem, facts: Facts, found: References, *, checked: frozenset[str]) -> Written:
    """Writes only what differs. `checked` are fields that need no validation against the database."""
    plain = {name: value for name, value in facts.items() if name not in NOT_PLAIN}
    if "venue" in plain:
        plain["venue"] = found.venue(plain["venue"])
    if "track" in plain:
        plain["track"] = found.track(plain["track"])
    lists = lists_named(facts, found)
    is_new = item.pk is None
    if is_new and "day" not in plain:
        raise _silent_on_its_day(item, plain, checked)
    has_changed = is_new or any(getattr(item, name) != value for name, value in plain.items())
    if has_changed:
        for name, value in plain.items():
            setattr(item, name, value)
        _save(item, checked)
    has_changed |= write_lists(item, lists)
    if is_new:
        return Written(item, Outcome.CREATED)
    return Written(item, Outcome.UPDATED if has_changed else Outcome.UNCHANGED)


def _silent_on_its_day(item: AgendaItem, plain: Facts, checked: frozenset[str]) -> ValidationError:
    """A new item waits in the tray where somebody says so, not where a program left its day out. With what else is wrong."""
    told = {"day": [_("Give its day, or null where it has none yet.")]}
    for name, value in plain.items():
        setattr(item, name, value)
    try:
        item.full_clean(exclude=checked, validate_unique=False, validate_constraints=False)
    except ValidationError as refusal:
        return ValidationError(refusal.message_dict | told)
    return ValidationError(told)


def _save(item: AgendaItem, checked: frozenset[str]) -> None:
    """Validates and saves. With `checked`, validators and `refuse_times` say what constraints say, and the database checks
    whether UID and external id are free: to let Django ask it for each constraint would cost about twenty statements an item.
    """
    if not checked:
        item.full_clean()
        item.save()
        return
    item.full_clean(exclude=checked, validate_unique=False, validate_constraints=False)
    refuse_times(item)
    if item.pk and not item.external_id:
        item.save()
        return
    try:
        with transaction.atomic():
            item.save()
    except IntegrityError:
        item.full_clean()
        raise


def refuse_times(item: AgendaItem) -> None:
    """Says what the constraints on times say, without asking the database. Raises ValidationError."""
    if item.day is None:
        if item.start is not None or item.end is not None or item.ends_on is not None:
            raise ValidationError(TIME_WITHOUT_DAY)
        return
    if item.end is not None and item.start is None:
        raise ValidationError(ENDS_WITHOUT_START)
    if item.end_zone and item.end is not None:
        return
    if item.ends_on is not None and item.ends_on < item.day:
        raise ValidationError(ENDS_ON_DAY_BEFORE)
    if item.end is None or item.start is None or (item.ends_on is not None and item.ends_on > item.day):
        return
    if item.end <= item.start:
        raise ValidationError(ENDS_TOO_EARLY)
