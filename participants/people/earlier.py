"""Finds the events to which people came before, for many people at once."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from accounts.models import User
from participants.models import Delegate
from participants.nominations.changing import OF_DELEGATION
from participants.vocabulary import DelegateState
from tours.models import Event


class Earlier(NamedTuple):
    """That a person had a place at an event."""

    event: Event
    body: str
    """The city or organisation that they came for; empty for somebody of none, such as a driver."""
    capacity: str

    @property
    def starts(self) -> date:
        return self.event.starts


def earlier_participations(
    people: Iterable[int], *, user: User, but: Event | None = None
) -> dict[int, tuple[Earlier, ...]]:
    """The events where each of the people (by key) has or had a place, the newest first. One query.

    Only those are there whose delegates the user may see by name. `but` is left out: the event that is being prepared.
    """
    rows = Delegate.objects.visible_to(user).filter(person__in=set(people), state=DelegateState.ACCEPTED)
    rows = rows.exclude(event=but) if but else rows
    found: dict[int, list[Earlier]] = defaultdict(list)
    related = ("event", *(f"delegation__{path}" for path in OF_DELEGATION))
    for row in rows.select_related(*related).order_by("-event__starts", "-pk"):
        body = str(row.delegation) if row.delegation else ""
        found[row.person_id or 0].append(Earlier(row.event, body, row.get_capacity_display()))
    return {key: tuple(events) for key, events in found.items()}
