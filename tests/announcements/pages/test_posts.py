import re
from datetime import date, timedelta
from urllib.parse import urlencode

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.utils import timezone
from django.utils.http import http_date
from pytest_django import DjangoAssertNumQueries

from announcements.models import Category, PostViews
from announcements.posts.writing import save_post
from tests.announcements.makers import closed_event, post, published_event, published_post
from tests.counting import asked
from tests.factories import rows
from tests.isolation import without_bdi
from tests.refusals import is_not_found
from tours.editions.withdrawing import withdraw
from tours.models import Event, Theme

pytestmark = pytest.mark.django_db


def test_post_is_shown_with_what_belongs_to_it(client: Client) -> None:
    event = published_event(title="Smart City Week")
    made = published_post(
        title="Cities in Seoul",
        event=event,
        byline="Maja",
        dateline="Seoul, 4–8 September 2017",
        body="## Why\n\nTo *learn*.",
    )
    made.categories.add(Category.objects.create(name="News", slug="news"))
    Event.objects.filter(pk=event.pk).update(title="Not yet published")
    response = client.get("/news/cities-in-seoul/")
    page = without_bdi(response)
    assert (response.status_code, response.headers["Cache-Control"]) == (200, "public, no-cache")
    assert "Cookie" not in response.headers.get("Vary", "")
    for text in (
        "Cities in Seoul",
        '<p class="meta">30 August 2017 · by Maja</p>',
        'Categories: <a href="/news/?category=news">News</a></p>',
        "Seoul, 4–8 September 2017",
        "<p>To <em>learn</em>.</p>",
        "News",
        "Smart City Week",
    ):
        assert text in page
    assert "Not yet published" not in page


@pytest.mark.parametrize(
    ("byline", "told"),
    [
        ("Urban Partnership Program", '"author":{"@type":"Organization","name":"Urban Partnership Program"}'),
        ("Maja", '"creditText":"Maja"'),
    ],
)
def test_programme_is_told_as_the_author_and_any_other_byline_as_a_credit(
    client: Client, byline: str, told: str
) -> None:
    made = published_post(event=published_event(), byline=byline)
    page = without_bdi(client.get(made.get_absolute_url()))
    [article] = [
        each
        for each in re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
        if "NewsArticle" in each
    ]
    assert (told in article, '"Person"' in article) == (True, False)


def test_drafts_and_posts_of_closed_events_are_not_there_for_strangers(client: Client) -> None:
    addresses = [
        post(title="Draft").get_absolute_url(),
        published_post(event=closed_event()).get_absolute_url(),
        published_post(event=rows.event()).get_absolute_url(),
        "/news/unknown/",
    ]
    assert all(is_not_found(client.get(address)) for address in addresses)
    client.force_login(rows.stranger())
    assert all(is_not_found(client.get(address)) for address in addresses)


def test_staff_read_posts_of_closed_events_on_a_page_of_their_own(client: Client) -> None:
    address = published_post(event=closed_event()).get_absolute_url()
    client.force_login(rows.coordinator())
    response = client.get(address)
    assert (response.status_code, response.headers["Cache-Control"]) == (200, "private, no-cache")
    assert "ETag" not in response.headers


@pytest.mark.parametrize(
    "address", ["/news/београд/", "/news/a b/", "/news/%00/", "/news/a%0Ab/", f"/news/{'x' * 5000}/"]
)
def test_an_address_that_cannot_be_is_not_found(client: Client, address: str) -> None:
    assert is_not_found(client.get(address))


def test_a_post_is_only_read(client: Client) -> None:
    address = published_post(body="To learn.").get_absolute_url()
    head = client.head(address)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["ETag"] == client.get(address).headers["ETag"]
    assert [client.post(address).status_code, client.delete(address).status_code] == [405, 405]


