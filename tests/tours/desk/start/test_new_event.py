"""The desk's page of a new event: title, days, city, and one is in."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import rows
from tests.tours.admin.conftest import browser_of
from tours.models import City, Event, Programme
from tours.vocabulary import EventKind, RoleKind

pytestmark = pytest.mark.django_db
ADDRESS = "/desk/events/new/"


@pytest.fixture
def browser() -> Client:
    return browser_of(rows.coordinator())


def typed(**facts: str) -> dict[str, str]:
    week = {"title": "Week", "starts": "2027-03-01", "ends": "2027-03-03", "city": "Belgrade", "kind": "study_tour"}
    return week | facts


def errors(answer: Any) -> dict[str, list[str]]:
    assert answer.status_code == 400
    return {name: list(map(str, told)) for name, told in answer.context["form"].errors.items()}


def test_event_is_made_in_a_city_that_is_known_and_one_is_in(browser: Client) -> None:
    rows.belgrade()
    answer = browser.post(ADDRESS, typed(city="Београд"))
    event = Event.objects.get()
    assert answer.headers["Location"] == reverse("tours:desk_event", args=[event.uid])
    assert (event.title, event.starts, event.ends) == ("Week", date(2027, 3, 1), date(2027, 3, 3))
    assert (str(event.host_city), event.zone, event.kind) == ("Belgrade", "Europe/Belgrade", EventKind.STUDY_TOUR)
    assert "made, as a draft" in browser.get(answer.headers["Location"]).content.decode()


def test_event_of_one_day_needs_no_last_day(browser: Client) -> None:
    rows.belgrade()
    browser.post(ADDRESS, typed(ends=""))
    assert Event.objects.get().ends == date(2027, 3, 1)


def test_new_city_is_made_by_its_name_and_country_alone(browser: Client) -> None:
    browser.post(ADDRESS, typed(city="Vienna", country="AT"))
    assert (str(Event.objects.get().host_city), Event.objects.get().zone) == ("Vienna", "Europe/Vienna")
    assert City.objects.get().country.name == "Austria"


def test_new_city_of_a_country_with_several_zones_is_asked_for_its_own(browser: Client) -> None:
    answer = browser.post(ADDRESS, typed(city="Almaty", country="KZ"))
    assert errors(answer) == {"city_zone": ["This country has several time zones. Choose that of the city."]}
    page = answer.content.decode()
    assert '<option value="Asia/Almaty">Almaty (Asia/Almaty)</option>' in page
    assert "Europe/Vienna" not in page
    browser.post(ADDRESS, typed(city="Almaty", country="KZ", city_zone="Asia/Almaty"))
    assert Event.objects.get().zone == "Asia/Almaty"


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        (
            {"city": "Vienna"},
            {"country": ["No city of this name is known here. Choose its country, and it is made."]},
        ),
        ({"city": "Беч", "country": "AT"}, {"city": ["Write the name of a new city in Latin letters, as in English."]}),
        ({"city": ""}, {"city": ["This field is required."]}),
        ({"title": "\u200b"}, {"title": ["Write some text. Spaces alone are not enough."]}),
        ({"ends": "2027-02-01"}, {"__all__": ["The last day of an event cannot be before its first."]}),
        ({"starts": "0202-03-01"}, {"starts": ["Write the year in four figures, between 1900 and 2199."]}),
        ({"starts": "soon"}, {"starts": ["Enter a valid date."]}),
        ({"country": "??"}, {"country": ["Select a valid choice. ?? is not one of the available choices."]}),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    browser: Client, facts: dict[str, str], told: dict[str, list[str]]
) -> None:
    rows.belgrade()
    answer = browser.post(ADDRESS, typed(**facts))
    assert errors(answer) == told
    assert answer.context["form"]["title"].value() == typed(**facts)["title"]
    assert (Event.objects.count(), City.objects.count()) == (0, 1)


def test_city_is_not_made_where_the_event_is_refused(browser: Client) -> None:
    browser.post(ADDRESS, typed(city="Vienna", country="AT", ends="2027-02-01"))
    assert City.objects.count() == 0


def test_programme_is_asked_for_only_where_there_are_several() -> None:
    rows.belgrade()
    ours, other = rows.programme(), Programme.objects.create(name="Other", slug="other")
    Programme.objects.create(name="Not mine", slug="not-mine")
    user = rows.colleague(RoleKind.COORDINATOR, at=ours)
    assert 'name="programme"' not in browser_of(user).get(ADDRESS).content.decode()
    rows.role(user, RoleKind.COORDINATOR, at=other)
    browser = browser_of(user)
    assert [str(row) for row in browser.get(ADDRESS).context["form"].fields["programme"].queryset] == ["Other", "UPP"]
    assert errors(browser.post(ADDRESS, typed())) == {"programme": ["This field is required."]}
    browser.post(ADDRESS, typed(programme=str(other.pk)))
    assert Event.objects.get().programme == other


@pytest.mark.parametrize("kind", [RoleKind.EDITOR, RoleKind.REGISTRAR, RoleKind.VIEWER])
def test_only_who_may_make_events_in_a_programme_gets_the_page(kind: RoleKind) -> None:
    event = rows.event()
    for user in (rows.colleague(kind, at=event.programme), rows.colleague(RoleKind.COORDINATOR, at=event)):
        browser = browser_of(user)
        assert [browser.get(ADDRESS).status_code, browser.post(ADDRESS, typed()).status_code] == [403, 403]
