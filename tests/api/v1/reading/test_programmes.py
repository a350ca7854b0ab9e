"""The programme, organisations, documents, posts and testimonials."""

from typing import Any

import pytest
from django.test import Client

from announcements.models import Post
from tests.announcements import makers
from tests.api.records import PDF, downloaded, own_programme, small_site
from tests.factories import rows
from tours.models import Document, Programme

pytestmark = pytest.mark.django_db
BASE = "http://127.0.0.1:8000"


def results(client: Client, address: str) -> list[dict[str, Any]]:
    response = client.get(f"/api/v1/{address}")
    assert response.status_code == 200, response.content
    told: list[dict[str, Any]] = response.json()["results"]
    return told


def test_start_leads_to_every_list(client: Client) -> None:
    told = client.get("/api/v1/").json()
    assert list(told) == [
        "programmes",
        "events",
        "items",
        "cities",
        "organisations",
        "posts",
        "testimonials",
        "documents",
    ]
    assert [client.get(address.removeprefix(BASE)).status_code for address in told.values()] == [200] * 8


def test_own_programme_is_told_of_with_its_phases_and_countries(client: Client) -> None:
    own_programme()
    Programme.objects.create(name="Another's", slug="anothers")
    assert [row["slug"] for row in results(client, "programmes/")] == ["upp"]
    assert client.get("/api/v1/programmes/anothers/").status_code == 404
    told = client.get("/api/v1/programmes/upp/").json()
    [phase] = told["phases"]
    assert (phase["name"], phase["starts"]) == ("Phase 1", "2016-01-01")
    above, below = phase["components"]
    assert (above["title"], above["part_of"], below["title"], below["part_of"]) == (
        "Learning",
        None,
        "Study tours",
        above["id"],
    )
    assert told["target_countries"] == [{"code": "XK", "name": "Kosovo", "footnote": "Without prejudice."}]
    assert (told["themes"], told["tiers"]) == (
        [{"slug": "transport", "name": "Transport"}],
        [{"name": "Study tour", "description": ""}],
    )


def test_organisations_of_the_programme_and_of_events_are_one_list(client: Client) -> None:
    small_site()
    assert [
        (row["name"], row["role"], row["event"] and row["event"]["slug"]) for row in results(client, "organisations/")
    ] == [
        ("Ministry of Land, Infrastructure and Transport", "host", "week"),
        ("World Bank", "funder", None),
    ]
    found = {
        query: [row["name"] for row in results(client, f"organisations/?{query}")]
        for query in (
            "event=week",
            "role=funder",
            "country=us",
            "role=partner",
        )
    }
    assert found == {
        "event=week": ["Ministry of Land, Infrastructure and Transport"],
        "role=funder": ["World Bank"],
        "country=us": ["World Bank"],
        "role=partner": [],
    }


def test_documents_are_brochures_and_what_events_show_and_can_be_had(client: Client) -> None:
    small_site()
    told = results(client, "documents/")
    assert [(row["title"], row["event"] and row["event"]["slug"], bool(row["item"])) for row in told] == [
        ("Brochure", None, False),
        ("Logistics note", "week", False),
        ("Logistics note", "week", True),
    ]
    assert [downloaded(client, row["file"]) for row in told] == [PDF, PDF, PDF]
    assert [row["title"] for row in results(client, "documents/?event=week&ordering=-size")] == ["Logistics note"] * 2
    assert results(client, "documents/?language=ko") == []
    Document.objects.update(language="sr-Cyrl")
    assert [len(results(client, f"documents/?language={tag}")) for tag in ("sr", "sr-cyrl", "sr-Latn", "s")] == [
        1,
        1,
        0,
        0,
    ]


def test_post_is_told_with_its_event_as_published(client: Client) -> None:
    event = small_site()
    type(event).objects.filter(pk=event.pk).update(title="Not published yet")
    [told] = results(client, "posts/")
    assert (told["slug"], told["published_on"], told["categories"]) == (
        "cities-meet",
        "2017-08-30",
        [{"slug": "news", "name": "News"}],
    )
    assert told["event"] == {"slug": "week", "title": "Smart City Week", "url": f"{BASE}/api/v1/events/week/"}
    assert "body" not in told
    detail = client.get("/api/v1/posts/cities-meet/").json()
    assert (detail["body"], detail["html"]) == ("*Two* cities.", "<p><em>Two</em> cities.</p>\n")


def test_posts_have_the_filters_of_the_page(client: Client) -> None:
    small_site()
    makers.published_post(title="Later", slug="later")
    Post.objects.filter(slug="later").update(published_on="2018-01-01", updated_at="2018-01-01T00:00:00Z")
    found = {
        query: [row["slug"] for row in results(client, f"posts/?{query}")]
        for query in ("", "category=news", "year=2018", "event=week", "updated_since=2018-01-02T00:00:00Z")
    }
    assert found == {
        "": ["later", "cities-meet"],
        "category=news": ["cities-meet"],
        "year=2018": ["later"],
        "event=week": ["cities-meet"],
        "updated_since=2018-01-02T00:00:00Z": ["cities-meet"],
    }


def test_testimonials_are_those_published(client: Client) -> None:
    makers.new_testimonial("Second", order=2)
    makers.new_testimonial("First", order=1, position="", is_unattributed=True)
    makers.new_testimonial("Hidden", is_published=False)
    told = results(client, "testimonials/")
    assert [(row["text"], row["position"], row["is_unattributed"]) for row in told] == [
        ("First", "", True),
        ("Second", "Mayor", False),
    ]
    assert results(client, "testimonials/?language=ko") == []


def test_organisation_without_a_country_has_an_empty_code(client: Client) -> None:
    own = own_programme()
    own.organisations.create(organisation=rows.organisation("Network of Cities"), role="partner")
    assert [(row["name"], row["country_code"]) for row in results(client, "organisations/")] == [
        ("Network of Cities", ""),
        ("World Bank", "US"),
    ]
