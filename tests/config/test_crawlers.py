import re
from typing import Any
from urllib.robotparser import RobotFileParser
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.utils import timezone

from announcements.models import Page, Post
from tests.announcements.makers import closed_event, post, published_event, published_post
from tests.counting import asked
from tests.factories import rows
from tests.factories.many import many_events
from tests.refusals import is_not_found
from tours.editions.projection.writing import tick
from tours.models import PublishedEvent, PublishedItem
from tours.pages.sitemaps import MOST_ENTRIES
from tours.vocabulary import Access, Level

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_keys_from_one")]


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
    assert addresses(client, "/sitemap.xml") == ["/sitemaps/pages.xml"]
    published_post(slug="told", event=published_event(slug="week"))
    assert addresses(client, "/sitemap.xml") == [
        "/sitemaps/pages.xml",
        "/sitemaps/events-1.xml",
        "/sitemaps/items-1.xml",
        "/sitemaps/cities-1.xml",
        "/sitemaps/people-1.xml",
        "/sitemaps/news-1.xml",
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
    assert addresses(client, "/sitemaps/events-1.xml") == ["/events/week/"]
    assert dates(client, "/sitemaps/events-1.xml") == [changed]
    items = [f"/events/week/items/{uid}/" for uid in PublishedItem.objects.order_by("pk").values_list("uid", flat=True)]
    assert addresses(client, "/sitemaps/items-1.xml") == items
    assert dates(client, "/sitemaps/items-1.xml") == [published] * len(items)
    assert addresses(client, "/sitemaps/cities-1.xml") == ["/cities/belgrade/", "/cities/rijeka/", "/cities/seoul/"]
    assert dates(client, "/sitemaps/cities-1.xml") == [changed] * 3


def test_posts_and_pages_have_the_date_they_were_saved(client: Client) -> None:
    post = published_post(slug="told")
    page = Page.objects.create(slug="privacy", title="Privacy", body="We store little.")
    assert addresses(client, "/sitemaps/news-1.xml") == ["/news/told/"]
    assert dates(client, "/sitemaps/news-1.xml") == [post.updated_at.isoformat(timespec="seconds")]
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
    assert addresses(client, "/sitemaps/events-1.xml") == ["/events/week/"]
    assert len(addresses(client, "/sitemaps/items-1.xml")) == 1
    assert is_not_found(client.get("/sitemaps/news-1.xml"))


def test_part_costs_one_query_and_a_row_an_address_until_it_is_kept(client: Client) -> None:
    many_events(24, items=3)
    for number in range(3):
        published_post(slug=f"post-{number}")
    costs = []
    for part in ("pages", "events-1", "items-1", "cities-1", "news-1", "pages", "items-1", "news-1"):
        with asked() as seen:
            found = addresses(client, f"/sitemaps/{part}.xml")
        costs.append((part, seen.queries, seen.rows(), len(found)))
    assert costs[:5] == [
        ("pages", 1, 0, 10),
        ("events-1", 2, 25, 24),
        ("items-1", 2, 73, 72),
        ("cities-1", 2, 25, 24),
        ("news-1", 2, 6, 3),
    ]
    assert costs[5:] == [("pages", 1, 0, 10), ("items-1", 1, 1, 72), ("news-1", 1, 3, 3)]


def test_parts_have_a_bound_and_together_hold_every_page_once(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tours.pages.sitemaps.EVENTS_A_PART", 10)
    monkeypatch.setattr("tours.pages.sitemaps.EVENTS_WITH_ITEMS_A_PART", 10)
    monkeypatch.setattr("tours.pages.sitemaps.CITIES_A_PART", 10)
    events = many_events(60, items=2)
    parts: dict[str, list[str]] = {}
    for path in addresses(client, "/sitemap.xml")[1:]:
        parts.setdefault(path.split("/")[2].split("-")[0], []).append(path)
    found = {name: [addresses(client, path) for path in paths] for name, paths in parts.items()}
    assert [max(map(len, found[name])) for name in ("events", "items", "cities")] == [10, 20, 10]
    whole = {name: [path for part in of_parts for path in part] for name, of_parts in found.items()}
    assert whole["events"] == [f"/events/{event.slug}/" for event in events]
    assert sorted(whole["cities"]) == sorted(f"/cities/{event.host_city_slug}/" for event in events)
    assert (len(whole["items"]), len(set(whole["items"]))) == (120, 120)


def test_change_of_an_event_draws_only_the_parts_that_have_it(
    client: Client, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tours.pages.sitemaps.EVENTS_WITH_ITEMS_A_PART", 10)
    first, *_others, last = many_events(60, items=1)
    paths = addresses(client, "/sitemap.xml")
    tags = {path: client.get(path)["ETag"] for path in paths}
    PublishedEvent.objects.filter(pk=last.pk).update(changed_at=tick(public=True))
    changed = [path for path in paths if client.get(path)["ETag"] != tags[path]]
    assert changed == ["/sitemaps/events-1.xml", "/sitemaps/items-7.xml", "/sitemaps/cities-1.xml"]
    PublishedEvent.objects.filter(pk=first.pk).update(access="participants")
    tick(public=True)
    assert f"/events/{first.slug}/" not in addresses(client, "/sitemaps/events-1.xml")


@pytest.mark.parametrize(
    "part",
    ["events-2", "events-0", "events-01", "events", "rivers-1", "pages-1", "news-1", "items-999999999", "cities-9"],
)
def test_part_that_does_not_exist_is_not_found_and_nothing_is_kept(client: Client, settings: Any, part: str) -> None:
    many_events(1)
    for headers in ({}, {"If-None-Match": "*"}):
        assert is_not_found(client.get(f"/sitemaps/{part}.xml", headers=headers))
    assert not list(settings.KEPT_DIR.rglob("*sitemap*"))


def test_news_of_an_event_that_closes_leaves_the_sitemap_while_another_opens(client: Client) -> None:
    closing, opening = published_event(), closed_event()
    published_post(slug="secret", event=closing)
    published_post(slug="told", event=opening)
    Post.objects.update(updated_at=timezone.now())
    assert addresses(client, "/sitemaps/news-1.xml") == ["/news/secret/"]
    for event, access in ((closing, Access.PARTICIPANTS), (opening, Access.PUBLIC)):
        event.access = access
        event.save()
        rows.publish(event)
    assert addresses(client, "/sitemaps/news-1.xml") == ["/news/told/"]


def test_index_lists_only_the_parts_of_news_that_have_posts(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("announcements.pages.sitemaps.POSTS_A_PART", 2)
    first, *others = [published_post() for _number in range(6)]

    def listed() -> list[str]:
        return addresses(client, "/sitemap.xml")[1:]

    def part_of(told: Post) -> str:
        return f"/sitemaps/news-{told.pk // 2 + 1}.xml"

    assert listed() == list(dict.fromkeys(map(part_of, (first, *others))))
    Post.objects.filter(pk__in=[told.pk for told in others[:-1]]).delete()
    assert listed() == [part_of(first), part_of(others[-1])]
    Post.objects.filter(pk=first.pk).update(id=others[2].pk)
    assert listed() == [part_of(others[2]), part_of(others[-1])]


def test_part_of_items_ends_where_the_protocol_does(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    assert MOST_ENTRIES == 50_000
    monkeypatch.setattr("tours.pages.sitemaps.MOST_ENTRIES", 5)
    many_events(3, items=2)
    parts = [path for path in addresses(client, "/sitemap.xml") if path.startswith("/sitemaps/items-")]
    assert len(addresses(client, parts[0])) == 5


def test_client_that_has_a_part_is_told_so(client: Client) -> None:
    many_events(1)
    for path in ("/sitemap.xml", "/sitemaps/pages.xml", "/sitemaps/events-1.xml"):
        answer = client.get(path)
        again = client.get(path, headers={"If-None-Match": answer["ETag"]})
        assert (answer["Cache-Control"], again.status_code, again.content) == ("public, no-cache", 304, b"")
