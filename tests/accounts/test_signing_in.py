"""Signing in by e-mail address and password."""

import pytest
from django.contrib.auth.hashers import make_password
from django.core import mail
from django.test import Client
from django.urls import NoReverseMatch, reverse
from pytest_django import Settings

from accounts.models import Session, User
from config import settings as configured
from tests.accounts.signing_in import CODE, PASSWORD, SIGN_IN, sign_in, signed_in, somebody, who, without_token
from tests.factories import rows

pytestmark = pytest.mark.django_db
WRONG = "E-mail address or password is wrong. Check both and try again."


@pytest.mark.parametrize("typed", ["maja@example.org", "MAJA@Example.org", "  maja@example.org "])
def test_address_is_known_however_it_is_typed(maja: User, typed: str) -> None:
    browser = Client()
    answer = sign_in(browser, typed)
    assert (answer.status_code, answer.headers["Location"], who(browser)) == (302, "/desk/", str(maja.pk))


def test_address_that_is_kept_with_capitals_is_known() -> None:
    user = somebody("Maja.Kovac@Example.org")
    browser = Client()
    sign_in(browser, "maja.kovac@example.org")
    assert who(browser) == str(user.pk)


def test_one_goes_on_to_where_one_was_going(maja: User) -> None:
    browser = Client()
    assert browser.get("/desk/").headers["Location"] == f"{SIGN_IN}?next=/desk/"
    page = browser.get(f"{SIGN_IN}?next=/account/sessions/").content.decode()
    assert '<input type="hidden" name="next" value="/account/sessions/">' in page
    fields = {"login": maja.email, "password": PASSWORD, "next": "/account/sessions/"}
    assert browser.post(SIGN_IN, fields).headers["Location"] == "/account/sessions/"


@pytest.mark.parametrize("target", ["https://evil.example.org/", "//evil.example.org", "javascript:alert(1)"])
def test_one_never_goes_on_to_another_site(maja: User, target: str) -> None:
    fields = {"login": maja.email, "password": PASSWORD, "next": target}
    assert Client().post(SIGN_IN, fields).headers["Location"] == "/desk/"
    assert signed_in(maja).get("/admin/login/", {"next": target}).status_code == 403


def test_wrong_password_keeps_the_address_and_not_the_password(maja: User) -> None:
    page = sign_in(Client(), maja.email, "not it").content.decode()
    assert WRONG in page
    assert 'value="maja@example.org"' in page
    assert "not it" not in page


def test_known_and_unknown_addresses_are_answered_alike(maja: User) -> None:
    """The same holds for addresses of closed accounts and of accounts without a password."""
    somebody("shut@example.org", is_active=False)
    User.objects.create_user("none@example.org")
    names = ["maja@example.org", "nobody@example.org", "shut@example.org", "none@example.org"]
    answers = [sign_in(Client(), name, "not it") for name in names]
    pages = {without_token(answer, name) for answer, name in zip(answers, names, strict=True)}
    assert ({answer.status_code for answer in answers}, len(pages)) == ({200}, 1)
    assert WRONG in pages.pop()


def test_closed_account_opens_to_nobody_who_has_its_password() -> None:
    user = somebody("shut@example.org", is_active=False)
    browser = Client()
    assert WRONG in sign_in(browser, user.email).content.decode()
    assert who(browser) is None


def test_closing_an_account_ends_its_sessions(maja: User, browser: Client) -> None:
    User.objects.update(is_active=False)
    assert browser.get("/account/").headers["Location"] == f"{SIGN_IN}?next=/account/"


def test_signing_in_gives_a_new_session_key(maja: User) -> None:
    """Otherwise somebody who planted a session key before would be signed in too."""
    browser = Client()
    browser.get(SIGN_IN)
    planted = browser.session
    planted["before"] = 1
    planted.save()
    sign_in(browser, maja.email)
    assert browser.session.session_key != planted.session_key
    assert Session.objects.filter(session_key=planted.session_key).count() == 0


def test_session_cookie_lasts_two_weeks_and_is_for_the_server_alone(maja: User) -> None:
    cookie = sign_in(Client(), maja.email).cookies["sessionid"]
    assert (cookie["max-age"], cookie["httponly"], cookie["samesite"]) == (14 * 24 * 3600, True, "Lax")


