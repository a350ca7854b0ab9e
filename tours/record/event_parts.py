"""The verbs that write one row of the lists of an event, as people do; programs send whole lists (`event_lists.py`)."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tours.editions.publishing import locked
from tours.models import Group, ParticipatingCity
from tours.record.groups import refuse_if_used
from tours.record.locking import lock_for_edit, note_edit
from tours.record.saving import differs, put_last, save_valid


@transaction.atomic
def save_part(part: Any) -> None:
    """Writes the row of a part, the last of its list where it is new; nothing if it is as it was. Locks its event. Raises
    ValidationError.
    """
    event = locked(part.event)
    if isinstance(part, ParticipatingCity) and part.pk:
        _take_counters(part)
    if part.pk is None and hasattr(part, "position"):
        put_last(part, _list(part))
    if part.pk is None or differs(part):
        save_valid(part)
        note_edit(event)


@transaction.atomic
def delete_part(part: Any) -> None:
    """Locks its event. Raises ValidationError for a group that items are for, and for a city that is invited."""
    lock_for_edit(part.event)
    if isinstance(part, Group):
        refuse_if_used(part)
    try:
        part.delete()
    except ProtectedError as refusal:
        words = _("“%(part)s” cannot be deleted: it was invited, or something else leads to it.")
        raise ValidationError(words % {"part": part}) from refusal


@transaction.atomic
def move_part(part: Any, places: int) -> bool:
    """Moves the row by that many places in its list, and says whether it moved. Locks its event.

    The list is numbered anew, a query for each row whose number changes: rows that came with one number get their own.
    """
    event = locked(part.event)
    rows = list(_list(part))
    at = next((place for place, row in enumerate(rows) if row.pk == part.pk), None)
    if at is None or not 0 <= at + places < len(rows):
        return False
    rows.insert(at + places, rows.pop(at))
    for position, row in enumerate(rows):
        if row.position != position:
            row.position = position
            row.save(update_fields=["position"])
    note_edit(event)
    return True


def _list(part: Any) -> models.QuerySet[Any]:
    rows: models.QuerySet[Any] = type(part)._default_manager.filter(event=part.event)
    return rows


def _take_counters(part: ParticipatingCity) -> None:
    """Takes what people's verbs write, as it is now that the event is locked."""
    part.taken, part.comes = ParticipatingCity.objects.values_list("taken", "comes").get(pk=part.pk)
    if part.seats < part.taken:
        words = ngettext("%(count)d seat is taken.", "%(count)d seats are taken.", part.taken)
        raise ValidationError({"seats": [words % {"count": part.taken}]})
