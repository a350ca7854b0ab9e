"""PostgreSQL refuses a text with a null character, which is an error of the server: no query may hold one from an address."""

from typing import Any

import pytest
from django.test import Client
from django.urls import resolve

from announcements.filters import PostFilter
from tests.announcements.makers import published_post
from tests.counting import asked
from tests.factories import rows
from tours.desk.audit import EventAuditFilter
from tours.filters import EventFilter

pytestmark = pytest.mark.django_db
PAGES: dict[str, Any] = {
    "/events/": EventFilter,
    "/events.ics": EventFilter,
    "/news/": PostFilter,
    "/desk/audit/": EventAuditFilter,
}
API_LISTS = ("events", "items", "cities", "organisations", "documents", "posts", "testimonials")


def filters_of(path: str) -> list[str]:
    found: Any = resolve(path).func
    return list(PAGES[path].base_filters if path in PAGES else found.cls.filterset_class.base_filters)


@pytest.mark.parametrize("path", [*PAGES, *(f"/api/v1/{name}/" for name in API_LISTS)])
def test_filter_with_a_null_character_asks_the_database_for_nothing_of_it(client: Client, path: str) -> None:
    event = rows.full_event(1, slug="week")
    rows.publish(event)
    published_post(event=event)
    client.force_login(rows.operator())
    for name in [*filters_of(path), "page", "ordering", "cursor"]:
        with asked() as seen:
            answer = client.get(path, {name: "week\0"})
        assert (name, answer.status_code) in [(name, 200), (name, 400)]
        assert [params for _sql, params in seen.statements if "\\x00" in repr(params)] == [], name


def test_words_of_the_token_form_with_a_null_character_are_refused_unasked(client: Client) -> None:
    client.force_login(rows.coordinator())
    sent = {"name": "Form", "scopes": ["read"], "lasts": "30", "event": "week\0"}
    with asked() as seen:
        page = client.post("/desk/tokens/new/", sent)
    assert [params for _sql, params in seen.statements if "\\x00" in repr(params)] == []
    assert "Null characters are not allowed." in page.content.decode()