def test_signing_out_is_a_post(maja: User, browser: Client) -> None:
    assert browser.get("/account/sign-out/").status_code == 200
    assert who(browser) == str(maja.pk)
    assert browser.post("/account/sign-out/").headers["Location"] == SIGN_IN
    assert (who(browser), Session.objects.filter(user=maja).count()) == (None, 0)


@pytest.mark.parametrize("name", ["account_signup", "account_email", "socialaccount_connections", "account_inactive"])
def test_pages_of_the_library_that_are_not_wanted_are_not_there(name: str) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(name)


def test_nobody_opens_an_account_by_themselves(client: Client) -> None:
    assert client.get("/account/signup/").status_code == 404
    assert "sign up" not in client.get(SIGN_IN).content.decode().lower()


def test_administration_has_no_sign_in_of_its_own() -> None:
    boss = rows.operator()
    browser = Client()
    assert browser.get("/admin/login/?next=/admin/").headers["Location"] == f"{SIGN_IN}?next=%2Fadmin%2F"
    answer = browser.post("/admin/login/", {"username": boss.email, "password": PASSWORD})
    assert (answer.status_code, who(browser)) == (302, None)
    assert signed_in(boss).get("/admin/login/?next=/admin/").headers["Location"] == "/admin/"


def test_new_passwords_are_argon2_and_old_ones_become_so(maja: User, settings: Settings) -> None:
    settings.PASSWORD_HASHERS = configured.PASSWORD_HASHERS
    maja.password = make_password(PASSWORD, hasher="pbkdf2_sha256")
    maja.save()
    assert maja.password.startswith("pbkdf2_sha256$")
    sign_in(Client(), maja.email)
    maja.refresh_from_db()
    assert maja.password.startswith("argon2$argon2id$")


def test_password_is_changed_and_ends_sessions_elsewhere(maja: User, browser: Client) -> None:
    elsewhere = signed_in(maja)
    fields = {"oldpassword": PASSWORD, "password1": "an even better one"}
    assert browser.post("/account/password/change/", fields).headers["Location"] == "/account/"
    assert (browser.get("/account/").status_code, elsewhere.get("/account/").status_code) == (200, 302)
    maja.refresh_from_db()
    assert maja.check_password("an even better one")
    assert list(Session.objects.filter(user=maja).values_list("session_key", flat=True)) == [
        browser.session.session_key
    ]
    assert [(message.to, "Your password was changed." in str(message.body)) for message in mail.outbox] == [
        (["maja@example.org"], True)
    ]


@pytest.mark.parametrize(
    ("fields", "errors"),
    [
        (
            {"oldpassword": "not it", "password1": "an even better one"},
            {"oldpassword": ["Your current password is wrong. Try again."]},
        ),
        (
            {"oldpassword": PASSWORD, "password1": "12345678"},
            {"password1": ["This password is too common.", "This password is entirely numeric."]},
        ),
        (
            {"oldpassword": PASSWORD, "password1": "x" * 1001},
            {"password1": ["Ensure this value has at most 1000 characters (it has 1001)."]},
        ),
    ],
)
def test_bad_password_is_shown_beside_its_field(browser: Client, fields: dict[str, str], errors: object) -> None:
    assert browser.post("/account/password/change/", fields).context["form"].errors == errors


def test_who_has_no_password_is_led_to_set_one_by_mail(maja: User, browser: Client) -> None:
    maja.set_unusable_password()
    maja.save()
    browser.force_login(maja)
    assert "Set one by e-mail" in browser.get("/account/").content.decode()
    assert browser.get("/account/password/change/").headers["Location"] == "/account/password/set/"
    assert browser.get("/account/password/set/").status_code == 200


def test_second_step_needs_the_first(client: Client) -> None:
    assert client.get(CODE).headers["Location"] == SIGN_IN


def test_who_was_signed_out_while_editing_in_place_is_told_so_there(client: Client) -> None:
    answer = client.post(reverse("tours:desk"), {"title": "Week"}, headers={"HX-Request": "true"})

    assert answer.status_code == 401
    assert answer.text == "Not saved: you are signed out. Sign in in another tab, then send this once more."
