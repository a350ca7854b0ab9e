from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection

from announcements.models import Category, Post, PostQuerySet, PostWord
from announcements.posts.writing import save_post
from announcements.search import found_posts, posts_matching
from tests.announcements.makers import closed_event, post, published_post
from tests.factories import rows
from tours.search.asked import Query

pytestmark = pytest.mark.django_db
NOBODY = AnonymousUser()


def searchable_post(title: str, year: int = 2017, **facts: object) -> Post:
    made = published_post(title=title, published_on=date(year, 8, 30), **facts)
    save_post(made)
    return made


def titles(posts: PostQuerySet) -> list[str]:
    return [post.title for post in posts]


@pytest.mark.parametrize("query", ["skopje", "Скопје", "djakovo", "Đakovo", "서울 seou", "maja", "tin ko"])
def test_every_spelling_of_what_a_post_says_finds_it(query: str) -> None:
    searchable_post("Cities in Seoul", body="From Скопје and Đakovo: *Tina Kos*.", byline="Maja")
    searchable_post("Another")
    assert titles(found_posts(Query(query), NOBODY)) == ["Cities in Seoul"]


def test_category_finds_its_posts() -> None:
    made = searchable_post("Cities")
    made.categories.add(Category.objects.create(name="Other Events", slug="other-events"))
    save_post(made)
    assert titles(found_posts(Query("events"), NOBODY)) == ["Cities"]


def test_whole_words_come_before_beginnings_and_then_the_newest() -> None:
    for title, year in (("Business", 2018), ("Bus", 2015), ("A bus", 2016), ("Busan", 2017)):
        searchable_post(title, year)
    assert titles(found_posts(Query("bus"), NOBODY)) == ["A bus", "Bus", "Business", "Busan"]


def test_only_what_a_visitor_may_read_is_found() -> None:
    save_post(post(title="News, a draft"))
    searchable_post("News of a closed event", event=closed_event())
    searchable_post("News")
    assert titles(found_posts(Query("news"), NOBODY)) == titles(found_posts(Query("news"), rows.stranger())) == ["News"]
    assert sorted(titles(found_posts(Query("news"), rows.coordinator()))) == ["News", "News of a closed event"]


def test_query_without_words_finds_nothing() -> None:
    searchable_post("100 %")
    assert titles(found_posts(Query("%%%"), NOBODY)) == titles(posts_matching(Post.objects.all(), " ")) == []


def test_bodies_stay_where_they_are() -> None:
    searchable_post("News")
    assert '"body"' not in str(found_posts(Query("news"), NOBODY).query)


def test_words_are_looked_up_by_an_index() -> None:
    made = post()
    PostWord.objects.bulk_create(PostWord(post=made, word=f"word{number}") for number in range(4000))
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE announcements_postword")
        assert "Seq Scan on announcements_postword" not in found_posts(Query("seoul"), NOBODY).explain()
    else:
        by_word = "SEARCH U0 USING COVERING INDEX post_word_once (word>? AND word<?)"
        assert by_word in found_posts(Query("seoul"), NOBODY).explain()
