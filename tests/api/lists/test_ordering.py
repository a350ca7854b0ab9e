import pytest
from django.test import Client

from tests.api.lists.test_pagination import events, read
from tests.factories import rows
from tours.editions.publishing import publish
from tours.models import Event

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("ordering", ["event__created_at", "starts,colour", "--starts", ","])
def test_unknown_order_is_refused_with_those_that_there_are(client: Client, ordering: str) -> None:
    response = client.get(f"/api/v1/events/?ordering={ordering}")
    assert (response.status_code, response.json()["errors"]) == (
        400,
        {
            "ordering": [
                "This list can be ordered by starts, -starts, ends, -ends, title, -title, updated_at, -updated_at."
            ]
        },
    )


@pytest.mark.parametrize(
    ("ordering", "slugs"),
    [
        ("", ["event-2", "event-1", "event-0"]),
        ("starts", ["event-0", "event-1", "event-2"]),
        ("-title", ["event-2", "event-1", "event-0"]),
        ("ends", ["event-2", "event-1", "event-0"]),
        ("ends,title", ["event-0", "event-1", "event-2"]),
        ("updated_at", ["event-0", "event-1", "event-2"]),
    ],
)
def test_list_comes_in_the_order_asked_for(client: Client, ordering: str, slugs: list[str]) -> None:
    events(3)
    told = read(client, f"/api/v1/events/?ordering={ordering}")
    assert [row["slug"] for row in told["results"]] == slugs


@pytest.mark.parametrize(
    ("query", "slugs"),
    [
        ("updated_since=2000-01-01T00:00:00Z", ["event-2", "event-0", "event-1"]),
        ("updated_since=2000-01-01T00:00:00Z&ordering=starts", ["event-0", "event-1", "event-2"]),
        ("updated_since=", ["event-2", "event-1", "event-0"]),  # it asks for nothing, so the list has its own order
    ],
)
def test_what_has_changed_comes_in_the_order_of_its_change_unless_another_is_asked_for(
    client: Client, query: str, slugs: list[str]
) -> None:
    made = events(3)
    for event in made[:2]:  # they are published once more, after the third
        Event.objects.filter(pk=event.pk).update(title=f"{event.title} again")
        rows.publish(event)
    told = read(client, f"/api/v1/events/?{query}")
    assert [event["slug"] for event in told["results"]] == slugs


def test_rows_that_are_equal_stand_on_one_page(client: Client) -> None:
    """They come in the order of their keys, whatever changed last."""
    made = [rows.event(slug=f"event-{n}", title="Course") for n in range(3)]
    for event in [*made, made[0]]:
        event.summary += "."
        event.save()
        publish(event, by=rows.coordinator())
    pages = [read(client, f"/api/v1/events/?ordering=title&page_size=1&page={n}")["results"] for n in (1, 2, 3)]
    assert [row["slug"] for [row] in pages] == ["event-0", "event-1", "event-2"]
