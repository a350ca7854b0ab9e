"""The present and the former addresses of an event."""

from pathlib import Path

import pytest
from django.test import Client

from tests.counting import asked
from tests.factories import rows
from tests.refusals import is_not_found
from tours.models import Event
from tours.vocabulary import Access

pytestmark = pytest.mark.django_db
PLACES = ["", "changes/", "programme.ics", "programme.pdf", "days/2017-09-04.ics"]


def renamed(event: Event, slug: str) -> None:
    event.slug = slug
    event.save()
    rows.publish(event)


@pytest.fixture(scope="module")
def key_of_moved(shared_rows: Path) -> int:
    event = rows.full_event(3, slug="first")
    rows.publish(event)
    renamed(event, "second")
    renamed(event, "third")
    return event.pk


@pytest.fixture
def moved(key_of_moved: int) -> Event:
    """An event that was at `first`, then at `second`, and is at `third` now."""
    return Event.objects.get(pk=key_of_moved)


@pytest.mark.parametrize("former", ["first", "second"])
@pytest.mark.parametrize("place", PLACES)
def test_former_address_leads_to_the_same_place(client: Client, moved: Event, former: str, place: str) -> None:
    answer = client.get(f"/events/{former}/{place}")
    assert (answer.status_code, answer["Location"], answer["Cache-Control"]) == (
        301,
        f"/events/third/{place}",
        "public, no-cache",
    )
    assert client.get(answer["Location"]).status_code == 200


@pytest.mark.parametrize("ending", ["/", ".ics"])
def test_former_address_of_an_item_leads_to_it(client: Client, moved: Event, ending: str) -> None:
    place = f"items/{moved.items.all()[0].uid}{ending}"
    answer = client.get(f"/events/first/{place}")
    assert (answer.status_code, answer["Location"]) == (301, f"/events/third/{place}")


@pytest.mark.parametrize("query", ["format=letter&notes=2", "x=%0d%0aSet-Cookie:%20a=b", "x=%ED%A0%80&y=/../"])
def test_query_is_kept_as_it_was(client: Client, moved: Event, query: str) -> None:
    answer = client.get(f"/events/first/programme.pdf?{query}")
    assert (answer.status_code, answer["Location"]) == (301, f"/events/third/programme.pdf?{query}")


def test_head_is_led_on_too_and_other_methods_are_refused(client: Client, moved: Event) -> None:
    head, post = client.head("/events/first/"), client.post("/events/first/")
    assert (head.status_code, head["Location"]) == (301, "/events/third/")
    assert (post.status_code, post["Allow"]) == (405, "GET, HEAD")


def test_former_address_of_what_one_may_not_see_does_not_tell_of_it(client: Client) -> None:
    event = rows.full_event(1, slug="past", access=Access.PARTICIPANTS)
    rows.publish(event)
    renamed(event, "now")
    assert is_not_found(client.get("/events/past/"))
    client.force_login(rows.stranger())
    assert is_not_found(client.get("/events/past/"))
    client.force_login(rows.coordinator())
    answer = client.get("/events/past/")
    assert (answer["Location"], answer["Cache-Control"]) == ("/events/now/", "private, no-cache")


def test_former_address_that_another_event_has_now_is_that_events(client: Client, moved: Event) -> None:
    rows.publish(rows.event(slug="first", title="Another"))
    assert "<h1><bdi>Another</bdi></h1>" in client.get("/events/first/").content.decode()


def test_what_an_event_does_not_have_is_not_found_at_its_own_address(client: Client, moved: Event) -> None:
    assert is_not_found(client.get("/events/third/days/2030-01-01.ics"))
    assert is_not_found(client.get("/events/nowhere/"))


def test_former_addresses_cost_nothing_where_the_event_is(client: Client, moved: Event) -> None:
    client.get("/events/third/")
    with asked() as seen:
        client.get("/events/third/")
    assert (seen.queries, seen.rows()) == (1, 1)
    with asked() as led_on:
        client.get("/events/first/")
    assert (led_on.queries, led_on.rows()) == (2, 1)
