"""How events stand beside what is published of them, for lists: no agenda is composed or read."""

from typing import Any

from django.db.models import BooleanField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet

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
