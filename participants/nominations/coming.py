"""Who comes to an event, or may come: told to the rooms below, which know no delegates."""

from collections.abc import Collection

from participants.models import Delegate


def people_who_come(event: int, people: Collection[int]) -> set[int]:
    """Of the people, all by their keys. The undoing of steps leaves their appearances there."""
    rows = Delegate.objects.active().filter(event=event, person__in=people).order_by()
    return {key for key in rows.values_list("person", flat=True) if key}
