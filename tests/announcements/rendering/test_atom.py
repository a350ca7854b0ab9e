from datetime import UTC, date, datetime
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, fromstring

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries, Settings

from announcements.models import Category, Post
from announcements.posts.writing import save_post
from announcements.rendering.atom import Entry, Feed, Link, atom
from tests.announcements.makers import closed_event, post, published_event, published_post
from tests.counting import asked
from tests.factories import rows

ATOM = "{http://www.w3.org/2005/Atom}"
XML = "{http://www.w3.org/XML/1998/namespace}"


def entry(**facts: object) -> Entry:
    default = {
        "name": "news/1",
        "address": "https://tours.example/news/a/",
        "title": "A",
        "language": "en",
        "author": "",
        "summary": "",
        "html": "",
        "published_on": date(2017, 8, 30),
        "updated_at": datetime(2017, 9, 1, 12, 30, 15, 999, UTC),
    }
    return Entry(**(default | facts))  # type: ignore[arg-type]  # facts are what the test is about


def feed(*entries: Entry) -> Feed:
    base = "https://tours.example:8443"
    return Feed("news", f"{base}/news/feed.atom", f"{base}/news/", "Sojourn: News", "Sojourn", base, entries)


def parsed(*entries: Entry) -> Element:
    return fromstring(atom(feed(*entries)))  # noqa: S314  (what we made ourselves)


def text(element: Element, name: str) -> str | None:
    return element.findtext(f"{ATOM}{name}")


def links(element: Element) -> list[dict[str, str]]:
    return [link.attrib for link in element.findall(f"{ATOM}link")]


def assert_valid(root: Element) -> None:
    """Asserts what RFC 4287 requires of a feed and of each entry (sections 4.1.1 and 4.1.2)."""
    for element in [root, *root.findall(f"{ATOM}entry")]:
        for name in ("id", "title", "updated"):
            assert len(element.findall(f"{ATOM}{name}")) == 1
        assert urlsplit(text(element, "id") or "").scheme == "tag"
        assert datetime.fromisoformat(text(element, "updated") or "").tzinfo is not None
        alternates = [link for link in links(element) if link["rel"] == "alternate"]
        assert len({(link["type"], link.get("hreflang")) for link in alternates}) == len(alternates) == 1
        assert all(text(person, "name") for person in element.findall(f"{ATOM}author"))
    assert root.find(f"{ATOM}author") is not None
    names = [text(element, "id") for element in root.findall(f"{ATOM}entry")]
    assert len(set(names)) == len(names)


def test_feed_says_what_it_is_and_where() -> None:
    root = parsed(entry())
    assert_valid(root)
    assert (root.tag, root.attrib) == (f"{ATOM}feed", {f"{XML}base": "https://tours.example:8443/"})
    assert (text(root, "id"), text(root, "title")) == ("tag:tours.example,2026:news", "Sojourn: News")
    assert text(root, "updated") == "2017-09-01T12:30:15Z"
    assert links(root) == [
        {"rel": "self", "href": "https://tours.example:8443/news/feed.atom", "type": "application/atom+xml"},
        {"rel": "alternate", "href": "https://tours.example:8443/news/", "type": "text/html"},
    ]


def test_entry_has_the_whole_post() -> None:
    event = Link("https://tours.example/events/week/", "Smart City Week")
    facts = entry(
        title="Cities & <Seoul>",
        language="hr",
        author="Maja",
        summary="Two cities.",
        html="<p>To <em>learn</em> &amp; see.</p>\n",
        categories=("News", "Events"),
        event=event,
    )
    root = parsed(facts)
    assert_valid(root)
    found = root.find(f"{ATOM}entry")
    assert found is not None
    assert found.attrib == {f"{XML}lang": "hr"}
    assert (text(found, "id"), text(found, "title")) == ("tag:tours.example,2026:news/1", "Cities & <Seoul>")
    assert (text(found, "published"), text(found, "updated")) == ("2017-08-30T00:00:00Z", "2017-09-01T12:30:15Z")
    assert [text(person, "name") for person in found.findall(f"{ATOM}author")] == ["Maja"]
    assert [category.attrib for category in found.findall(f"{ATOM}category")] == [{"term": "News"}, {"term": "Events"}]
    assert text(found, "summary") == "Two cities."
    content = found.find(f"{ATOM}content")
    assert content is not None
    assert (content.attrib, content.text) == ({"type": "html"}, "<p>To <em>learn</em> &amp; see.</p>")
    assert links(found) == [
        {"rel": "alternate", "href": "https://tours.example/news/a/", "type": "text/html", "hreflang": "hr"},
        {"rel": "related", "href": event.address, "type": "text/html", "title": "Smart City Week"},
    ]


def test_feed_without_entries_is_valid_and_always_the_same() -> None:
    assert_valid(parsed())
    assert text(parsed(), "updated") == "2000-01-01T00:00:00Z"


@given(st.text(), st.text(), st.text(), st.text(min_size=1))
def test_any_text_makes_a_feed_that_parses(title: str, author: str, html: str, category: str) -> None:
    link = Link("https://tours.example/events/week/", title)
    root = parsed(entry(title=title, author=author, summary=title, html=html, categories=(category,), event=link))
    assert len(root.findall(f"{ATOM}entry")) == 1


def titles(client: Client, address: str = "/news/feed.atom") -> list[str | None]:
    root = fromstring(client.get(address).content)  # noqa: S314
    assert_valid(root)
    return [text(found, "title") for found in root.findall(f"{ATOM}entry")]


