"""Who sees and edits the cards of people: by the events at which they appear."""

import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection

from accounts.models import Limits, User
from tests.counting import asked, plan
from tests.factories import rows
from tours.models import Event, Person
from tours.role_powers import Power
from tours.vocabulary import RoleKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def events() -> list[Event]:
    """Two events of one programme, and one of another. One person appears at each, Both at the first two, Nowhere at none.

    Here and There speak at them; the others come as delegates.
    """
    other = rows.programme(slug="other", name="Other", short_name="Other")
    events = [rows.event(), rows.event(), rows.event(programme=other)]
    both = rows.person("Both")
    for event, name in zip(events, ("Here", "There", "Elsewhere"), strict=True):
        rows.appearance(event, rows.person(name))
    for event, name in zip(events, ("Here", "There"), strict=False):
        rows.part(rows.item(event), Person.objects.get(display_name=name))
    for event in events[:2]:
        rows.appearance(event, both)
    rows.person("Nowhere")
    return events


def seen(user: User) -> tuple[str, str]:
    """The names of the people whom the user may see, and of those whom they may edit."""
    found = (Person.objects.visible_to(user), Person.objects.editable_by(user))
    visible, editable = (" ".join(sorted(people.values_list("display_name", flat=True))) for people in found)
    return visible, editable


@pytest.mark.parametrize(
    ("kind", "visible", "editable"),
    [
        (RoleKind.VIEWER, "Here", ""),
        (RoleKind.EDITOR, "Both Here Nowhere", "Here Nowhere"),
        (RoleKind.REGISTRAR, "Both Here Nowhere", "Here Nowhere"),
        (RoleKind.COORDINATOR, "Both Here Nowhere", "Here Nowhere"),
    ],
)
def test_role_at_one_event_is_for_the_people_there(
    events: list[Event], kind: RoleKind, visible: str, editable: str
) -> None:
    assert seen(rows.colleague(kind, at=events[0])) == (visible, editable)


def test_role_at_a_programme_is_for_the_people_of_its_events(events: list[Event]) -> None:
    programme = events[0].programme
    everyone = "Both Here Nowhere There"
    assert seen(rows.colleague(RoleKind.REGISTRAR, at=programme)) == (everyone, everyone)
    assert seen(rows.colleague(RoleKind.VIEWER, at=programme)) == ("Here There", "")


def test_two_roles_give_what_each_gives(events: list[Event]) -> None:
    user = rows.colleague(RoleKind.VIEWER, at=events[0])
    rows.role(user, RoleKind.EDITOR, at=events[2])
    assert seen(user) == ("Elsewhere Here Nowhere", "Elsewhere Nowhere")


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL plans by how many rows there are.")
def test_each_person_of_a_page_is_looked_up(events: list[Event]) -> None:
    """However many people are at events: a page asks those that it shows, and not everyone."""
    user = rows.colleague(RoleKind.REGISTRAR, at=events[0].programme)
    for people in (Person.objects.visible_to(user), Person.objects.editable_by(user)):
        with asked() as found:
            list(people.order_by("display_name", "-pk")[:20])
        steps = plan(*found.statements[-1])
        assert (re.findall(r"SCAN (\w+)", steps), "person_by_name" in steps) == (["tours_person"], True)


def test_others_see_nobody_and_operators_everyone(events: list[Event]) -> None:
    everyone = "Both Elsewhere Here Nowhere There"
    assert (seen(rows.stranger()), seen(rows.operator())) == (("", ""), (everyone, everyone))
    assert not Person.objects.visible_to(AnonymousUser()).exists()


def test_token_is_for_the_people_of_its_event_or_programme(events: list[Event]) -> None:
    user = rows.operator()
    user.limits = Limits(powers=frozenset({Power.READ, Power.AGENDA}), event=events[0].pk)
    assert seen(user) == ("Both Here", "Here")
    user.limits = Limits(powers=frozenset({Power.PEOPLE}), programme=events[0].programme_id)
    assert seen(user) == ("Both Here There", "Both Here There")
    user.limits = Limits(powers=frozenset({Power.PEOPLE}), event=events[0].pk)
    assert seen(user) == ("", "Here")
