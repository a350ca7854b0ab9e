import re
from datetime import date, time, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from rest_framework.exceptions import ValidationError

from api.lists.cursors import piece_after
from tests.announcements import makers
from tests.counting import asked
from tests.factories import rows
from tests.factories.many import many_events
from tours.editions.publishing import publish
from tours.models import Event, PublishedEvent

pytestmark = pytest.mark.django_db


def events(count: int) -> list[Event]:
    made = [
        rows.event(slug=f"event-{n}", title=f"E{n}", starts=date(2017, 9, 4) + timedelta(days=n), ends=date(2018, 1, 1))
        for n in range(count)
    ]
    for event in made:
        rows.publish(event)
    return made


def read(client: Client, address: str) -> dict[str, Any]:
    response = client.get(address)
    assert response.status_code == 200, response.content
    told: dict[str, Any] = response.json()
    return told


def walked(client: Client, address: str) -> list[dict[str, Any]]:
    told = read(client, address)
    found = told["results"]
    while told["next"]:
        parts = urlsplit(told["next"])
        told = read(client, f"{parts.path}?{parts.query}")
        found += told["results"]
    return found  # type: ignore[no-any-return]  # of JSON


def test_pages_lead_to_one_another_with_their_filters(client: Client) -> None:
    events(5)
    second = client.get("/api/v1/events/?page_size=2&page=2&kind=study_tour")
    told = second.json()
    assert (told["count"], [row["slug"] for row in told["results"]]) == (5, ["event-2", "event-1"])
    base = "http://127.0.0.1:8000/api/v1/events/?kind=study_tour"
    assert (told["next"], told["previous"]) == (f"{base}&page=3&page_size=2", f"{base}&page_size=2")
    assert second["Link"] == f'<{told["next"]}>; rel="next", <{told["previous"]}>; rel="prev"'
    last = read(client, "/api/v1/events/?page_size=2&page=3")
    assert (last["next"], [row["slug"] for row in last["results"]]) == (None, ["event-0"])


def test_empty_list_has_a_first_page(client: Client) -> None:
    response = client.get("/api/v1/events/")
    assert response.json() == {"count": 0, "next": None, "previous": None, "results": []}
    assert "Link" not in response


@pytest.mark.parametrize("page", ["2", "999999999"])
def test_page_after_the_last_is_not_there(client: Client, page: str) -> None:
    events(1)
    answer = client.get(f"/api/v1/events/?page={page}")
    assert (answer.status_code, answer.json()["detail"]) == (404, "The list has no such page.")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("page", "0"),
        ("page", "-1"),
        ("page", "1.5"),
        ("page", "last"),
        ("page", ""),
        ("page", "1000000000"),
        ("page", "٣"),
        ("page_size", "0"),
        ("page_size", "101"),
        ("page_size", "x"),
        ("cursor", "forged"),
        ("cursor", "\0"),
        ("cursor", "WyJhIl0:x"),
    ],
)
def test_what_no_page_can_be_is_refused_by_name(client: Client, name: str, value: str) -> None:
    response = client.get("/api/v1/events/", {name: value})
    assert (response.status_code, list(response.json()["errors"])) == (400, [name])


def test_cursor_is_for_neither_pages_nor_orderings(client: Client) -> None:
    assert list(client.get("/api/v1/events/?cursor=&page=1").json()["errors"]) == ["page"]
    assert list(client.get("/api/v1/events/?cursor=&ordering=title").json()["errors"]) == ["ordering"]


def test_cursor_of_one_list_is_none_of_another(client: Client) -> None:
    events(2)
    cursor = parse_qs(urlsplit(read(client, "/api/v1/events/?cursor=&page_size=1")["next"]).query)["cursor"][0]
    assert client.get("/api/v1/events/", {"cursor": cursor}).status_code == 200
    assert client.get("/api/v1/posts/", {"cursor": cursor}).json()["errors"] == {
        "cursor": ["This cursor does not belong to this list. Begin with an empty one."]
    }


def test_cursor_of_a_release_with_other_columns_is_refused() -> None:
    """Read with the columns of now, it would end the walk early, and without a word."""
    rows.publish(rows.event())
    rows.publish(rows.event())
    of_before = piece_after("", PublishedEvent.objects.all(), ("slug", "uid"), size=1, address="/list/").next_cursor
    assert of_before is not None
    with pytest.raises(ValidationError, match="This cursor does not belong to this list"):
        piece_after(of_before, PublishedEvent.objects.all(), ("uid", "slug"), size=1, address="/list/")


def test_cursor_walks_through_all_in_the_order_of_their_changes(client: Client) -> None:
    made = events(5)
    made[1].title = "Another title"
    made[1].save()
    publish(made[1], by=rows.coordinator())
    slugs = [row["slug"] for row in walked(client, "/api/v1/events/?cursor=&page_size=2")]
    assert slugs == ["event-0", "event-2", "event-3", "event-4", "event-1"]


