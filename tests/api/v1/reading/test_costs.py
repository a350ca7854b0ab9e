"""What a list costs: the same for 3 rows and 61, and never more rows than its page has."""

import pytest
from django.test import Client

from tests.announcements import makers
from tests.api.records import document, own_programme
from tests.counting import asked
from tests.factories import rows
from tours.models import Programme, Theme

pytestmark = pytest.mark.django_db
LISTS = {
    "events/": 2,
    "items/": 2,
    "cities/": 2,
    "organisations/": 3,
    "posts/": 4,
    "testimonials/": 2,
    "documents/": 3,
}
"""Queries: the count (of a union, one for each part) and the page, and what hangs on the rows of a page."""
COUNTS = dict.fromkeys(LISTS, 1) | {"organisations/": 2, "documents/": 2}


def fill(numbers: range) -> None:
    """One of each sort a number."""
    own, by, theme = Programme.objects.get(is_own=True), rows.coordinator(), Theme.objects.get()
    for number in numbers:
        event = rows.full_event(1, slug=f"event-{number}", host_city=rows.city(f"City-{number}"))
        rows.publish(event, by=by)
        makers.published_post(event=event).themes.add(theme)
        makers.new_testimonial(f"Words {number}")
        document(programme=own, title=f"Brochure {number}")


def costs(client: Client, query: str) -> dict[str, int]:
    """Queries by list. What comes back is bounded: rows of the page, each with a theme and a category at most, and the count."""
    told = {}
    for name in LISTS:
        with asked() as seen:
            response = client.get(f"/api/v1/{name}?{query}")
        told[name] = seen.queries
        assert seen.rows() <= 2 * len(response.json()["results"]) + 2
    return told


@pytest.mark.slow
def test_pages_and_walks_cost_the_same_for_3_rows_and_61(client: Client) -> None:
    own_programme()
    counts = []
    for numbers in (range(3), range(3, 61)):
        fill(numbers)
        counts += [costs(client, "page_size=50"), costs(client, "page=2&page_size=2")]
        counts.append({name: queries + COUNTS[name] for name, queries in costs(client, "cursor=&page_size=50").items()})
    assert counts == [LISTS] * 6


def test_details_and_editions_cost_the_same_for_3_rows_and_61(client: Client) -> None:
    counts = []
    for number in (3, 61):
        event = rows.full_event(number, slug=f"of-{number}")
        for note in range(number // 20 + 1):
            event.summary = str(note)
            event.save()
            rows.publish(event)
        for address in (
            f"events/of-{number}/",
            f"events/of-{number}/editions/",
            "cities/seoul/",
            f"events/of-{number}/changes/?from=1",
        ):
            with asked() as seen:
                assert client.get(f"/api/v1/{address}").status_code == 200
            counts.append(seen.queries)
    assert counts == [5, 3, 1, 2] * 2
