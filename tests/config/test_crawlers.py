import re
from urllib.robotparser import RobotFileParser
from xml.etree import ElementTree

import pytest
from django.test import Client

from announcements.models import Page
from tests.announcements.makers import closed_event, post, published_event, published_post
from tests.counting import asked
from tests.factories import rows
from tests.refusals import is_not_found
from tours.models import PublishedEvent, PublishedItem
from tours.vocabulary import Level

pytestmark = pytest.mark.django_db
SITE = "http://127.0.0.1:8000"
SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def addresses(client: Client, path: str) -> list[str]:
    answer = client.get(path)
    assert answer["Content-Type"] == "application/xml"
    tree = ElementTree.fromstring(answer.content)  # noqa: S314  # our own bytes
    return [(place.text or "").removeprefix(SITE) for place in tree.iter(f"{SPACE}loc")]


def dates(client: Client, path: str) -> list[str | None]:
    tree = ElementTree.fromstring(client.get(path).content)  # noqa: S314
    return [entry.findtext(f"{SPACE}lastmod") for entry in tree]


def test_robots_txt_names_the_sitemap(client: Client) -> None:
    answer = client.get("/robots.txt")
    parser = RobotFileParser()
    parser.parse(answer.content.decode().splitlines())
    assert (answer["Content-Type"], parser.site_maps()) == ("text/plain; charset=utf-8", [f"{SITE}/sitemap.xml"])


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/", True),
        ("/events/", True),
        ("/events/week/", True),
        ("/events/week/programme.pdf", True),
        ("/api/", True),
        ("/index.php?id=42", True),
        ("/admin/", False),
        ("/api/v1/events/", False),
        ("/search/?q=seoul", False),
    ],
)
def test_robots_txt_disallows_searches_and_filters(client: Client, path: str, *, allowed: bool) -> None:
    parser = RobotFileParser()
    parser.parse(client.get("/robots.txt").content.decode().splitlines())
    assert parser.can_fetch("Examplebot", path) is allowed


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/events.ics", True),
        ("/events.ics?country=KR", True),
        ("/events.ics?q=seoul&year=2017", True),
        ("/events/week/programme.ics", True),
        ("/events/week/days/2017-09-04.ics", True),
        ("/events/week/programme.pdf?paper=letter", True),
        ("/news/feed.atom", True),
        ("/news/categories/events/feed.atom", True),
        ("/events/?country=KR", False),
        ("/events/?page=2", True),
        ("/news/?category=events", False),
        ("/news/?page=2", True),
    ],
)
def test_what_a_list_offers_may_be_fetched_by_programs_that_heed_the_rules(
    client: Client, path: str, *, allowed: bool
) -> None:
    """Google Calendar is one. By RFC 9309: the longest rule that fits holds, and `*` stands for anything."""
    rules = re.findall(r"(Allow|Disallow): (\S+)", client.get("/robots.txt").content.decode())
    fits = [(len(rule), kind) for kind, rule in rules if re.match(re.escape(rule).replace(r"\*", ".*"), path)] or [
        (0, "Allow")
    ]
    assert (max(fits)[1] == "Allow") is allowed


def test_sitemap_is_an_index_of_its_parts(client: Client) -> None:
    assert addresses(client, "/sitemap.xml") == [
        "/sitemaps/pages.xml",
        "/sitemaps/events.xml",
        "/sitemaps/items.xml",
        "/sitemaps/cities.xml",
        "/sitemaps/news.xml",
    ]


def test_every_part_leads_to_pages_that_are_there(client: Client) -> None:
    published_post(slug="told", event=published_event(slug="week"))
    for part in addresses(client, "/sitemap.xml"):
        found = addresses(client, part)
        assert found
        assert [client.get(path).status_code for path in found] == [200] * len(found)


def test_events_items_and_cities_have_the_date_of_their_last_change(client: Client) -> None:
    published_event(slug="week")
    event = PublishedEvent.objects.select_related("edition").get()
    changed, published = (
        moment.isoformat(timespec="seconds") for moment in (event.changed_at, event.edition.published_at)
    )
    assert addresses(client, "/sitemaps/events.xml") == ["/events/week/"]
    assert dates(client, "/sitemaps/events.xml") == [changed]
    items = [f"/events/week/items/{uid}/" for uid in PublishedItem.objects.order_by("pk").values_list("uid", flat=True)]
    assert addresses(client, "/sitemaps/items.xml") == items
    assert dates(client, "/sitemaps/items.xml") == [published] * len(items)
    assert addresses(client, "/sitemaps/cities.xml") == ["/cities/belgrade/", "/cities/rijeka/", "/cities/seoul/"]
    assert dates(client, "/sitemaps/cities.xml") == [changed] * 3


def test_posts_and_pages_have_the_date_they_were_saved(client: Client) -> None:
    post = published_post(slug="told")
    page = Page.objects.create(slug="privacy", title="Privacy", body="We store little.")
    assert addresses(client, "/sitemaps/news.xml") == ["/news/told/"]
    assert dates(client, "/sitemaps/news.xml") == [post.updated_at.isoformat(timespec="seconds")]
    written = dict(zip(addresses(client, "/sitemaps/pages.xml"), dates(client, "/sitemaps/pages.xml"), strict=True))
    assert written["/privacy/"] == page.updated_at.isoformat(timespec="seconds")
    assert written["/events/"] is None


def test_nothing_that_is_not_for_everyone_is_in_the_sitemap(client: Client) -> None:
    published_post(slug="closed", event=closed_event())
    post(slug="draft")
    rows.event(slug="unpublished")
    open_event = rows.full_event(1, slug="week")
    rows.item(open_event, level=Level.STAFF)
    rows.publish(open_event)
    client.force_login(rows.coordinator())
    assert addresses(client, "/sitemaps/events.xml") == ["/events/week/"]
    assert len(addresses(client, "/sitemaps/items.xml")) == 1
    assert addresses(client, "/sitemaps/news.xml") == []


@pytest.mark.parametrize("count", [3, 61])
def test_part_costs_one_query_and_a_row_an_address_however_long_it_is(client: Client, count: int) -> None:
    rows.publish(rows.full_event(count, slug="week"))
    for number in range(count):
        published_post(slug=f"post-{number}")
    costs = {}
    for section in ("pages", "events", "items", "cities", "news"):
        with asked() as seen:
            found = addresses(client, f"/sitemaps/{section}.xml")
        costs[section] = (seen.queries, seen.rows(), len(found) >= seen.rows())
    assert costs == {
        "pages": (1, 0, True),
        "events": (1, 1, True),
        "items": (1, count, True),
        "cities": (1, 3, True),
        "news": (1, count, True),
    }


def test_unknown_part_is_not_found(client: Client) -> None:
    assert is_not_found(client.get("/sitemaps/people.xml"))
