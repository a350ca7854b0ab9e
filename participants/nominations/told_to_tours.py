"""Tells the rooms below, which know no delegates, who comes to an event or may come."""

from collections.abc import Collection

from django.db.models import Count

from participants.models import Delegate
from participants.nominations.seen_by.delegate import ENDED
from tours.models import Event


def people_who_come(event: int, people: Collection[int]) -> set[int]:
    """The keys of those of the people who come. Undoing a step leaves their appearances at the event."""
    rows = Delegate.objects.active().filter(event=event, person__in=people).order_by()
    return {key for key in rows.values_list("person", flat=True) if key}


def delegates_in_groups(event: Event) -> dict[str, int]:
    """How many who hold a place are in each group of the event, by the group's UID. One query."""
    rows = Delegate.objects.holding().filter(event=event, groups__isnull=False).order_by()
    return {str(uid): number for uid, number in rows.values_list("groups__uid").annotate(number=Count("pk"))}


def people_who_left(event: Event) -> set[str]:
    """The UIDs of those who were withdrawn or replaced, and come as nothing else. One query."""
    rows = Delegate.objects.filter(event=event, person__isnull=False)
    again = rows.active().values("person")
    gone = rows.filter(state__in=ENDED).exclude(person__in=again).order_by()
    return {str(uid) for uid in gone.values_list("person__uid", flat=True)}
