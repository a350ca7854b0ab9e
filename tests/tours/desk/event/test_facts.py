"""The desk's page of an event's own facts."""

from typing import Any

import pytest
from django.test import Client

from tests.factories import rows
from tests.tours.admin.conftest import browser_of
from tours.desk.event.facts_form import FactsForm
from tours.models import Event, Theme, Tier
from tours.vocabulary import EventState

pytestmark = pytest.mark.django_db


@pytest.fixture
def event() -> Event:
    return rows.event(title="Week", slug="week")


@pytest.fixture
def browser(event: Event) -> Client:
    return browser_of(rows.coordinator())


def address(event: Event) -> str:
    return f"/desk/events/{event.uid}/facts/"


SENT = {
    "title": "Week",
    "slug": "week",
    "kind": "study_tour",
    "starts": "2017-09-04",
    "ends": "2017-09-08",
    "city": "Seoul, Republic of Korea",
    "zone": "Asia/Seoul",
    "language": "en",
    "organised": "on",
    "access": "public",
    "state": "planned",
}
"""What a browser sends of the page of the event as it is shown, without the tag."""


def tagged(browser: Client, event: Event) -> dict[str, Any]:
    """The same with the tag that the page has now."""
    return SENT | {"row_tag": browser.get(address(event)).context["form"].fields["row_tag"].initial}


def test_every_fact_of_an_event_is_in_the_form_but_what_has_a_page_of_its_own() -> None:
    own = [field.name for field in (*Event._meta.fields, *Event._meta.many_to_many)]
    missing = [name for name in own if {"host_city": "city"}.get(name, name) not in FactsForm.base_fields]
    assert missing == ["id", "uid", "programme", "picture", "created_at", "updated_at", "published_edit_at"]


def test_facts_are_changed(browser: Client, event: Event) -> None:
    theme = Theme.objects.create(programme=event.programme, name="Traffic", slug="traffic")
    tier = Tier.objects.create(programme=event.programme, name="Dialogue")
    facts = {
        "title": "Days",
        "ends": "2017-09-10",
        "summary": "Short.",
        "language": "sr-Latn",
        "themes": [theme.pk],
        "tier": tier.pk,
        "conditions": "Own travel.",
        "places": "40",
        "state": "postponed",
        "url": "example.org",
    }
    answer = browser.post(address(event), SENT | facts)
    assert answer.headers["Location"] == f"/desk/events/{event.uid}/"
    event.refresh_from_db()
    assert (event.title, str(event.ends), event.summary, event.language) == ("Days", "2017-09-10", "Short.", "sr-Latn")
    assert (list(event.themes.all()), event.tier, event.places) == ([theme], tier, 40)
    assert (event.state, event.url, event.slug) == (EventState.POSTPONED, "https://example.org", "week")


def test_nothing_is_written_where_nothing_was_typed(browser: Client, event: Event) -> None:
    before = event.updated_at
    assert browser.post(address(event), tagged(browser, event)).status_code == 302
    event.refresh_from_db()
    assert event.updated_at == before


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ({"city": "Београд"}, "Europe/Belgrade"),
        ({"city": "Vienna", "country": "AT"}, "Europe/Vienna"),
        ({"city": "Belgrade", "zone": "UTC"}, "UTC"),
        ({"city": "seoul"}, "Asia/Seoul"),
    ],
)
def test_zone_follows_the_city_unless_another_is_chosen(
    browser: Client, event: Event, typed: dict[str, str], zone: str
) -> None:
    rows.belgrade()
    browser.post(address(event), SENT | typed)
    event.refresh_from_db()
    assert event.zone == zone


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"title": ""}, "title"),
        ({"ends": "2017-01-01"}, "__all__"),
        ({"zone": "Nowhere"}, "zone"),
        ({"city": "Vienna"}, "country"),
        ({"slug": "admin"}, "slug"),
        ({"language": "Klingon"}, "language"),
        ({"url": "javascript:alert(1)"}, "url"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    browser: Client, event: Event, typed: dict[str, str], field: str
) -> None:
    answer = browser.post(address(event), SENT | {"summary": "Typed."} | typed)
    assert (answer.status_code, list(answer.context["form"].errors)) == (400, [field])
    assert answer.context["form"]["summary"].value() == "Typed."
    event.refresh_from_db()
    assert (event.title, event.summary) == ("Week", "")


def test_colleagues_change_is_kept_and_ones_own_is_shown_again(browser: Client, event: Event) -> None:
    sent = tagged(browser, event)
    Event.objects.update(title="Theirs")
    answer = browser.post(address(event), sent | {"summary": "Mine."})
    form = answer.context["form"]
    assert (answer.status_code, form["title"].value(), form["summary"].value()) == (400, "Theirs", "Mine.")
    again = sent | {"row_tag": form.fields["row_tag"].initial, "title": "Theirs", "summary": "Mine."}
    assert browser.post(address(event), again).status_code == 302
    event.refresh_from_db()
    assert (event.title, event.summary) == ("Theirs", "Mine.")


def test_address_of_what_was_published_stays(browser: Client, event: Event) -> None:
    assert "slug" in browser.get(address(event)).context["form"].fields
    rows.item(event)
    rows.publish(event)
    assert "slug" not in browser.get(address(event)).context["form"].fields
