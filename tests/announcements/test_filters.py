from datetime import UTC, date, datetime

import pytest

from announcements.filters import PostFilter
from announcements.models import Category, Post, PostWord
from tests.announcements.makers import published_event, published_post
from tours.models import Event, Theme

pytestmark = pytest.mark.django_db


def found(**query: str) -> list[str]:
    """The titles of the posts that a query finds."""
    filters = PostFilter(query, queryset=Post.objects.order_by("title"))
    assert filters.errors == {}
    return [post.title for post in filters.qs]


def words_of(post: Post, *words: str) -> None:
    post.words.all().delete()
    PostWord.objects.bulk_create(PostWord(post=post, word=word) for word in words)


def test_nothing_asked_finds_all() -> None:
    published_post(title="A")
    published_post(title="B")
    assert found() == found(category="", year="", q="", updated_since="", theme="", event="") == ["A", "B"]


def test_category_and_theme_go_by_their_names_in_addresses() -> None:
    one, two = published_post(title="A"), published_post(title="B")
    news = Category.objects.create(name="News", slug="news")
    one.categories.add(news, Category.objects.create(name="Events", slug="events"))
    two.categories.add(news)
    event = published_event()
    two.themes.add(Theme.objects.create(programme=event.programme, name="Finance", slug="finance"))
    assert found(category="news") == ["A", "B"]
    assert found(category="events") == ["A"]
    assert found(theme="finance") == ["B"]
    assert found(category="news", theme="finance") == ["B"]
    assert found(category="unknown") == found(theme="news") == []


def test_year_is_that_of_the_printed_date() -> None:
    published_post(title="A", published_on=date(2016, 12, 31))
    published_post(title="B", published_on=date(2017, 1, 1))
    assert (found(year="2016"), found(year="2017"), found(year="9999")) == (["A"], ["B"], [])


def test_event_goes_by_its_published_address() -> None:
    event = published_event(slug="week")
    published_post(title="A", event=event)
    published_post(title="B")
    Event.objects.filter(pk=event.pk).update(slug="not-yet-published")
    assert (found(event="week"), found(event="not-yet-published")) == (["A"], [])


def test_updated_since_takes_moments_with_their_offset() -> None:
    Post.objects.filter(pk=published_post(title="A").pk).update(updated_at=datetime(2017, 9, 1, 12, tzinfo=UTC))
    Post.objects.filter(pk=published_post(title="B").pk).update(updated_at=datetime(2017, 9, 1, 13, tzinfo=UTC))
    assert found(updated_since="2017-09-01T12:00:00Z") == ["A", "B"]
    assert found(updated_since="2017-09-01T12:00:01Z") == ["B"]
    assert found(updated_since="2017-09-01T22:00:00+09:00") == ["B"]


def test_words_are_folded_and_each_begins_one_of_the_post() -> None:
    words_of(published_post(title="A"), "cities", "in", "seoul")
    words_of(published_post(title="B"), "skopje", "cities")
    assert found(q="CIT") == ["A", "B"]
    assert found(q="서울 cities") == ["A"]
    assert found(q="Скоп") == ["B"]
    assert found(q="seoul skopje") == []
    assert found(q="ities") == found(q="!?%_") == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("category", "\0"),
        ("theme", "a\0"),
        ("event", "\0"),
        ("q", "\0"),
        ("q", "x" * 201),
        ("year", "x"),
        ("year", "0"),
        ("year", "10000"),
        ("year", "2017.5"),
        ("year", "9" * 10_000),
        ("updated_since", "yesterday"),
        ("updated_since", "2017-02-30T00:00:00Z"),
        ("updated_since", "0001-01-01T00:00:00+23:59"),
        ("updated_since", "9999-12-31T23:59:59-23:59"),
    ],
)
def test_what_cannot_be_is_an_error_beside_its_field(name: str, value: str) -> None:
    filters = PostFilter({name: value}, queryset=Post.objects.all())
    assert list(filters.errors) == [name]


def test_the_ends_of_the_calendar_are_searched() -> None:
    published_post(title="A")
    assert (found(updated_since="0001-01-01T00:00:00Z"), found(updated_since="9999-12-31T23:59:59Z")) == (["A"], [])
