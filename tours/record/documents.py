"""The verbs that write and delete the documents of an event. Each locks the event's row and notes that the event is edited."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from tours.editions.publishing import locked
from tours.models import AgendaItem, Document, Event
from tours.record.locking import lock_for_edit, note_edit
from tours.record.saving import differs


@transaction.atomic
def save_document(event: Event, facts: Mapping[str, Any], *, document: Document | None = None) -> Document:
    """Writes the facts into the document, or into a new one of the event. Raises ValidationError.

    Facts are values by the names of Document's fields, and `items`, which are the UIDs of all items that it belongs to. A
    document keeps its file: an edition names it for ever.
    """
    event = locked(event)
    row = document or Document(event=event)
    for name, value in facts.items():
        if name != "items":
            setattr(row, name, value)
    has_changed = row.pk is None or differs(row)
    if has_changed:
        row.full_clean()
        row.save()
    if "items" in facts and set(items := _items(event, facts["items"])) != set(row.items.all()):
        row.items.set(items)
        has_changed = True
    if has_changed:
        note_edit(event)
    return row


@transaction.atomic
def delete_document(document: Document, *, of: Event) -> None:
    """Deletes the row; editions that name the document keep its file."""
    lock_for_edit(of)
    document.delete()


def _items(event: Event, uids: Iterable[UUID]) -> list[AgendaItem]:
    wanted = set(uids)
    found = list(event.items.filter(uid__in=wanted))
    if missing := wanted - {item.uid for item in found}:
        told = _("The event has no item with the UID %(uid)s.") % {"uid": min(map(str, missing))}
        raise ValidationError({"items": [told]})
    return found
