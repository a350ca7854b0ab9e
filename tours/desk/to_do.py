"""What waits to be done at events, as far as a query can count it. Higher rooms add theirs by their template tags."""

from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from tours.editions.standing import with_standing
from tours.models import AgendaItem, DraftComment, Event, ItemPart
from tours.vocabulary import Status


def with_to_do(events: QuerySet[Event]) -> QuerySet[Any]:
    """The events with how they stand, with `tentative`, the number of items to be confirmed, `waiting`, that of items without
    a day, `open_parts`, that of parts in items that nobody has yet, and `new_comments` by draft links.

    Within the query that reads the events.
    """
    items = AgendaItem.objects.filter(event=OuterRef("pk"))
    parts = ItemPart.objects.filter(item__event=OuterRef("pk"), person=None).exclude(item__status=Status.CANCELLED)
    found: QuerySet[Any] = with_standing(events).annotate(
        items_count=_number(items, "event"),
        tentative=_number(items.filter(status=Status.TENTATIVE), "event"),
        waiting=_number(items.filter(day__isnull=True).exclude(status=Status.CANCELLED), "event"),
        open_parts=_number(parts, "item__event"),
        new_comments=_number(DraftComment.objects.new().filter(link__event=OuterRef("pk")), "link__event"),
    )
    return found


def _number(rows: QuerySet[Any], event: str) -> Coalesce:
    counted = rows.order_by().values(event).annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted), 0)
