"""What the desk shows of two people side by side, before one comes in the other's stead."""

from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import QuerySet

from accounts.models import User
from participants.models import Delegate
from tours.models import Appearance, Event, ItemPart, Person
from tours.vocabulary import DUTIES

MOST_EARLIER = 5
"""The most earlier events that are named."""


class Side(NamedTuple):
    name: str
    row: Delegate | None = None
    person: Person | None = None
    here: Appearance | None = None
    """What the person is at this event, or was at their last."""
    earlier: tuple[Appearance, ...] = ()
    """What they were at other events that the user may read, the latest first."""
    groups: tuple[str, ...] = ()
    duties: tuple[ItemPart, ...] = ()
    """What they do for the delegates, such as interpreting: it goes over to a substitute."""
    speeches: tuple[ItemPart, ...] = ()
    """Their other parts, on which somebody has to decide."""


def side_of(row: Delegate, user: User) -> Side:
    """One side of the comparison, for a row with or without a card. It takes three queries."""
    groups = tuple(group.name for group in row.groups.all())
    if row.person is None:
        return Side(row.name, row, groups=groups)
    return side_of_person(row.person, row.event, user)._replace(row=row, groups=groups)


def side_of_person(person: Person, event: Event, user: User) -> Side:
    """One side of the comparison, for a card alone. It takes two queries."""
    appearances = list(appearances_seen_by(user).filter(person=person)[: MOST_EARLIER + 1])
    here = next((each for each in appearances if each.event_id == event.pk), None)
    earlier = tuple(each for each in appearances if each.event_id != event.pk)
    parts = list(ItemPart.objects.filter(item__event=event, person=person).select_related("item").order_by("pk"))
    return Side(
        person.display_name,
        person=person,
        here=here or next(iter(earlier), None),
        earlier=earlier[:MOST_EARLIER],
        duties=_with_role(parts, is_duty=True),
        speeches=_with_role(parts, is_duty=False),
    )


def appearances_seen_by(user: User) -> QuerySet[Appearance]:
    """What a person was at the events that the user may read, the latest first."""
    readable = Appearance.objects.visible_to(user).order_by().values("pk")
    return Appearance.objects.filter(pk__in=readable).select_related("event", "organisation", "city").latest_first()


def side_of_name(name: str, event: Event) -> Side:
    """One side of the comparison, for a name alone: with the row of the event that has this name, if there is one."""
    row = Delegate.objects.filter(event=event, name=name).select_related("person").first()
    return Side(name, row)


def _with_role(parts: Iterable[ItemPart], *, is_duty: bool) -> tuple[ItemPart, ...]:
    return tuple(part for part in parts if (part.role in DUTIES) == is_duty)
