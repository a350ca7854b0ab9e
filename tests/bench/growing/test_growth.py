import pytest

from api.urls import urlpatterns as of_api
from bench.growing.growth import Cost, Row, request_of, table
from bench.growing.listings import LISTINGS, Listing, places
from bench.requests import replied
from bench.site.filling import fill

NO_LISTS = {"guide", "schema", "no_such_address"}


@pytest.mark.slow  # seventy pages, those of the administration among them
@pytest.mark.usefixtures("_keys_from_one")
@pytest.mark.django_db(transaction=True)  # a server closes its connections between requests
def test_every_listing_is_answered() -> None:
    site = fill(12)
    named = places(site)
    statuses = {listing.name: replied(request_of(listing, site, named)).status for listing in LISTINGS}
    assert statuses == {listing.name: 200 for listing in LISTINGS}


def test_every_list_of_the_api_is_measured() -> None:
    lists = {
        f"/api/{route.pattern}" for route in of_api if route.name not in NO_LISTS and "<" not in str(route.pattern)
    }
    assert len(lists) == 14
    assert lists <= {listing.path for listing in LISTINGS}


def test_table_compares_the_largest_site_with_the_smallest() -> None:
    flat = Row(Listing("/events/"), {10: Cost(20, 9_000, 200), 1000: Cost(60, 18_000, 200)})
    steep = Row(Listing("/desk/", "q=a", by="operator"), {10: Cost(20, 9_000, 200), 1000: Cost(61.2, 500, 503)})
    assert table([flat, steep], [10, 1000]).splitlines() == [
        "| address    | by       | 10 events      | 1,000 events               | growth | aim         |",
        "| ---        | ---      | ---            | ---                        | ---    | ---         |",
        "| /events/   | reader   | 20.0 ms (9 KB) | 60.0 ms (18 KB)            | 3.0x   | ≤ 3x holds  |",
        "| /desk/?q=a | operator | 20.0 ms (9 KB) | 61.2 ms (0 KB, status 503) | 3.1x   | ≤ 3x misses |",
    ]
