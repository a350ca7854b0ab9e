"""How events stand beside what is published of them, for lists: no agenda is composed or read."""

from datetime import timedelta
from typing import Any

from django.db.models import BooleanField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet

from tours.models import Edition

SECOND = timedelta(seconds=1)
"""The smallest part of the moment of a version."""


def with_standing(events: QuerySet[Any]) -> QuerySet[Any]:
    """The events with `version` and `version_at` of what readers see, None for none; `is_edited`, whether the rows were
    edited since, or say what was withdrawn from readers; and `was_published`, whether any version was ever made.

    Within the query that reads the events. An edit in the very second of a version counts as before it.
    """
    editions = Edition.objects.filter(event=OuterRef("pk")).order_by()
    events = events.annotate(
        version=F("published__number"),
        version_at=F("published__edition__published_at"),
        was_published=Exists(editions),
    )
    withdrawn = editions.filter(withdrawn_at__gte=OuterRef("published__edition__published_at"))
    differs = Q(updated_at__gte=F("version_at") + SECOND) | Exists(withdrawn)
    is_edited = ExpressionWrapper(Q(version_at__isnull=False) & differs, output_field=BooleanField())
    found: QuerySet[Any] = events.annotate(is_edited=is_edited)
    return found
