"""Finds the events to which people came before, for many people at once."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from accounts.models import User
from participants.models import Delegate
from participants.vocabulary import DelegateState
from tours.models import Event

READ = ("event", "delegation__participation__city", "delegation__participation__organisation")


class Earlier(NamedTuple):
    """An earlier event at which a person had a place."""

    event: Event
    body: str
    """The city or organisation that they came for; empty for somebody of none, such as a driver."""
    capacity: str


def earlier_participations(people: Iterable[int], *, before: Event, user: User) -> dict[int, tuple[Earlier, ...]]:
    """The events where each of the people (by key) had a place and that began before the one given, the newest first.

    Only those are there whose delegates the user may see by name. One query.
    """
    rows = Delegate.objects.visible_to(user).filter(
        person__in=set(people), state=DelegateState.ACCEPTED, event__starts__lt=before.starts
    )
    found: dict[int, list[Earlier]] = defaultdict(list)
    for row in rows.select_related(*READ).order_by("-event__starts", "-pk"):
        body = str(row.delegation) if row.delegation else ""
        found[row.person_id or 0].append(Earlier(row.event, body, row.get_capacity_display()))
    return {key: tuple(events) for key, events in found.items()}
