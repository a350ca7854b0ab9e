"""The page of a city: its names, and the events it took part in or hosted."""

import re
from datetime import date, time
from typing import Any

import pytest
from django.test import Client
from pytest_django.asserts import assertInHTML

from announcements.posts.writing import save_post
from tests.announcements.makers import published_post
from tests.counting import asked
from tests.factories import rows
from tests.factories.copies import published_copies
from tests.isolation import without_bdi
from tests.refusals import is_not_found
from tours.editions.withdrawing import withdraw
from tours.models import City, CityName, Event, ParticipatingCity, TargetCountry
from tours.vocabulary import Access

pytestmark = pytest.mark.django_db


def published_event(title: str, *homes: City, **facts: Any) -> Event:
    event = rows.event(title=title, **facts)
    for home in homes:
        ParticipatingCity.objects.create(event=event, city=home, seats=1)
    rows.publish(event)
    return event


def html(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return without_bdi(answer)


def listed(page: str) -> list[tuple[str, str]]:
    """The title of each event, and the city's part in it."""
    return re.findall(r'<h3><a [^>]*>(.*?)</a></h3>\s*<p class="meta">.*?· ([\w ]+)</p>', page, re.DOTALL)


def test_city_has_its_names_each_in_its_language_and_its_country(client: Client) -> None:
    skopje = rows.city("Skopje", country=rows.country("MK", "North Macedonia"), zone="Europe/Skopje")
    for text, language, script in (("Скопје", "mk", "Cyrl"), ("Shkup", "sq", "Latn")):
        CityName.objects.create(city=skopje, text=text, language=language, script=script)
    published_event("Week", skopje)
    page = html(client, "/cities/skopje/")
    assertInHTML("<h1>Skopje</h1>", page)
    lead = '<span lang="mk">Скопје</span>, <span lang="sq">Shkup</span> · North Macedonia'
    assert re.findall(r'<p class="lead">(.*?)</p>', page) == [lead]


def test_events_stand_newest_first_with_what_the_city_was_to_them(client: Client) -> None:
    published_event("First", rows.belgrade(), starts=date(2016, 1, 1), ends=date(2016, 1, 2))
    published_event("Last", host_city=rows.belgrade(), starts=date(2018, 1, 1), ends=date(2018, 1, 2))
    published_event("Both", rows.belgrade(), host_city=rows.belgrade(), starts=date(2017, 1, 1), ends=date(2017, 1, 2))
    published_event("Without it")
    page = html(client, "/cities/belgrade/")
    assert listed(page) == [("Last", "Host city"), ("Both", "Host city"), ("First", "Participating city")]
    assert "\n<p>3 events with Belgrade.</p>\n" in page
    assert '<a href="/events.ics?city=belgrade" download>' in page


def test_city_is_named_as_its_newest_event_names_it(client: Client) -> None:
    belgrade = rows.belgrade()
    published_event("Then", belgrade, starts=date(2017, 1, 1))
    belgrade.name = "Beograd"
    belgrade.save()
    published_event("Now", belgrade, starts=date(2017, 8, 1))
    assertInHTML("<h1>Beograd</h1>", html(client, "/cities/belgrade/"))


def test_designation_of_its_country_and_of_its_hosts_is_explained_once(client: Client) -> None:
    kosovo = rows.country("XK", "Kosovo")
    prishtina = rows.city("Prishtina", country=kosovo, zone="Europe/Belgrade")
    programme = rows.programme()
    TargetCountry.objects.create(programme=programme, country=kosovo, footnote="Without prejudice to status.")
    published_event("Week", rows.rijeka(), host_city=prishtina)
    shown = {}
    for city in ("prishtina", "rijeka"):
        body = html(client, f"/cities/{city}/").partition("<main")[2]
        shown[city] = (body.count("Kosovo*"), body.count('<p class="footnote">* Without prejudice to status.</p>'))
    assert shown == {"prishtina": (2, 1), "rijeka": (1, 1)}


@pytest.mark.parametrize("slug", ["atlantis", "x" * 5000, "tallinn"])
def test_city_that_no_event_has_is_not_found(client: Client, slug: str) -> None:
    rows.city("Tallinn")
    published_event("Week")
    answer = client.get(f"/cities/{slug}/")
    assert (answer.status_code, "<h1>Page not found</h1>" in without_bdi(answer)) == (404, True)


def test_city_of_an_event_for_participants_is_there_for_staff_alone(client: Client) -> None:
    published_event("Closed", rows.rijeka(), access=Access.PARTICIPANTS)
    assert is_not_found(client.get("/cities/rijeka/"))
    client.force_login(rows.stranger())
    assert is_not_found(client.get("/cities/rijeka/"))
    client.force_login(rows.coordinator())
    assert listed(html(client, "/cities/rijeka/")) == [("Closed", "Participating city")]


def test_city_goes_with_the_edition_that_named_it(client: Client) -> None:
    event, by = rows.event(), rows.coordinator()
    rows.publish(event, by=by)
    ParticipatingCity.objects.create(event=event, city=rows.rijeka(), seats=1)
    second = rows.publish(event, by=by)
    assert client.get("/cities/rijeka/").status_code == 200
    withdraw(second, by=by)
    assert is_not_found(client.get("/cities/rijeka/"))


def test_city_costs_five_queries_and_twenty_events_for_three_and_for_sixty_one(client: Client) -> None:
    costs = []
    week = published_event("Week", rows.rijeka())
    for more in (2, 58):
        published_copies(week, more)
        with asked() as seen:
            page = html(client, "/cities/rijeka/?page=2")
        costs.append((seen.queries, seen.rows()))
    assert costs == [(5, 5), (5, 22)]
    assert re.findall(r'<a rel="(\w+)" href="(.*?)"', page) == [("prev", "?page=1"), ("next", "?page=3")]
    assert '<link rel="canonical" href="http://127.0.0.1:8000/cities/rijeka/?page=2">' in page


def test_pages_of_events_lead_to_their_cities(client: Client) -> None:
    published_event("Week", rows.rijeka(), slug="week")
    page = html(client, "/events/week/")
    assert re.findall(r'<a href="(/cities/\w+/)">(\w+)</a>', page) == [
        ("/cities/seoul/", "Seoul"),
        ("/cities/rijeka/", "Rijeka"),
    ]


def test_city_shows_what_its_people_presented_at_each_event_and_the_news_of_these(client: Client) -> None:
    week = rows.event(title="Week", slug="week")
    ParticipatingCity.objects.create(event=week, city=rows.rijeka(), seats=1)
    who = rows.person("Ana Kovač")
    rows.speaker(rows.item(week, title="Parks of the port"), who, city=rows.rijeka())
    rows.speaker(rows.item(week, title="Metro"), "Kim", city=rows.seoul())
    rows.item(week, title="Rijeka presents: open data", start=time(9), end=time(10))
    rows.item(week, title="Rijekans at home")
    rows.publish(week)
    save_post(published_post(title="Rijeka in Seoul", event=week))
    save_post(published_post(title="Elsewhere"))
    page = html(client, "/cities/rijeka/")
    presented = page.partition('<p class="meta">In the programme:</p>')[2].partition("</ul>")[0]
    assert re.findall(r"<a href=.*?>(.*?)</a>", presented) == [
        "Rijeka presents: open data",
        "Parks of the port",
        "Ana Kovač",
    ]
    assert "Metro" not in page
    assert "Rijekans" not in page
    assert re.findall(r'<h3><a href="/news/.*?>(.*?)</a>', page) == ["Rijeka in Seoul"]
    assert '<li><a href="/cities/">Cities</a></li>' in page
