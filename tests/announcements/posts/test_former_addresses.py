import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from announcements.models import OldAddress
from announcements.posts.former_addresses import as_requested
from tests.announcements.makers import closed_event, post, published_post
from tests.factories import rows
from tests.refusals import is_not_found

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/index.php?id=42&x=a b", "/index.php?id=42&x=a%20b"),
        ("https://old.example.org/index.php?id=42#top", "/index.php?id=42"),
        ("https://old.example.org", "/"),
        (" /a/ ", "/a/"),
        ("/новости/1", "/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8/1"),
        ("/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8/1", "/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8/1"),
        ("/a;b=c,d(e)", "/a%3Bb%3Dc,d(e)"),
    ],
)
def test_address_is_written_as_a_request_has_it_and_found(client: Client, address: str, expected: str) -> None:
    assert as_requested(address) == expected
    OldAddress.objects.create(post=published_post(title="News"), path=f"/old{expected}")
    response = client.get(f"/old{expected}")
    assert (response.status_code, response.headers["Location"]) == (301, "/news/news/")


def test_one_query_finds_it_by_its_query_or_else_by_its_path(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for title, path in (("A", "/index.php?id=1"), ("B", "/index.php?id=2"), ("C", "/index.php"), ("D", "/old/")):
        OldAddress.objects.create(post=published_post(title=title), path=path)

    def leads_to(address: str) -> str | None:
        with django_assert_num_queries(1):
            return client.get(address).headers.get("Location")

    assert leads_to("/index.php?id=2") == "/news/b/"
    assert leads_to("/index.php?id=3") == leads_to("/index.php") == "/news/c/"
    assert leads_to("/old/?utm_source=letter") == "/news/d/"
    assert leads_to("/unknown/") is None


def test_only_what_everyone_may_see_is_led_to(client: Client) -> None:
    OldAddress.objects.create(post=post(), path="/draft")
    OldAddress.objects.create(post=published_post(event=closed_event()), path="/closed")
    assert all(is_not_found(client.get(address)) for address in ("/draft", "/closed"))


def test_old_address_hides_no_page_and_takes_no_form(client: Client) -> None:
    made = published_post(title="News")
    for path in ("/events/", "/news/", "/old"):
        OldAddress.objects.create(post=made, path=path)
    assert [client.get(address).status_code for address in ("/events/", "/news/")] == [200, 200]
    assert client.get("/events").headers["Location"] == "/events/"
    assert (client.head("/old").status_code, client.post("/old").status_code) == (301, 404)


def test_page_not_found_is_still_told(client: Client) -> None:
    response = client.get("/unknown/?a=b")
    assert (response.status_code, "There is no page at this address." in response.content.decode()) == (404, True)
    for address in ("/%00", "/%FF", f"/{'x' * 10_000}", f"/x?{'y' * 10_000}"):
        assert is_not_found(client.get(address))


def test_redirect_of_whoever_is_signed_in_is_kept_by_no_shared_cache(client: Client) -> None:
    """They may be led to what others do not see."""
    OldAddress.objects.create(post=published_post(event=closed_event(), title="Closed"), path="/closed")
    OldAddress.objects.create(post=published_post(title="Open"), path="/open")
    assert client.get("/open").headers["Cache-Control"] == "public, no-cache"
    client.force_login(rows.coordinator())
    answers = [client.get(address).headers for address in ("/open", "/closed")]
    assert [(answer["Location"], answer["Cache-Control"]) for answer in answers] == [
        ("/news/open/", "private, no-cache"),
        ("/news/closed/", "private, no-cache"),
    ]
