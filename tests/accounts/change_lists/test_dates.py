from datetime import date
from typing import Any

import pytest
from django.test import Client

from tests.factories import rows

pytestmark = pytest.mark.django_db
EVENTS = "/admin/tours/event/"


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(rows.operator())
    return client


def dates(desk: Client, query: str = "") -> tuple[list[str], str]:
    """The titles of the choices, and that of the way back."""
    told: Any = desk.get(EVENTS + query).context["cl"].dates
    return [choice["title"] for choice in told.get("choices", [])], (told.get("back") or {"title": ""})["title"]


def events(*days: date) -> None:
    for day in days:
        rows.event(starts=day, ends=day)


def test_years_months_and_days_from_the_first_to_the_last_are_offered(desk: Client) -> None:
    events(date(2015, 9, 4), date(2017, 9, 4), date(2017, 11, 6), date(2017, 11, 8))
    assert dates(desk) == (["2015", "2016", "2017"], "")
    assert dates(desk, "?starts__year=2017") == (["September 2017", "October 2017", "November 2017"], "All dates")
    of_november = "?starts__year=2017&starts__month=11"
    assert dates(desk, of_november) == (["6 November", "7 November", "8 November"], "2017")
    assert dates(desk, f"{of_november}&starts__day=6") == (["6 November"], "2017")


def test_months_of_the_only_year_and_days_of_the_only_month_are_offered_at_once(desk: Client) -> None:
    events(date(2017, 11, 6), date(2017, 11, 7))
    assert dates(desk) == (["6 November", "7 November"], "2017")
    events(date(2017, 12, 31))
    assert dates(desk) == (["November 2017", "December 2017"], "All dates")


def test_list_without_rows_offers_no_dates(desk: Client) -> None:
    assert dates(desk) == ([], "")
    events(date(2017, 11, 6))
    assert dates(desk, "?q=nothing") == ([], "")


def test_links_keep_the_search(desk: Client) -> None:
    events(date(2015, 9, 4), date(2017, 9, 4))
    page = desk.get(f"{EVENTS}?q=week").content.decode()
    assert '<a href="?q=week&amp;starts__year=2016">2016</a>' in page
