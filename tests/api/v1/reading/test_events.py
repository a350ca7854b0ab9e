"""Events, their items and the cities at them, as lists and details tell of them."""

from datetime import date
from typing import Any

import pytest
import time_machine
from django.test import Client

from tests.api.records import PDF, downloaded, small_site
from tests.factories import rows
from tours.models import City, Event, PublishedEvent, PublishedItem
from tours.vocabulary import ItemKind, Status

pytestmark = pytest.mark.django_db
BASE = "http://127.0.0.1:8000"


def read(client: Client, address: str) -> Any:
    response = client.get(f"/api/v1/{address}")
    assert response.status_code == 200, response.content
    return response.json()


def names(told: dict[str, Any], field: str) -> list[str]:
    return [row[field] for row in told["results"]]


def test_event_is_told_as_its_current_edition_has_it(client: Client) -> None:
    event = small_site()
    Event.objects.filter(pk=event.pk).update(title="Not published yet")
    published = PublishedEvent.objects.get(slug="week")
    [told] = read(client, "events/")["results"]
    assert told == {
        "url": f"{BASE}/api/v1/events/week/",
        "uid": str(event.uid),
        "slug": "week",
        "kind": "study_tour",
        "title": "Smart City Week",
        "summary": "Five days in Seoul.",
        "starts": "2017-09-04",
        "ends": "2017-09-08",
        "zone": "Asia/Seoul",
        "host_city": {
            "slug": "seoul",
            "name": "Seoul",
            "country": {"code": "KR", "name": "Republic of Korea", "footnote": ""},
        },
        "state": "planned",
        "access": "public",
        "phase": "past",
        "edition": 2,
        "agenda": f"{BASE}/api/v1/events/week/editions/2/",
        "page": f"{BASE}/events/week/",
        "calendar": f"{BASE}/events/week/programme.ics",
        "booklet": f"{BASE}/events/week/programme.pdf",
        "updated_at": published.changed_at.isoformat(),
    }


def test_detail_adds_cities_themes_organisations_and_documents(client: Client) -> None:
    small_site()
    told = read(client, "events/week/")
    assert [(city["slug"], city["takes_part"], city["is_host"]) for city in told["cities"]] == [
        ("belgrade", True, False),
        ("rijeka", True, False),
        ("seoul", False, True),
    ]
    assert told["cities"][0]["names"] == [{"text": "Београд", "language": "sr", "script": "Cyrl"}]
    assert told["themes"] == [{"slug": "transport", "name": "Transport"}]
    assert [(row["role"], row["name"]) for row in told["organisations"]] == [
        ("host", "Ministry of Land, Infrastructure and Transport")
    ]
    assert [row["title"] for row in told["documents"]] == ["Logistics note", "Logistics note"]
    assert [downloaded(client, row["file"]) for row in told["documents"]] == [PDF, PDF]
    assert told["editions"] == f"{BASE}/api/v1/events/week/editions/"


@pytest.mark.parametrize(
    ("query", "slugs"),
    [
        ("country=HR", ["week"]),
        ("country=MK", []),
        ("city=seoul", ["week", "later"]),
        ("theme=transport", ["week"]),
        ("kind=conference", ["later"]),
        ("year=2017", ["week"]),
        ("phase=upcoming", ["later"]),
        ("q=서울 smart", ["week"]),
        ("q=nothing", []),
        ("q=", ["week", "later"]),
    ],
)
def test_list_has_the_filters_of_the_page(client: Client, query: str, slugs: list[str]) -> None:
    small_site()
    later = rows.event(
        slug="later", title="Exchange", kind="conference", starts=date(2031, 5, 1), ends=date(2031, 5, 2)
    )
    rows.publish(later)
    with time_machine.travel("2026-01-01T00:00:00Z"):
        told = read(client, f"events/?ordering=starts&{query}")
    assert (names(told, "slug"), told["count"]) == (slugs, len(slugs))


def test_reader_asks_for_what_changed_since(client: Client) -> None:
    small_site()
    changed_at = PublishedEvent.objects.get(slug="week").changed_at
    moment = changed_at.isoformat().replace("+00:00", "Z")
    assert names(read(client, f"events/?updated_since={moment}"), "slug") == ["week"]
    assert names(read(client, "events/?updated_since=2999-01-01T00:00:00%2B02:00"), "slug") == []
    assert len(names(read(client, f"items/?updated_since={moment}"), "uid")) == 3
    assert len(names(read(client, f"cities/?updated_since={moment}"), "slug")) == 3


def test_item_tells_its_instants_by_the_clocks_of_the_place(client: Client) -> None:
    small_site()
    item = PublishedItem.objects.get(title="Item 1", event__slug="week")
    [told] = read(client, "items/?day=2017-09-05&event=week")["results"]
    assert told == {
        "uid": item.uid,
        "event": {"slug": "week", "title": "Smart City Week", "url": f"{BASE}/api/v1/events/week/"},
        "kind": "session",
        "title": "Item 1",
        "day": "2017-09-05",
        "starts_at": "2017-09-05T08:00:00+09:00",
        "ends_at": "2017-09-05T08:25:00+09:00",
        "status": "confirmed",
        "track": "",
        "place": "Hall 2, KINTEX, Goyang",
        "page": f"{BASE}/events/week/items/{item.uid}/",
        "calendar": f"{BASE}/events/week/items/{item.uid}.ics",
        "agenda": f"{BASE}/api/v1/events/week/editions/2/",
        "updated_at": item.event.changed_at.isoformat(),
    }


def test_items_come_in_the_order_of_the_agenda_and_are_filtered(client: Client) -> None:
    event = rows.event(slug="week")
    rows.item(event, title="Visit", kind=ItemKind.SITE_VISIT, status=Status.TENTATIVE)
    rows.item(event, title="All day", start=None, end=None)
    rows.item(event, title="Opening", room="Great Hall")
    rows.publish(event)
    assert names(read(client, "items/"), "title")[0] == "All day"
    assert names(read(client, "items/?kind=site_visit"), "title") == ["Visit"]
    assert names(read(client, "items/?status=tentative"), "title") == ["Visit"]
    assert names(read(client, "items/?q=great"), "title") == ["Opening"]
    [told] = read(client, "items/?q=all day")["results"]
    assert (told["starts_at"], told["ends_at"]) == (None, None)


def test_city_is_listed_once_as_its_latest_event_has_it(client: Client) -> None:
    small_site()
    later = rows.event(slug="later", starts=date(2019, 1, 1), ends=date(2019, 1, 2))
    City.objects.filter(slug="seoul").update(name="Seoul Special City")
    rows.publish(later)
    told = read(client, "cities/?country=kr")
    assert [(city["slug"], city["name"]) for city in told["results"]] == [("seoul", "Seoul Special City")]
    detail = read(client, "cities/seoul/")
    assert [(entry["event"]["slug"], entry["is_host"]) for entry in detail["events"]] == [
        ("later", True),
        ("week", True),
    ]
    assert names(read(client, "cities/?q=Београд"), "slug") == ["belgrade"]