@pytest.mark.django_db
def test_feed_has_the_newest_posts_that_everyone_may_see(client: Client) -> None:
    for number in range(31):
        published_post(title=f"Post {number}", published_on=date(2017, 1 + number // 28, 1 + number % 28))
    published_post(title="Closed", event=closed_event(), published_on=date(2018, 1, 1))
    post(title="Draft")
    client.force_login(rows.coordinator())
    assert titles(client) == [f"Post {number}" for number in range(30, 0, -1)]


@pytest.mark.django_db
def test_feed_is_answered_304_from_one_query_and_drawn_once(
    client: Client, settings: Settings, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    settings.BASE_URL = "https://tours.example"
    made = published_post(title="News", event=published_event(title="Week", slug="week"), body="To *learn*.")
    with django_assert_num_queries(3):
        first = client.get("/news/feed.atom")
    assert first.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert (first.headers["Cache-Control"], first.cookies) == ("public, no-cache", {})
    root = fromstring(first.content)  # noqa: S314
    found = root.find(f"{ATOM}entry")
    assert found is not None
    assert text(found, "content") == "<p>To <em>learn</em>.</p>"
    assert text(found, "id") == f"tag:tours.example,2026:news/{made.pk}"
    assert [link["href"] for link in links(found)] == [
        "https://tours.example/news/news/",
        "https://tours.example/events/week/",
    ]
    with django_assert_num_queries(1):
        again = client.get("/news/feed.atom", headers={"if-none-match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    with django_assert_num_queries(1):
        kept = client.get("/news/feed.atom")
    assert kept.content == first.content


@pytest.mark.django_db
def test_whatever_the_feed_says_changes_its_tag_but_not_the_name_of_its_entries(client: Client) -> None:
    event = published_event()
    made = published_post(title="News", event=event)
    category = Category.objects.create(name="News", slug="news")
    seen = [client.get("/news/feed.atom")]
    made.categories.add(category)
    seen.append(client.get("/news/feed.atom"))
    Category.objects.update(name="Other")
    seen.append(client.get("/news/feed.atom"))
    made.title, made.slug = "Renamed", "renamed"
    save_post(made)
    seen.append(client.get("/news/feed.atom"))
    event.title = "Another week"
    event.save()
    rows.publish(event)
    seen.append(client.get("/news/feed.atom"))
    Post.objects.all().delete()
    seen.append(client.get("/news/feed.atom"))
    assert len({response.headers["ETag"] for response in seen}) == 6
    entries = [fromstring(response.content).find(f"{ATOM}entry") for response in seen[:5]]  # noqa: S314
    assert len({text(found, "id") for found in entries if found is not None}) == 1


@pytest.mark.django_db
def test_category_has_a_feed_of_its_own(client: Client, settings: Settings) -> None:
    settings.BASE_URL = "https://tours.example"
    news, closed = (Category.objects.create(name=name.title(), slug=name) for name in ("news", "closed"))
    published_post(title="A").categories.add(news, Category.objects.create(name="Events", slug="events"))
    published_post(title="B")
    published_post(event=closed_event()).categories.add(closed)
    assert titles(client, "/news/categories/news/feed.atom") == ["A"]
    root = fromstring(client.get("/news/categories/news/feed.atom").content)  # noqa: S314
    assert (text(root, "id"), text(root, "title")) == (
        f"tag:tours.example,2026:news/categories/{news.pk}",
        "Sojourn: News",
    )
    assert [link["href"] for link in links(root)] == [
        "https://tours.example/news/categories/news/feed.atom",
        "https://tours.example/news/?category=news",
    ]
    assert client.get("/news/categories/closed/feed.atom").status_code == 404
    assert client.get("/news/categories/unknown/feed.atom").status_code == 404


@pytest.mark.django_db
def test_feed_costs_the_same_for_many_posts(client: Client) -> None:
    news = Category.objects.create(name="News", slug="news")
    for number in range(60):
        published_post(title=f"Post {number}", body="x" * 1000).categories.add(news)
    with asked() as first:
        client.get("/news/feed.atom")
    assert (first.queries, first.rows()) == (3, 91)


@pytest.mark.django_db
def test_older_posts_are_on_further_pages_that_lead_to_each_other(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("announcements.pages.feeds.ENTRIES", 2)
    for number in range(1, 6):
        published_post(title=str(number), published_on=date(2017, 9, number))
    found = {}
    for page in ("", "?page=2", "?page=3"):
        root = fromstring(client.get(f"/news/feed.atom{page}").content)  # noqa: S314
        links = {
            link.get("rel"): str(link.get("href")).partition("feed.atom")[2] for link in root.findall(f"{ATOM}link")
        }
        shown = [entry.findtext(f"{ATOM}title") for entry in root.findall(f"{ATOM}entry")]
        found[page] = (shown, links["self"], links.get("previous"), links.get("next"))
    assert found == {
        "": (["5", "4"], "", None, "?page=2"),
        "?page=2": (["3", "2"], "?page=2", "", "?page=3"),
        "?page=3": (["1"], "?page=3", "?page=2", None),
    }
    assert client.get("/news/feed.atom?page=4").status_code == 404
    for none in ("0", "-1", "x", "1" * 5000, "", "%00"):
        assert titles(client, f"/news/feed.atom?page={none}") == ["5", "4"]
