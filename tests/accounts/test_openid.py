"""Signing in by another service, over OpenID Connect."""

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from pytest_django import Settings

from accounts.models import User
from tests.accounts.openid_server import CLIENT, OpenIdServer, serving
from tests.accounts.signing_in import CODE, SIGN_IN, somebody, who, with_app

pytestmark = pytest.mark.django_db
BEGIN = "/account/oidc/127.0.0.1/login/"
LOOK_ALIKES = [
    "majа@example.org",
    "ｍaja@example.org",
    "maja@exаmple.org",
    "majá@example.org",
    "maja@example.org.",
    "maja @example.org",
]
MAJA = {"sub": "7", "email": "Maja@example.org", "email_verified": True, "name": "Somebody Else"}


@pytest.fixture
def server(settings: Settings) -> Iterator[OpenIdServer]:
    with serving() as other:
        client = {
            "provider_id": "127.0.0.1",
            "name": "City sign-in",
            "client_id": CLIENT,
            "secret": "secret",
            "settings": {"server_url": other.address},
        }
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [client], "OAUTH_PKCE_ENABLED": True}}
        yield other


def come_by(server: OpenIdServer, person: dict[str, object], browser: Client | None = None) -> tuple[Client, str]:
    """Signs in through the server. Returns the browser and the address where it ends."""
    browser = browser or Client()
    server.person = person
    there = urlsplit(browser.post(BEGIN).headers["Location"])
    assert f"{there.scheme}://{there.netloc}{there.path}" == f"{server.address}/authorize"
    state = parse_qs(there.query)["state"][0]
    answer = browser.get(f"{BEGIN}callback/", {"code": "code", "state": state})
    return browser, answer.headers["Location"]


def messages(browser: Client) -> list[str]:
    return [str(message) for message in browser.get(SIGN_IN).context["messages"]]


def test_user_is_known_by_a_verified_address(server: OpenIdServer, maja: User) -> None:
    browser, led_to = come_by(server, MAJA)
    assert (who(browser), led_to) == (str(maja.pk), "/desk/")
    maja.refresh_from_db()
    assert (maja.name, maja.email, maja.check_password("a good password")) == ("Maja", "maja@example.org", True)
    assert SocialAccount.objects.get(user=maja).extra_data == {}


def test_afterwards_the_name_that_the_server_uses_decides(server: OpenIdServer, maja: User) -> None:
    come_by(server, MAJA)
    browser, _ = come_by(server, {**MAJA, "email": "changed@example.org", "email_verified": False})
    assert who(browser) == str(maja.pk)
    assert SocialAccount.objects.get(user=maja).extra_data == {}


@pytest.mark.parametrize(
    "person",
    [
        {**MAJA, "email_verified": False},
        {**MAJA, "email": "nobody@example.org"},
        {"sub": "7"},
        *({**MAJA, "email": look_alike} for look_alike in LOOK_ALIKES),
    ],
    ids=["not verified", "unknown", "without address", *LOOK_ALIKES],
)
def test_others_are_refused_and_no_account_is_made(server: OpenIdServer, maja: User, person: dict[str, object]) -> None:
    browser, led_to = come_by(server, person)
    assert (who(browser), led_to) == (None, SIGN_IN)
    assert messages(browser) == ["No account has this e-mail address. Ask the person who invited you."]
    assert (User.objects.count(), SocialAccount.objects.count()) == (1, 0)


@pytest.mark.parametrize("look_alike", ["kıss@example.org", "kiſs@example.org", "\N{KELVIN SIGN}iss@example.org"])
def test_look_alike_of_an_address_is_somebody_else(server: OpenIdServer, look_alike: str) -> None:
    """Another server verifies an address letter by letter, and PostgreSQL writes `ı` and `i` with the same capital."""
    somebody("kiss@example.org", name="Kiss")
    browser, led_to = come_by(server, {**MAJA, "email": look_alike})
    assert (who(browser), led_to, SocialAccount.objects.count()) == (None, SIGN_IN, 0)


@pytest.mark.parametrize("spelling", ["Ana@ĐAKOVO.example.org", "ana@xn--akovo-4ya.example.org"])
def test_host_may_be_spelt_for_people_or_for_servers(server: OpenIdServer, spelling: str) -> None:
    ana = somebody("ana@đakovo.example.org", name="Ana")
    browser, _ = come_by(server, {**MAJA, "email": spelling})
    assert who(browser) == str(ana.pk)


def test_closed_account_stays_closed(server: OpenIdServer) -> None:
    user = somebody("maja@example.org")
    come_by(server, MAJA)
    User.objects.filter(pk=user.pk).update(is_active=False)
    browser, led_to = come_by(server, MAJA)
    assert (who(browser), led_to) == (None, SIGN_IN)
    assert messages(browser) == ["This account is closed. Ask the person who invited you."]


def test_closed_account_that_never_came_this_way_is_not_connected(server: OpenIdServer) -> None:
    user = somebody("maja@example.org")
    User.objects.filter(pk=user.pk).update(is_active=False)
    browser, led_to = come_by(server, MAJA)
    assert (who(browser), led_to, SocialAccount.objects.count()) == (None, SIGN_IN, 0)
    assert messages(browser) == ["No account has this e-mail address. Ask the person who invited you."]


def test_second_factor_is_asked_for_all_the_same(server: OpenIdServer, maja: User) -> None:
    browser, led_to = come_by(server, MAJA)
    with_app(maja)
    browser, led_to = come_by(server, MAJA)
    assert (who(browser), led_to) == (None, CODE)


def test_answer_that_was_not_asked_for_is_refused(server: OpenIdServer, maja: User) -> None:
    browser = Client()
    server.person = MAJA
    answer = browser.get(f"{BEGIN}callback/", {"code": "code", "state": "forged"})
    assert (answer.headers["Location"], who(browser)) == (SIGN_IN, None)
    assert messages(browser) == ["Signing in with the other service did not work. Try again, or use your password."]


def test_service_that_does_not_answer_gives_a_message(server: OpenIdServer, client: Client) -> None:
    server.server_close()
    server.shutdown()
    assert client.post(BEGIN).headers["Location"] == SIGN_IN
    assert messages(client) == ["The other service does not answer. Try again later, or use your password."]


def test_page_offers_the_service_by_its_name(server: OpenIdServer, client: Client) -> None:
    assert "Sign in with City sign-in" in client.get(SIGN_IN).content.decode()


def test_get_request_does_not_begin_signing_in(server: OpenIdServer, client: Client) -> None:
    """Signing in begins only by a POST from our own form."""
    answer = client.get(BEGIN)
    assert (answer.status_code, "Location" in answer.headers) == (200, False)
    assert "<form" in answer.content.decode()


def test_there_is_nothing_where_no_server_is_set(client: Client) -> None:
    assert client.post(BEGIN).status_code == 404
    assert "Sign in with a passkey" in client.get(SIGN_IN).content.decode()
    assert client.get(SIGN_IN).content.decode().count("Sign in with") == 1
