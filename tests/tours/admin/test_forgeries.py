"""Requests that no page offers, but anyone can send."""

import re
from typing import Any

import pytest
from django.test import Client

from tests.factories import rows
from tests.refusals import is_not_found
from tests.tours.admin.pages import shown, undrawn
from tours.admin import choices
from tours.models import Edition, Event

pytestmark = pytest.mark.django_db
ITEMS = "/admin/tours/agendaitem/"
HUGE = "9" * 40


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("day__year=" + HUGE, 400),
        ("day__year=9999&day__month=12", 400),
        ("day__year=abc", 302),
        ("day__year=2017&day__month=99", 302),
        ("event__id__exact=abc", 200),
        ("event__id__exact=" + HUGE, 200),
        ("unheard=of", 400),
        ("p=" + HUGE, 200),
        ("o=" + HUGE, 200),
        ("q=%00", 200),
        ("q=" + "x" * 60_000, 200),
        ("_to_field=title", 400),
    ],
)
def test_list_takes_any_query(desk: Client, query: str, status: int, caplog: pytest.LogCaptureFixture) -> None:
    rows.item(rows.event())
    answer = desk.get(f"{ITEMS}?{query}")
    assert (answer.status_code, answer.headers.get("Location")) == (status, f"{ITEMS}?e=1" if status == 302 else None)
    if query.startswith("_to_field"):
        caplog.clear()  # Django itself logs this one as an attack


@pytest.mark.parametrize(
    ("model", "query"),
    [
        ("tours/agendaitem", "title__regex=("),
        ("tours/agendaitem", "staff_note__contains=secret"),
        ("tours/agendaitem", "event__roles__user__password__startswith=argon2"),
        ("tours/edition", "agenda__range=1"),
        ("tours/edition", "published_at__iso_year=" + HUGE),
        ("tours/phase", "starts__year=99999999"),
        ("accounts/user", "password__startswith=argon2"),
    ],
)
def test_list_takes_no_question_that_its_filters_do_not_ask(desk: Client, model: str, query: str) -> None:
    """With such filters, a user who sees a list could find out the values of columns that it does not show."""
    rows.item(rows.event())
    assert desk.get(f"/admin/{model}/").context["cl"] is not None
    refused = desk.get(f"/admin/{model}/?{query}")
    assert (refused.status_code, (refused.context or {}).get("cl")) == (400, None)


def test_nul_in_a_filter_is_a_bad_request_or_finds_nothing(desk: Client) -> None:
    """PostgreSQL accepts no NUL, and on SQLite no row has one."""
    rows.item(rows.event())
    response = desk.get(f"{ITEMS}?kind__exact=%00")
    assert response.status_code == 400 or list(response.context["cl"].result_list) == []


@pytest.mark.parametrize("key", ["abc", HUGE, "\0", "1.5"])
@pytest.mark.parametrize("action", ["publish", "delete_selected"])
def test_forged_selection_is_a_bad_request(desk: Client, action: str, key: str) -> None:
    event = rows.event()
    sent = {"action": action, "_selected_action": key, "confirmed": "yes", "post": "yes"}
    response = desk.post("/admin/tours/event/", sent)
    assert (response.status_code, Event.objects.get(), Edition.objects.count()) == (400, event, 0)


def test_selection_of_what_is_gone_publishes_nothing(desk: Client) -> None:
    response = desk.post("/admin/tours/event/", {"action": "publish", "_selected_action": "987654"})
    assert (response.status_code, response.context["pending"]) == (200, [])


@pytest.mark.parametrize("field", ["track", "groups", "documents", "venue", "parts-0-person", "parts-0-id"])
def test_forged_choice_is_refused(desk: Client, field: str) -> None:
    event = rows.event()
    fields: dict[str, Any] = shown(desk, f"{ITEMS}add/?event={event.pk}") | {"title": "Opening", "day": "2017-09-04"}
    for value in ("abc", HUGE, "-1", "1.5", "\0"):
        with undrawn():
            response = desk.post(f"{ITEMS}add/", fields | {"parts-0-role": "speaker", field: value})
        assert (value, response.status_code in {200, 400}, event.items.exists()) == (value, True, False)


@pytest.mark.parametrize("tail", ["change/", "delete/", "history/", "publish/", "redact/"])
@pytest.mark.parametrize("key", ["abc", HUGE, "%00", "_5F", "-1"])
def test_unknown_key_leads_nowhere(desk: Client, key: str, tail: str) -> None:
    rows.event(title="Another")
    answer = desk.get(f"/admin/tours/event/{key}/{tail}")
    assert answer.headers.get("Location") == "/admin/" or is_not_found(answer)
    assert "Another" not in answer.content.decode()


@pytest.mark.parametrize("tail", ["change/", "delete/", "history/"])
@pytest.mark.parametrize("key", ["%00", "x" * 5000, "_5F"])
def test_unknown_key_that_is_a_text_leads_nowhere(desk: Client, key: str, tail: str) -> None:
    """The code of a country is its key, in which PostgreSQL accepts no NUL."""
    answer = desk.get(f"/admin/tours/country/{key}/{tail}")
    assert answer.headers.get("Location") == "/admin/" or answer.status_code == 400
    assert "Republic of Korea" not in answer.content.decode()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("key", ["%00", "abc", HUGE])
@pytest.mark.parametrize("address", ["/admin/tours/city/add/?country=", f"{ITEMS}add/?venue="])
def test_forged_choice_in_a_link_shows_the_form_without_it(
    desk: Client, monkeypatch: pytest.MonkeyPatch, address: str, key: str
) -> None:
    """The field is one in which users choose by typing, as a plain select does not query the database."""
    monkeypatch.setattr(choices, "MOST_IN_SELECT", 0)
    rows.item(rows.event(), venue=rows.venue())
    field = address.partition("?")[2].rstrip("=")
    choice = str(desk.get(address + key).context["adminform"].form[field])
    assert re.findall(r'<option value="([^"]+)"[^>]*selected', choice) == []


@pytest.mark.parametrize("key", ["%00", "abc", HUGE])
@pytest.mark.parametrize("query", ["add/?venue=", "add/?event=", "add/?_changelist_filters=event__id__exact%3D"])
def test_forged_event_in_a_link_shows_the_form_without_it(desk: Client, query: str, key: str) -> None:
    rows.item(rows.event(), venue=rows.venue())
    with undrawn():
        form = desk.get(ITEMS + query + key).context["adminform"].form
    assert form["day"].value() is None


@pytest.mark.parametrize(
    ("query", "status"), [("term=%00", 200), ("term=" + "x" * 60_000, 200), ("page=abc", 404), ("page=" + HUGE, 404)]
)
def test_choices_as_one_types_take_any_query(desk: Client, query: str, status: int) -> None:
    address = "/admin/autocomplete/?app_label=tours&model_name=agendaitem&field_name=venue"
    answer = desk.get(f"{address}&{query}")
    found = answer.json() if status == 200 else None
    expected = {"results": [], "pagination": {"more": False}} if status == 200 else None
    assert (answer.status_code, found) == (status, expected)
