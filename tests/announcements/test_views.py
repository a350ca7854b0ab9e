from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.http import http_date
from pytest_django import DjangoAssertNumQueries

from announcements.models import Category
from announcements.posts import save_post
from tests.announcements.makers import closed_event, post, published_event, published_post
from tests.factories import rows
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
    page = response.content.decode()
    assert (response.status_code, response.headers["Cache-Control"]) == (200, "public, no-cache")
    assert "Cookie" not in response.headers.get("Vary", "")
    for text in (
        "Cities in Seoul",
        "· by Maja ·",
        "Seoul, 4–8 September 2017",
        "<p>To <em>learn</em>.</p>",
        "News",
        "Smart City Week",
    ):
        assert text in page
    assert "Not yet published" not in page


def test_drafts_and_posts_of_closed_events_are_not_there_for_strangers(client: Client) -> None:
    addresses = [
        post(title="Draft").get_absolute_url(),
        published_post(event=closed_event()).get_absolute_url(),
        published_post(event=rows.event()).get_absolute_url(),
        "/news/unknown/",
    ]
    assert [client.get(address).status_code for address in addresses] == [404, 404, 404, 404]
    client.force_login(rows.stranger())
    assert [client.get(address).status_code for address in addresses] == [404, 404, 404, 404]


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
    assert client.get(address).status_code == 404


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
    with django_assert_num_queries(4):
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
