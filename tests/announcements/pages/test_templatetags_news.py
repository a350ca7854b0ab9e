from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.template import Context, Template
from django.test import RequestFactory
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from tests.announcements.makers import closed_event, post, published_event, published_post
from tests.factories import rows

pytestmark = pytest.mark.django_db
LATEST = Template(
    "{% load news %}{% latest_posts 2 as posts %}{% for p in posts %}{{ p.title }} {{ p.get_absolute_url }} {{ p.summary }}"
    " {{ p.published_on|date:'Y' }} {{ p.language }};{% endfor %}"
)
OF_EVENT = Template("{% load news %}{% event_posts slug as posts %}{% for p in posts %}{{ p.title }};{% endfor %}")


def request_of(user: User | AnonymousUser, rf: RequestFactory) -> HttpRequest:
    request = rf.get("/")
    request.user = user
    if user.is_authenticated:
        request.COOKIES["sessionid"] = "known"
    return request


def test_latest_posts_are_the_newest_a_visitor_may_see_in_one_query(
    rf: RequestFactory, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    published_post(title="First", summary="One.", published_on=date(2016, 1, 1))
    published_post(title="Second", summary="Two.", published_on=date(2017, 1, 1))
    published_post(title="Third", summary="Three.", published_on=date(2018, 1, 1))
    published_post(title="Closed", event=closed_event(), published_on=date(2019, 1, 1))
    post(title="Draft")
    with django_assert_num_queries(1) as queries:
        text = LATEST.render(Context({"request": request_of(AnonymousUser(), rf)}))
    assert text == "Third /news/third/ Three. 2018 en;Second /news/second/ Two. 2017 en;"
    assert '"body"' not in queries.captured_queries[0]["sql"]
    assert LATEST.render(Context()) == text
    assert LATEST.render(Context({"request": request_of(rows.coordinator(), rf)})).startswith("Closed ")


def test_event_posts_are_those_of_one_event_in_one_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    event, closed = published_event(slug="week"), closed_event()
    published_post(title="Before", event=event, published_on=date(2017, 8, 30))
    published_post(title="After", event=event, published_on=date(2017, 10, 18))
    published_post(title="Closed", event=closed)
    published_post(title="Elsewhere")
    post(title="Draft", event=event)
    with django_assert_num_queries(1) as queries:
        assert OF_EVENT.render(Context({"slug": "week"})) == "After;Before;"
    assert '"body"' not in queries.captured_queries[0]["sql"]
    assert OF_EVENT.render(Context({"slug": closed.slug})) == "Closed;"