def test_an_unchanged_post_is_answered_from_one_query(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    made = published_post(event=published_event())
    for number in range(3):
        made.categories.add(Category.objects.create(name=f"Category {number}", slug=f"category-{number}"))
    assert connection.features.supports_json_field  # which Django asks SQLite once a process
    with django_assert_num_queries(5):
        first = client.get(made.get_absolute_url())
    with django_assert_num_queries(1):
        again = client.get(made.get_absolute_url(), headers={"if-none-match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]


def test_whatever_the_page_shows_changes_its_tag(client: Client) -> None:
    event = published_event()
    made = published_post(title="News", event=event)
    category = Category.objects.create(name="News", slug="news")
    theme = Theme.objects.create(programme=event.programme, name="Finance", slug="finance")

    def tag() -> str:
        return client.get("/news/news/").headers["ETag"]

    tags = [tag()]
    made.categories.add(category, Category.objects.create(name="Events", slug="events"))
    tags.append(tag())
    Category.objects.filter(pk=category.pk).update(name="Other news")
    tags.append(tag())
    Category.objects.filter(slug="events").update(position=1)
    tags.append(tag())
    made.themes.add(theme)
    tags.append(tag())
    made.body = "Another."
    save_post(made)
    tags.append(tag())
    event.title = "Another week"
    event.save()
    rows.publish(event)
    tags.append(tag())
    assert len(set(tags)) == 7


def test_a_page_has_no_date_by_which_a_change_could_be_missed(client: Client) -> None:
    address = published_post().get_absolute_url()
    tomorrow = http_date((timezone.now() + timedelta(days=1)).timestamp())
    response = client.get(address, headers={"if-modified-since": tomorrow})
    assert (response.status_code, response.headers.get("Last-Modified")) == (200, None)


def links(page: str) -> dict[str, str]:
    """The addresses that a page leads to, by the words of the link."""
    found = re.findall(r'<a [^>]*?href="([^"]*)"[^>]*>(.*?)</a>', page)
    return {re.sub("<[^>]*>", "", words): address.replace("&amp;", "&") for address, words in found}


def titles(page: str) -> list[str]:
    return re.findall(r"<h2><a [^>]*>(.*?)</a></h2>", page)


def test_list_has_what_a_visitor_may_see_the_newest_first(client: Client) -> None:
    published_post(title="Old", published_on=date(2016, 1, 1), summary="Two cities.")
    published_post(title="New", published_on=date(2018, 1, 1))
    published_post(title="Closed", event=closed_event(), published_on=date(2019, 1, 1))
    post(title="Draft")
    response = client.get("/news/")
    page = without_bdi(response)
    assert (response.headers["Cache-Control"], response.cookies) == ("public, no-cache", {})
    assert titles(page) == ["New", "Old"]
    assert re.findall(r"<option[^>]*>(.*?)</option>", page) == ["All categories", "All years", "2018 (1)", "2016 (1)"]
    for text in ("<p>2 posts.\n", "<p>Two cities.</p>", "1 January 2016"):
        assert text in page
    client.force_login(rows.coordinator())
    assert titles(without_bdi(client.get("/news/"))) == ["Closed", "New", "Old"]


def test_list_is_narrowed_by_category_and_year_with_counts_under_the_other(client: Client) -> None:
    news, events = (Category.objects.create(name=name, slug=name.lower()) for name in ("News", "Events"))
    hidden = Category.objects.create(name="Hidden", slug="hidden")
    for title, year, category in (("A", 2016, news), ("B", 2017, news), ("C", 2017, events)):
        published_post(title=title, published_on=date(year, 5, 1)).categories.add(category)
    published_post(event=closed_event()).categories.add(hidden)
    page = without_bdi(client.get("/news/?category=news&year=2017"))
    assert titles(page) == ["B"]
    assert re.findall(r"<option([^>]*)>(.*?)</option>", page) == [
        (' value=""', "All categories"),
        (' value="events"', "Events (1)"),
        (' value="news" selected', "News (1)"),
        (' value=""', "All years"),
        (' value="2017" selected', "2017 (1)"),
        (' value="2016"', "2016 (1)"),
    ]
    assert "1 post matches." in page
    assert links(page)["B"] == "/news/b/?category=news&year=2017"
    assert '<link rel="canonical" href="http://127.0.0.1:8000/news/?category=news&amp;year=2017">' in page
    assert 'title="News" href="/news/categories/news/feed.atom">' in page
    assert 'title="News" href="/news/feed.atom">' in page


def test_list_of_an_event_or_theme_names_it_unless_it_is_hidden(client: Client) -> None:
    event, closed = published_event(title="Week", slug="week"), closed_event()
    theme = Theme.objects.create(programme=event.programme, name="Finance", slug="finance")
    made = published_post(title="A", event=event)
    made.themes.add(theme)
    published_post(title="B", event=closed)
    page = without_bdi(client.get("/news/?theme=finance&event=week"))
    assert titles(page) == ["A"]
    assert "Theme: <b>Finance</b>" in page
    assert "Event: <b>Week</b>" in page
    assert '<input type="hidden" name="event" value="week"' in page
    page = without_bdi(client.get(f"/news/?event={closed.slug}"))
    assert (titles(page), f"Event: <b>{closed.slug}</b>" in page, closed.title in page) == ([], True, False)


def test_pages_of_the_list_keep_its_filters(client: Client) -> None:
    for number in range(41):
        published_post(title=f"Post {number:02}", published_on=date(2017, 1 + number // 28, 1 + number % 28))
    published_post(title="Other", published_on=date(2016, 1, 1))
    page = without_bdi(client.get("/news/?year=2017&page=2"))
    assert titles(page) == [f"Post {number:02}" for number in range(20, 0, -1)]
    assert links(page)["Previous page"] == "?year=2017&page=1"
    assert links(page)["Next page"] == "?year=2017&page=3"
    assert links(page)["Post 20"] == "/news/post-20/?year=2017&page=2"
    assert "Page 2 of 3" in page
    assert titles(without_bdi(client.get("/news/?year=2017&page=3"))) == ["Post 00"]


@pytest.mark.parametrize("many", [3, 61])
def test_list_costs_three_queries_and_a_page_of_rows(client: Client, many: int) -> None:
    news = Category.objects.create(name="News", slug="news")
    for number in range(many):
        published_post(title=f"Post {number}", body="x" * 1000).categories.add(news)
    with asked() as first:
        client.get("/news/?category=news")
    assert (first.queries, first.rows()) == (3, min(20, many) + 2)
    assert not any('"body"' in sql for sql, _params in first.statements)


def test_empty_lists_say_what_belongs_there(client: Client) -> None:
    page = without_bdi(client.get("/news/"))
    assert "News of events will be listed here. There is none yet." in page
    assert '<form class="filter-bar"' not in page
    published_post()
    page = without_bdi(client.get("/news/?year=1999"))
    assert "No post matches." in page
    assert links(page)["See all news"] == "/news/"


@pytest.mark.parametrize(
    "query",
    [
        "year=x",
        "year=" + "9" * 5000,
        "year=0",
        "category=%00",
        "q=%00",
        "q=" + "x" * 10_000,
        "category=" + "x" * 10_000,
        "updated_since=0001-01-01T00:00:00%2B23:59",
        "event=%FF&theme=%ED%A0%80",
    ],
)
def test_a_filter_that_cannot_be_finds_nothing(client: Client, query: str) -> None:
    published_post()
    response = client.get(f"/news/?{query}")
    assert (response.status_code, titles(without_bdi(response))) == (200, [])
    assert "No post matches." in without_bdi(response)


@pytest.mark.parametrize("page", ["0", "-1", "x", "9" * 5000, "%00", "2"])
def test_a_page_that_is_not_there_is_one_that_is(client: Client, page: str) -> None:
    published_post(title="A")
    assert titles(without_bdi(client.get(f"/news/?page={page}&page={page}"))) == ["A"]


def test_article_leads_on_to_all_that_belongs_to_it(client: Client) -> None:
    event = published_event(title="Smart City Week", slug="week")
    made = published_post(title="Cities", event=event)
    made.categories.add(Category.objects.create(name="News", slug="news"))
    made.themes.add(Theme.objects.create(programme=event.programme, name="Finance", slug="finance"))
    page = without_bdi(client.get("/news/cities/"))
    found = links(page)
    assert (found["News"], found["Finance"]) == ("/news/?category=news", "/news/?theme=finance")
    assert (found["Smart City Week"], found["All news of this event"]) == ("/events/week/", "/news/?event=week")
    assert (found["All news"], "4–8 September 2017" in page) == ("/news/#post-cities", True)
    assert '<img src="/news/cities/read.gif" alt="" width="1" height="1">' in page
    assert "<script src" not in page


def test_article_from_a_version_leads_to_its_changes_until_it_is_withdrawn(client: Client) -> None:
    event, by = rows.full_event(slug="week"), rows.coordinator()
    rows.publish(event, by=by)
    rows.item(event, title="Added")
    second = rows.publish(event, by=by)
    published_post(title="Cities", event=event, edition=second)
    before = client.get("/news/cities/")
    assert "Written from version 2 of the programme. <a" in before.content.decode()
    assert links(before.content.decode())["What has changed"] == "/events/week/changes/"
    withdraw(second, by=by)
    after = client.get("/news/cities/", headers={"if-none-match": before.headers["ETag"]})
    notice = '<p class="meta">Written from version 2 of the programme, which has since been withdrawn.</p>'
    assert (after.status_code, notice in after.content.decode()) == (200, True)
    assert "What has changed" not in links(after.content.decode())


def test_article_says_apart_where_it_is_filed_and_its_themes(client: Client) -> None:
    event = published_event()
    made = published_post(title="Cities", event=event)
    bare = without_bdi(client.get("/news/cities/"))
    assert re.findall(r'<p class="meta">(Categories|Themes)', bare) == []
    made.categories.add(*(Category.objects.create(name=name, slug=name.lower()) for name in ("Events", "News")))
    made.themes.add(Theme.objects.create(programme=event.programme, name="Finance", slug="finance"))
    page = without_bdi(client.get("/news/cities/"))
    assert re.findall(r'<p class="meta">(Categories|Themes): (.*?)</p>', page) == [
        ("Categories", '<a href="/news/?category=events">Events</a> · <a href="/news/?category=news">News</a>'),
        ("Themes", '<a href="/news/?theme=finance">Finance</a>'),
    ]
    assert re.findall(r'<p class="on-paper">(.*?)</p>', page) == ["http://127.0.0.1:8000/news/cities/"]


def test_article_is_shared_by_plain_links_to_its_one_address(client: Client) -> None:
    published_post(title="Cities & “Seoul”", slug="cities")
    page = without_bdi(client.get("/news/cities/?year=2017"))
    assert '<link rel="canonical" href="http://127.0.0.1:8000/news/cities/">' in page
    assert '<input id="share-address" class="address" readonly value="http://127.0.0.1:8000/news/cities/">' in page
    assert links(page)["LinkedIn"] == (
        "https://www.linkedin.com/sharing/share-offsite/?url=http%3A%2F%2F127.0.0.1%3A8000%2Fnews%2Fcities%2F"
    )
    assert set(re.findall(r'href="https://[^>]*>', page)) == set(
        re.findall(r'href="https://[^>]* rel="noopener">', page)
    )


def test_way_back_leads_to_the_list_one_came_from(client: Client) -> None:
    news = Category.objects.create(name="News", slug="news")
    for number in range(25):
        published_post(title=f"Post {number:02}", published_on=date(2017, 1, 1 + number)).categories.add(news)
    page = without_bdi(client.get("/news/?category=news&year=2017&page=2"))
    article = without_bdi(client.get(links(page)["Post 03"]))
    assert links(article)["Back to the list"] == "/news/?category=news&year=2017&page=2#post-post-03"
    assert 'id="post-post-03"' in without_bdi(client.get("/news/?category=news&year=2017&page=2"))


def test_next_and_previous_stay_in_the_list_one_came_from(client: Client) -> None:
    news = Category.objects.create(name="News", slug="news")
    same_day = [published_post(title=f"Same {number}") for number in range(3)]
    older = published_post(title="Older", published_on=date(2016, 1, 1))
    newer = published_post(title="Newer", published_on=date(2018, 1, 1))
    published_post(title="Closed", event=closed_event())
    post(title="Draft", published_on=date(2017, 8, 30))
    for made in (same_day[1], older):
        made.categories.add(news)

    assert re.findall(r"<li>(\w+ post)<br>", without_bdi(client.get("/news/same-1/"))) == [
        "Earlier post",
        "Later post",
    ]

    def temporary_connection(address: str) -> dict[str, str]:
        return dict(re.findall(r'rel="(prev|next)" href="([^"]*)"', without_bdi(client.get(address))))

    assert temporary_connection("/news/same-1/") == {"prev": "/news/same-0/", "next": "/news/same-2/"}
    assert temporary_connection("/news/same-0/") == {"prev": "/news/older/", "next": "/news/same-1/"}
    assert temporary_connection(newer.get_absolute_url()) == {"prev": "/news/same-2/"}
    assert temporary_connection("/news/same-1/?category=news") == {"prev": "/news/older/?category=news"}
    assert temporary_connection("/news/same-0/?category=news") == {
        "prev": "/news/older/?category=news",
        "next": "/news/same-1/?category=news",
    }


@pytest.mark.parametrize(
    "query",
    [
        "",
        "from=https://evil.example/",
        "next=/admin/",
        "year=x",
        "category=%00",
        "page=1",
        "page=//evil.example",
        "page=" + "9" * 5000,
        urlencode({"q": "x" * 201}),
    ],
)
def test_what_is_no_list_of_ours_leads_to_all_news(client: Client, query: str) -> None:
    published_post(title="A")
    assert links(without_bdi(client.get(f"/news/a/?{query}")))["All news"] == "/news/#post-a"


def test_words_of_the_trail_are_coded(client: Client) -> None:
    published_post(title="A")
    page = without_bdi(client.get("/news/a/", {"q": '"><b>서울'}))
    assert links(page)["Back to the list"] == "/news/?q=%22%3E%3Cb%3E%EC%84%9C%EC%9A%B8#post-a"


def test_neighbours_change_the_tag_and_the_trail_has_its_own(client: Client) -> None:
    published_post(title="A")

    def tag(query: str = "") -> str:
        return client.get(f"/news/a/{query}").headers["ETag"]

    tags = [tag()]
    assert tag("?unknown=1") == tags[0]
    tags.append(tag("?year=2017"))
    other = published_post(title="B")
    tags.append(tag())
    other.title = "C"
    save_post(other)
    tags.append(tag())
    assert len(set(tags)) == 4


def test_reads_are_shown_and_leave_the_tag_alone_for_a_day(client: Client) -> None:
    made = published_post(title="A", earlier_views=6000)
    with time_machine.travel("2026-05-01 12:00", tick=False):
        first = client.get("/news/a/")
        PostViews.objects.create(post=made, count=889)
        again = client.get("/news/a/", headers={"if-none-match": first.headers["ETag"]})
        fresh = client.get("/news/a/")
    assert (again.status_code, fresh.headers["ETag"]) == (304, first.headers["ETag"])
    assert first.headers["ETag"].startswith('W/"')
    assert ("6,000 views" in first.content.decode(), "6,889 views" in fresh.content.decode()) == (True, True)
    with time_machine.travel("2026-05-02 00:01", tick=False):
        assert client.get("/news/a/", headers={"if-none-match": first.headers["ETag"]}).status_code == 200


def test_article_travels_gzipped_with_a_tag_of_its_own(client: Client) -> None:
    published_post(title="A")
    plain = client.get("/news/a/")
    packed = client.get("/news/a/", headers={"accept-encoding": "gzip"})
    assert (packed.headers["Content-Encoding"], packed.headers["Vary"]) == ("gzip", "Accept-Encoding")
    assert packed.headers["ETag"] == plain.headers["ETag"][:-1] + '-gzip"'
    assert len(packed.content) < len(plain.content)
