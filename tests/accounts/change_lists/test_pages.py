from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client

from tests.counting import asked, plan
from tests.factories import rows
from tours.models import Event

pytestmark = pytest.mark.django_db
EVENTS = "/admin/tours/event/"


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(rows.operator())
    return client


def drafts(number: int) -> None:
    first = rows.event()
    facts = {"programme": first.programme, "host_city": first.host_city}
    Event.objects.bulk_create(
        Event(slug=f"draft-{n}", title=f"Draft {n}", starts=day, ends=day, **facts)
        for n in range(1, number)
        for day in [first.starts + timedelta(days=n)]
    )


@pytest.fixture
def three_rows_on_pages_of_two(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("accounts.change_lists.pages.FirstRows.most", 3)
    monkeypatch.setattr("tours.admin.base.StaffAdmin.list_per_page", 2)
    monkeypatch.setattr("tours.admin.base.StaffAdmin.list_max_show_all", 1)


@pytest.mark.usefixtures("three_rows_on_pages_of_two")
@pytest.mark.parametrize("query", ["?p=1", "?p=2&q=week", "?p=2&kind__exact=study_tour", "?p=2&_facets=True"])
def test_list_counts_and_shows_no_more_rows_than_its_pages_lead_to(desk: Client, query: str) -> None:
    for number in range(5):
        rows.event(title=f"City week {number}")
    page = desk.get(EVENTS + query).content.decode()
    assert page.count('class="action-select"') == (2 if query == "?p=1" else 1)
    assert "<p>There are more. Pages lead to the first 3; search words and filters lead to the others.</p>" in page
    assert "5 total" not in page


@pytest.mark.usefixtures("three_rows_on_pages_of_two")
def test_list_that_its_pages_hold_does_not_speak_of_more(desk: Client) -> None:
    drafts(3)
    page = desk.get(EVENTS).content.decode()
    assert (page.count('class="action-select"'), "There are more" in page) == (2, False)


@pytest.mark.parametrize("number", [30, 300])
def test_rows_are_read_of_what_is_shown_alone(desk: Client, number: int) -> None:
    """Of one user and session, three numbers and dates, the choices of two filters, twenty-five keys and their rows."""
    drafts(number)
    with asked() as seen:
        desk.get(f"{EVENTS}?q=seoul")
    assert (seen.queries, seen.rows()) == (9, 57)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL plans by how many rows there are.")
@pytest.mark.parametrize(
    ("address", "table", "index"),
    [
        ("tours/agendaitem/", "tours_agendaitem", "agenda_item_by_day"),
        ("tours/person/", "tours_person", "person_by_name"),
        ("tours/edition/", "tours_edition", "edition_by_moment"),
    ],
)
def test_page_and_years_are_read_in_the_order_of_an_index(desk: Client, address: str, table: str, index: str) -> None:
    item = rows.item(rows.event())
    rows.speaker(item)
    rows.publish(item.event)
    with asked() as seen:
        assert desk.get(f"/admin/{address}").status_code == 200
    assert any(_walks(statement, params, table, index) for statement, params in seen.statements)
    assert not any("django_date" in statement for statement, _params in seen.statements)


def _walks(statement: str, params: object, table: str, index: str) -> bool:
    if f'FROM "{table}"' not in statement or "ORDER BY" not in statement:
        return False
    return any(_is_in_order(step, table, index) for step in plan(statement, params).splitlines())


def _is_in_order(step: str, table: str, index: str) -> bool:
    return table in step and index in step
