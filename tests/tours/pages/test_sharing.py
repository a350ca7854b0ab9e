"""The pages of events and items are shared without a script, by mail and links; what is not for everyone is not shared."""

import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import rows
from tours.models import Event
from tours.vocabulary import Access

pytestmark = pytest.mark.django_db


def shared(client: Client, address: str) -> list[str]:
    """The address to copy, and the links."""
    html = client.get(address).content.decode()
    section = re.search('<section class="share".*?</section>', html, re.DOTALL)
    return re.findall('(?:value|href)="([^"]*)"', section[0]) if section else []


def with_item(**facts: object) -> tuple[Event, str]:
    event = rows.event(slug="week", title="Cities & us", **facts)
    item = rows.item(event, title="Tea")
    rows.publish(event)
    return event, reverse("tours:item", args=["week", item.uid])


def test_event_and_item_are_shared_by_mail_and_by_their_address(client: Client) -> None:
    _event, of_item = with_item()
    for address, title in (("/events/week/", "Cities%20%26%20us"), (of_item, "Tea")):
        links = shared(client, address)
        whole = f"http://127.0.0.1:8000{address}"
        assert (links[-1], len(links)) == (whole, 5)
        assert links[0].startswith(f"mailto:?subject={title}&amp;body=http%3A%2F%2F127.0.0.1%3A8000%2Fevents%2Fweek%2F")


def test_item_that_is_gone_is_not_shared(client: Client) -> None:
    event, of_item = with_item(starts=date(2040, 9, 4), ends=date(2040, 9, 8))
    event.items.all().delete()
    rows.publish(event)
    assert (client.get(of_item).status_code, shared(client, of_item)) == (200, [])


def test_event_for_participants_is_not_shared(client: Client) -> None:
    _event, of_item = with_item(access=Access.PARTICIPANTS)
    client.force_login(rows.operator())
    assert [client.get(page).status_code for page in ("/events/week/", of_item)] == [200, 200]
    assert [shared(client, page) for page in ("/events/week/", of_item)] == [[], []]
