"""A focal point of Rijeka, what they are invited to, and their browser."""

from typing import Any

from django.test import Client
from django.urls import reverse

from participants.models import Delegate, Delegation, FocalPoint
from participants.nominations import proposing
from tests.factories import rows
from tests.participants import makers
from tests.participants.visits import coming_event, visitor
from tours.models import Event

NAME = "Zdenka Šarić"


def invited(event: Event | None = None, **facts: Any) -> Delegation:
    """Rijeka, with its focal point, invited to a published event of next week. By an operator."""
    event = event or coming_event(title="Smart City Week")
    if not FocalPoint.objects.filter(city=rows.rijeka()).exists():
        makers.focal_point(event, rows.rijeka(), name=NAME, email="zdenka@example.org")
    return makers.delegation(event, by=rows.operator(), city=rows.rijeka(), **facts)


def accepted_with(*names: str, **facts: Any) -> Delegation:
    """The same, which accepted, with names that have no card yet."""
    ours = invited(**facts)
    Delegation.objects.filter(pk=ours.pk).update(state="accepted")
    ours.refresh_from_db()
    for name in names:
        proposing.propose(ours, name, by=None)
    return ours


def point() -> FocalPoint:
    return FocalPoint.objects.get(city=rows.rijeka(), main=True, ended__isnull=True)


def browser() -> Client:
    return visitor(point())


def at(page: str, delegation: Delegation, *args: object) -> str:
    return reverse(f"participants:focal_point_{page}", args=[delegation.participation.event.uid, *args])


def named(name: str) -> Delegate:
    return Delegate.objects.get(name=name)


def standing(delegation: Delegation) -> list[tuple[str, str]]:
    return list(delegation.delegates.values_list("name", "state"))
