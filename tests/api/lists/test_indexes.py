"""Lists come in the order of an index: the database reads the rows of a page, not all rows to sort them."""

import pytest
from django.db import connection
from django.test import Client

from tests.api.records import small_site
from tests.counting import asked, plan
from tours.models import PublishedItem

pytestmark = pytest.mark.django_db


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL plans by how many rows there are.")
@pytest.mark.parametrize(
    "address",
    [
        "events/",
        "events/?cursor=",
        "items/",
        "items/?kind=session",
        "items/?ordering=title",
        "items/?ordering=-updated_at",
        "items/?cursor=",
        "organisations/?cursor=",
        "organisations/?ordering=role",
        "documents/?cursor=",
        "documents/?ordering=-size",
    ],
)
def test_page_is_read_in_the_order_of_an_index(client: Client, address: str) -> None:
    small_site()
    with asked() as of_database:
        assert client.get(f"/api/v1/{address}").status_code == 200
    steps = plan(*of_database.statements[-1]).splitlines()
    steps = steps[: steps.index("RIGHT")] if "RIGHT" in steps else steps  # at its right, a union has the site's own few
    assert any("INDEX published_" in step for step in steps)
    assert "USE TEMP B-TREE FOR ORDER BY" not in steps


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL plans by how many rows there are.")
def test_lists_are_counted_in_an_index_alone(client: Client) -> None:
    small_site()
    for address, index in {
        "events/?kind=study_tour": "published_event_in_order (access=?)",
        "events/?year=2017": "published_event_by_end (access=? AND ends>?)",
        "items/?kind=session": "published_item_in_order (access=?)",
        "organisations/?country=KR": "published_organisation_by_name (access=?)",
        "documents/?language=en": "published_document_by_title (access=?)",
        "documents/?media_type=application/pdf": "published_document_by_title (access=?)",
    }.items():
        with asked() as of_database:
            assert client.get(f"/api/v1/{address}").status_code == 200
        assert of_database.statements[0][0].startswith("SELECT COUNT(*)")
        [step] = plan(*of_database.statements[0]).splitlines()
        assert step.endswith(f"USING COVERING INDEX {index}")


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL plans by how many rows there are.")
def test_items_of_a_track_are_found_by_an_index(client: Client) -> None:
    PublishedItem.objects.filter(event=small_site().published).update(track="Policy")
    with asked() as of_database:
        assert client.get("/api/v1/items/?track=Policy").status_code == 200
    found = [plan(*statement).splitlines()[0] for statement in of_database.statements]
    of_track = "INDEX published_item_by_track (track=? AND access=?)"
    assert found == [f"SEARCH tours_publisheditem USING {kind}{of_track}" for kind in ("COVERING ", "")]
