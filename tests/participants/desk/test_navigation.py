"""The navigation of an event: on each of its pages in the same place, with the part marked to which the page belongs."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import rows
from tests.participants import makers
from tours.vocabulary import RoleKind

pytestmark = pytest.mark.django_db

MARKED = re.compile(r'<a href="[^"]*" aria-current="(page|true)">([^<]*)</a>')
OF_THE_EVENT = ["Overview", "Agenda", "Checks", "Publish", "Versions", "Posts", "Files"]
OF_ITS_PEOPLE = [
    *("Delegations", "Delegates", "Journey", "Selection", "Tell", "Requests", "Letters", "Invitation", "Roles"),
    "Audit trail",
]


@pytest.mark.parametrize(
    ("page", "of", "marked"),
    [
        ("delegations", "event", ("page", "Delegations")),
        ("invite", "event", ("true", "Delegations")),
        ("delegation", "delegation", ("true", "Delegations")),
        ("delegates", "event", ("page", "Delegates")),
        ("register", "event", ("true", "Delegates")),
        ("paste", "event", ("true", "Delegates")),
        ("delegate", "delegate", ("true", "Delegates")),
        ("delegate_row", "delegate", ("true", "Delegates")),
        ("substitute", "delegate", ("true", "Delegates")),
        ("move", "delegate", ("true", "Delegates")),
        ("selection", "event", ("page", "Selection")),
        ("tell", "event", ("page", "Tell")),
        ("requests", "event", ("page", "Requests")),
        ("note_request", "event", ("true", "Requests")),
        ("remind", "event", ("page", "Letters")),
        ("correct_address", "delegation", ("true", "Letters")),
        ("invitation", "event", ("page", "Invitation")),
    ],
)
def test_navigation_stands_above_each_page_of_the_event(
    client: Client, page: str, of: str, marked: tuple[str, str]
) -> None:
    event = makers.published_event(title="Smart City Week")
    ours = makers.delegation(event, by=rows.coordinator(), city=rows.rijeka())
    keys = {"event": event.uid, "delegation": ours.pk, "delegate": makers.accepted(ours, by=rows.coordinator()).pk}
    client.force_login(rows.colleague(RoleKind.REGISTRAR, at=event))
    above, main = client.get(reverse(f"participants:{page}", args=[keys[of]])).content.decode().split("<main", 1)
    assert "desk-navigation" not in main
    navigation = above.split('aria-label="Event"')[1]
    assert re.findall(r"<a [^>]*>([^<]*)<", navigation) == OF_THE_EVENT + OF_ITS_PEOPLE
    assert MARKED.findall(navigation) == [marked]
