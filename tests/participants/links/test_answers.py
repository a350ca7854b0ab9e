"""Every answer below the addresses of personal links is for one reader, and tells no secret to another site."""

import pytest
from django.test import Client
from django.urls import reverse

from participants.links.making import make_link
from tests.participants.entering.mailboxes import delegate_of

pytestmark = pytest.mark.django_db
KEPT_BY_NOBODY = ("private, no-store", "noindex")


@pytest.mark.parametrize(
    ("method", "address", "status"),
    [
        ("GET", "/d/", 401),
        ("GET", "/f/", 401),
        ("DELETE", "/d/", 405),
        ("DELETE", "/d/code/", 405),
        ("GET", "/d/leave/", 405),
        ("GET", "/d/no/such/page/", 404),
        ("GET", "/f/no/such/page/", 404),
        ("GET", "/d/code/", 200),
        ("GET", "/d/again/", 200),
        ("GET", "/d/open/", 410),
        ("GET", "/h/open/?key=no", 410),
    ],
)
def test_nobody_else_keeps_the_answer(client: Client, method: str, address: str, status: int) -> None:
    answer = client.generic(method, address)
    assert (answer.status_code, answer["Cache-Control"], answer["X-Robots-Tag"]) == (status, *KEPT_BY_NOBODY)


def test_referrer_of_pages_with_a_secret_is_the_site_alone(client: Client) -> None:
    _link, secret = make_link(delegate_of("a@example.org", "Ana Primer"), email="a@example.org")
    pages = [reverse("participants:open_delegate_link"), reverse("participants:not_mine_d"), "/d/no/such/page/"]
    found = [client.get(page, {"key": secret}) for page in pages]
    assert [(page.status_code, page["Referrer-Policy"]) for page in found] == [
        (200, "strict-origin"),
        (200, "strict-origin"),
        (404, "strict-origin"),
    ]
    forged = Client(enforce_csrf_checks=True).post(f"{pages[0]}?key={secret}")
    assert (forged.status_code, forged["Referrer-Policy"], forged["Cache-Control"]) == (
        403,
        "strict-origin",
        "private, no-store",
    )


def test_other_pages_have_the_referrer_policy_of_the_site(client: Client) -> None:
    assert client.get("/d/code/")["Referrer-Policy"] == "same-origin"
