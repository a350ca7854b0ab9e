"""The list of all cities of public events."""

import re
from datetime import date
from html import unescape

import pytest
from django.test import Client
from django.utils.html import strip_tags

from announcements.posts.writing import save_post
from tests.announcements.makers import published_post
from tests.counting import asked
from tests.factories import rows
from tests.factories.many import many_events
from tours.models import City, CityName, Event, ParticipatingCity, PublicCity
from tours.vocabulary import Access

pytestmark = pytest.mark.django_db


def published(title: str, *homes: City, year: int = 2017, **facts: object) -> Event:
    event = rows.event(title=title, starts=date(year, 9, 4), ends=date(year, 9, 8), **facts)
    for home in homes:
        ParticipatingCity.objects.create(event=event, city=home, seats=1)
    rows.publish(event)
    return event


def html(client: Client, query: str = "") -> str:
    answer = client.get(f"/cities/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def entries(page: str) -> list[str]:
    found = re.findall(r'<li class="entry">(.*?)</div>\s*</li>', page, re.DOTALL)
    return [re.sub(r"\s+", " ", unescape(strip_tags(entry))).strip() for entry in found]


def names(client: Client, query: str) -> list[str]:
    return re.findall(r'<h2><a href="/cities/.*?><bdi>(.*?)</bdi></a>', html(client, query))


def test_each_city_stands_once_with_its_events_what_it_presented_and_news(client: Client) -> None:
    seoul, rijeka = rows.seoul(), rows.rijeka()
    for year in (2013, 2014, 2015):
        published(f"Days {year}", rijeka, year=year, host_city=seoul)
    week = rows.event(title="Week", host_city=seoul)
    ParticipatingCity.objects.create(event=week, city=rijeka, seats=1)
    rows.speaker(rows.item(week, title="Parks"), "Ana Kovač", city=rijeka)
    rows.publish(week)
    save_post(published_post(title="Told", event=week))
    assert entries(html(client)) == [
        (
            "Croatia Rijeka Week 4–8 September 2017 Days 2015 4–8 September 2015 Days 2014 4–8 September 2014"
            " 1 more event: Rijeka Last in the programme: Parks Monday 4 September 2017 News: Told 30 August 2017"
        ),
        (
            "Republic of Korea서울 Seoul Week 4–8 September 2017 · Host city Days 2015 4–8 September 2015 · Host city"
            " Days 2014 4–8 September 2014 · Host city 1 more event: Seoul News: Told 30 August 2017"
        ),
    ]


def test_what_a_city_presented_first_is_named_even_if_it_came_in_a_later_version(client: Client) -> None:
    rijeka, week = rows.rijeka(), rows.event(title="Week", host_city=rows.seoul())
    ParticipatingCity.objects.create(event=week, city=rijeka, seats=1)
    for title, day in (("Parks", 5), ("Streets", 4)):
        rows.speaker(rows.item(week, title=title, day=date(2017, 9, day)), "Ana Kovač", city=rijeka)
        rows.publish(week)
    assert "Last in the programme: Streets Monday 4 September 2017" in entries(html(client))[0]


def test_cities_are_found_by_name_in_any_script_and_by_country(client: Client) -> None:
    skopje = rows.city("Skopje", country=rows.country("MK", "North Macedonia"), zone="Europe/Skopje")
    CityName.objects.create(city=skopje, text="Скопје", language="mk", script="Cyrl")
    published("Week", skopje, rows.rijeka())
    assert names(client, "") == ["Rijeka", "Seoul", "Skopje"]
    for query in ("?q=Скопје", "?q=skop", "?q=skpoje", "?country=mk"):
        assert names(client, query) == ["Skopje"]
    assert names(client, "?q=skopje&country=kr") == []
    filtered = html(client, "?country=mk")
    assert '<option value="MK" selected>North Macedonia</option>' in filtered
    assert "Country: <b><bdi>North Macedonia</bdi></b>" in filtered
    assert "No city matches." in html(client, "?q=atlantis")
    assert "Give a code of two letters" in html(client, "?country=Korea")


def test_only_public_events_count(client: Client) -> None:
    published("Closed", rows.rijeka(), access=Access.PARTICIPANTS)
    client.force_login(rows.coordinator())
    assert "There are none yet." in html(client)
    published("Open")
    assert names(client, "") == ["Seoul"]


def test_number_of_events_is_that_of_now(client: Client) -> None:
    published("First", year=2016)
    second = published("Second")
    assert list(PublicCity.objects.values_list("slug", "country_code", "events")) == [("seoul", "KR", 2)]
    second.access = Access.PARTICIPANTS
    second.save()
    rows.publish(second)
    assert list(PublicCity.objects.values_list("slug", "events")) == [("seoul", 1)]


CITIES = [("Zadar", "zadar"), ("Đakovo", "dakovo"), ("Split", "split"), ("Šibenik", "sibenik")]


def test_cities_stand_as_they_are_called_without_accents(client: Client) -> None:
    croatia = rows.country("HR", "Croatia")
    published("Week", *(rows.city(name, slug=slug, country=croatia) for name, slug in CITIES))
    assert names(client, "") == ["Đakovo", "Seoul", "Šibenik", "Split", "Zadar"]


@pytest.mark.parametrize("many", [3, 45])
def test_list_costs_six_queries_and_twenty_cities(client: Client, many: int) -> None:
    many_events(many)
    html(client)
    with asked() as seen:
        page = html(client)
    shown = min(many, 20)
    assert (seen.queries, seen.rows()) == (6, 3 + 2 * shown)
    assert len(entries(page)) == shown
    assert f"{many} cities." in page


def test_first_page_shows_all_public_cities_on_a_map(client: Client) -> None:
    rows.city("Seoul", latitude=37.567, longitude=126.978)
    rows.city("Rijeka", country=rows.country("HR", "Croatia"), latitude=45.327, longitude=14.442)
    rows.publish(rows.full_event(1))
    hidden = rows.city("Hidden", latitude=40, longitude=20)
    rows.publish(rows.full_event(1, access=Access.PARTICIPANTS, host_city=hidden))
    page = html(client)
    assert re.findall(r"<text.*?>(.*?)</text>", page) == ["Rijeka", "Seoul"]
    assert "It shows 2 cities, which the list names." in page
    assert "<svg" not in html(client, "?q=seoul")
    with asked() as seen:
        assert "<svg" in html(client)
    assert seen.queries == 6  # the map is kept
    rows.publish(rows.event(title="Fair", host_city=rows.city("Wien", latitude=48.2, longitude=16.4)))
    assert "It shows 3 cities" in html(client)


def test_list_of_no_cities_says_so(client: Client) -> None:
    assert "There are none yet." in html(client)
