"""Lists come in the order of an index: the database reads the rows of a page, not all rows to sort them."""

import pytest
from django.db import connection
from django.test import Client

from tests.api.records import small_site
from tests.counting import asked, plan

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