def test_what_changes_during_a_walk_comes_again_at_its_end(client: Client) -> None:
    made = events(4)
    told = read(client, "/api/v1/events/?cursor=&page_size=2")
    assert [row["slug"] for row in told["results"]] == ["event-0", "event-1"]
    for event in (made[0], made[2]):
        event.summary = "Changed meanwhile."
        event.save()
        publish(event, by=rows.coordinator())
    parts = urlsplit(told["next"])
    rest = walked(client, f"{parts.path}?{parts.query}")
    assert [row["slug"] for row in rest] == ["event-3", "event-0", "event-2"]


def test_items_that_leave_during_a_walk_hide_no_others(client: Client) -> None:
    """All items of an event change at one moment, so a cursor cannot go by that moment alone."""
    first, second = (rows.event(slug=slug) for slug in ("first", "second"))
    for event in (first, second):
        for n in range(3):
            rows.item(event, title=f"{event.slug} {n}", start=time(9 + n), end=time(10 + n))
        rows.publish(event)
    told = read(client, "/api/v1/items/?cursor=&page_size=2")
    assert [row["title"] for row in told["results"]] == ["first 0", "first 1"]
    first.summary = "Changed meanwhile."
    first.save()
    publish(first, by=rows.coordinator())
    rest = walked(client, told["next"].removeprefix("http://127.0.0.1:8000"))
    assert [row["title"] for row in rest] == ["second 0", "second 1", "second 2", "first 0", "first 1", "first 2"]


@pytest.mark.parametrize("listed", ["items", "cities", "organisations", "documents", "posts", "testimonials"])
def test_walk_and_pages_tell_the_same_rows(client: Client, listed: str) -> None:
    from tests.api.records import small_site

    small_site()
    makers.published_post(title="Another")
    makers.new_testimonial("Thank you.")
    pages = read(client, f"/api/v1/{listed}/")["results"]
    walk = walked(client, f"/api/v1/{listed}/?cursor=&page_size=1")
    assert sorted(map(str, walk)) == sorted(map(str, pages))
    assert len(pages) > 1


def test_walk_that_nothing_disturbs_has_the_same_tags(client: Client) -> None:
    events(2)
    first = client.get("/api/v1/events/?cursor=&page_size=1")
    again = client.get("/api/v1/events/?cursor=&page_size=1", headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304
    assert not re.search(r":\w{6}:", first.json()["next"])  # no time in the signature


def test_page_far_into_a_list_is_refused_with_the_way_to_the_rest(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("api.lists.pagination.NumberedPages.most", 4)
    events(7)
    last = read(client, "/api/v1/events/?page_size=2&page=2")
    assert len(last["results"]) == 2
    response = client.get("/api/v1/events/?page_size=2&page=3")
    assert (response.status_code, response.json()["errors"]) == (
        400,
        {
            "page": [
                "Pages lead to the first 4 entries. Narrow the list, or walk through all of it with a cursor.",
            ]
        },
    )
    assert client.get("/api/v1/events/?page_size=2&page=5").status_code == 404
    assert len(walked(client, "/api/v1/events/?page_size=2&cursor=")) == 7


@pytest.mark.parametrize(
    ("kind", "query"), [("PagesOfWords", "q=week"), ("PagesOfChanges", "updated_since=2000-01-01T00:00:00Z")]
)
@pytest.mark.parametrize(("found", "told"), [(4, {"count": 4}), (7, {"count": 4, "is_cut": True})])
def test_rows_with_words_or_changes_are_counted_no_further_than_pages_lead(
    client: Client, monkeypatch: pytest.MonkeyPatch, kind: str, query: str, found: int, told: dict[str, Any]
) -> None:
    monkeypatch.setattr(f"api.lists.pagination.{kind}.most", 4)
    many_events(found)
    with asked() as seen:
        page = read(client, f"/api/v1/events/?{query}&page_size=2&page=2")
    assert {name: page[name] for name in ("count", "is_cut") if name in page} == told
    [counting] = [statement for statement, _params in seen.statements if statement.startswith("SELECT COUNT")]
    assert "LIMIT 5)" in counting


def test_page_far_into_a_search_is_refused_with_the_way_to_the_rest(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("api.lists.pagination.PagesOfWords.most", 4)
    many_events(7)
    for page in (3, 50):
        answer = client.get(f"/api/v1/events/?q=week&page_size=2&page={page}")
        assert (answer.status_code, answer.json()["errors"]["page"][0][:36]) == (
            400,
            "Pages lead to the first 4 entries. N",
        )
    assert client.get("/api/v1/events/?q=nothing&page=2").status_code == 404
    assert len(walked(client, "/api/v1/events/?q=week&page_size=2&cursor=")) == 7
