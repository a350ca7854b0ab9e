"""How events stand beside what is published of them, for lists: no agenda is composed or read."""

from datetime import datetime
from typing import Any

from django.db.models import BooleanField, Case, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet, Value, When

from tours.models import Edition


def with_standing(events: QuerySet[Any]) -> QuerySet[Any]:
    """The events with `version`, the number of what readers see, None for nothing; `is_edited`, whether the rows were
    edited since, or say what was withdrawn from readers; and `was_published`, whether any version was ever made.

    Within the query that reads the events. What was edited and put back counts as edited: only a preview compares.
    """
    editions = Edition.objects.filter(event=OuterRef("pk")).order_by()
    differs = Q(published_edit_at=None) | Q(updated_at__gt=F("published_edit_at"))
    is_edited = ExpressionWrapper(Q(published__isnull=False) & differs, output_field=BooleanField())
    facts = {"version": F("published__number"), "was_published": Exists(editions), "is_edited": is_edited}
    found: QuerySet[Any] = events.annotate(**facts)
    return found


def without_an_edit(now: datetime, *, unless: Q | None = None) -> dict[str, Any]:
    """What an UPDATE sets of an event's row of which something moves by itself, such as who holds a place: programs that copy
    events find it, and an event that was as published stays so, `unless` that condition says that readers will see it.
    """
    stays = Q(published_edit_at=F("updated_at")) & ~(unless or Q(pk__in=[]))
    kept = Case(When(stays, then=Value(now)), default=F("published_edit_at"))
    return {"updated_at": now, "published_edit_at": kept}
