"""What the pages of checks, publishing and versions ask of the database, for any number of items."""

import pytest
from django.urls import reverse

from tests.counting import asked
from tests.factories import rows
from tests.tours.admin.conftest import browser_of
from tours.vocabulary import RoleKind

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("items", [1, 40, pytest.param(300, marks=pytest.mark.slow)])  # it draws six pages
def test_pages_cost_the_same_for_any_number_of_items(items: int) -> None:
    event = rows.full_event(items)
    browser = browser_of(rows.colleague(RoleKind.COORDINATOR, at=event))
    rows.publish(event)
    event.items.update(room="Three")
    checks, publish, versions = (
        reverse(f"tours:desk_{name}", args=[event.uid]) for name in ("checks", "publish", "versions")
    )
    withdraw = reverse("tours:desk_withdraw", args=[event.uid, 1])
    costs = {}
    for address in (checks, publish, versions, f"{versions}?version=1", f"{versions}?from=1&to=1", withdraw):
        with asked() as cost:
            browser.get(address)
        costs[address.partition(str(event.uid))[2]] = cost.queries
    assert costs == {
        "/checks/": 27,
        "/publish/": 27,
        "/versions/": 6,
        "/versions/?version=1": 4,
        "/versions/?from=1&to=1": 5,
        "/versions/1/withdraw/": 8,
    }
