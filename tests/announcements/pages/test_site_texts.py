"""Testimonials, and the site's own texts: written by the office, or else the software's."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.template import Context, Template
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from announcements.models import Page
from tests.announcements.makers import new_testimonial
from tests.counting import asked
from tests.isolation import without_bdi

pytestmark = pytest.mark.django_db
STRIP = Template(
    "{% load testimonials %}{% first_testimonial as testimonial %}"
    '{% include "components/_testimonial.html" with testimonial=testimonial only %}'
)


def text_of(html: str) -> str:
    """The text without the elements. Inline elements do not separate words."""
    return " ".join(re.sub(r"<[^>]+>", " ", re.sub(r"</?(?:a|b|span)\b[^>]*>", "", html)).split())


def main(client: Client, page: str) -> str:
    html = without_bdi(client.get(page))
    return html[html.index("<main") : html.index("</main>")]


def test_testimonials_stand_in_their_order_with_who_said_them(client: Client) -> None:
    new_testimonial("Обука је корисна.", language="sr", name="Arta Gjoka", position="Mayor of Shkodër", order=2)
    new_testimonial("Very <useful>.", order=1)
    new_testimonial("It adds to what cities know.", position="", is_unattributed=True, order=3)
    new_testimonial("Not yet public.", is_published=False)
    html = main(client, "/testimonials/")
    assert text_of(html).endswith(
        "Very &lt;useful&gt;. Mayor Обука је корисна. Arta Gjoka, Mayor of Shkodër"
        " It adds to what cities know. Name not given"
    )
    assert '<blockquote class="text" lang="sr">Обука је корисна.</blockquote>' in html


def test_testimonial_without_a_name_is_so_knowingly_or_refused() -> None:
    with pytest.raises(ValidationError, match="Say whose words these are"):
        new_testimonial("Useful.", position="")
    with pytest.raises(ValidationError, match="Say whose words these are"):
        new_testimonial("Useful.", is_unattributed=True)


def test_testimonials_page_without_any_says_what_belongs_there(client: Client) -> None:
    assert "Nothing is published yet." in text_of(main(client, "/testimonials/"))


def test_testimonials_are_twenty_a_page_and_cost_two_queries_however_many_there_are(client: Client) -> None:
    costs = []
    for more in (3, 58):
        for number in range(more):
            new_testimonial(f"Useful {number}.")
        with asked() as seen:
            page = without_bdi(client.get("/testimonials/?page=9"))
        costs.append((seen.queries, seen.rows()))
    assert costs == [(2, 4), (2, 2)]
    assert ("<li>Page 4 of 4</li>" in page, '/testimonials/?page=4">' in page) == (True, True)


def test_strip_shows_the_first_published_one_in_one_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    new_testimonial("Second.", order=2)
    new_testimonial("Hidden.", order=0, is_published=False)
    new_testimonial("First.", order=1)
    with django_assert_num_queries(1):
        assert text_of(STRIP.render(Context())) == "First. Mayor"


@pytest.mark.parametrize(
    ("page", "title", "sentence"),
    [
        ("accessibility", "Accessibility", "Guidelines (WCAG) 2.2 at level AA."),
        ("privacy", "Privacy", "No cookies: pages, calendars, feeds and files are sent without any."),
        ("privacy", "Privacy", "To see, correct or remove what is stored about you, write to"),
        ("privacy", "Privacy", "is counted by a tiny picture on the article's page, from this site. Only a number"),
    ],
)
def test_page_that_nobody_has_written_says_what_is_true_of_the_software(
    client: Client, settings: Settings, page: str, title: str, sentence: str
) -> None:
    settings.OFFICE_EMAIL = "o'neil&co@example.org"
    html = main(client, f"/{page}/")
    assert f"<h1>{title}</h1>" in html
    assert sentence in text_of(html)
    assert 'href="mailto:o\'neil&amp;co@example.org"' in html
    assert [mark for mark in ("Last changed", "{%", "{{", "&amp;lt;", "##") if mark in html] == []


@pytest.mark.parametrize("page", ["accessibility", "privacy"])
def test_page_that_the_office_has_written_stands_in_its_place(client: Client, page: str) -> None:
    Page.objects.create(slug=page, title="Our words", body="We *say* <script>this</script> in 서울.\n\n# More")
    html = main(client, f"/{page}/")
    assert "<h1>Our words</h1>" in html
    assert (
        '<p>We <em>say</em> &lt;script&gt;this&lt;/script&gt; in <span lang="ko">서울</span>.</p>\n<h2>More</h2>'
        in html
    )
    assert re.search(r"Last changed on \d+ \w+ \d{4}", text_of(html))


@pytest.mark.parametrize("page", ["/testimonials/", "/accessibility/", "/privacy/"])
def test_page_is_one_for_all_and_sets_no_cookie(client: Client, page: str) -> None:
    response = client.get(page)
    assert (response.status_code, response["Cache-Control"], response["Vary"], response.cookies) == (
        200,
        "public, no-cache",
        "Accept-Encoding",
        {},
    )
    assert f'<link rel="canonical" href="http://127.0.0.1:8000{page}">' in without_bdi(response)
