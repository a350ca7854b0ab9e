"""The second factor: entering it, setting it up, losing it, and requiring it."""

import time
from urllib.parse import unquote

import pytest
from allauth.mfa.models import Authenticator
from cryptography.fernet import InvalidToken
from django.contrib import admin
from django.core import mail
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings
from time_machine import travel

from accounts import second_factors
from accounts.models import User
from accounts.second_factors import needs_second_factor, owes_second_factor, register_second_factor_rule
from accounts.secrets.sealing import seal, unseal
from tests.accounts.signing_in import (
    CODE,
    PASSWORD,
    SECRET,
    SIGN_IN,
    code_now,
    recovery_codes,
    sign_in,
    signed_in,
    who,
    with_app,
)
from tests.factories import rows
from tests.refusals import is_not_found

pytestmark = pytest.mark.django_db
NOT_RIGHT = "This code is not right, or was used before. Wait for the next one and try again."


def test_password_alone_does_not_sign_in(maja: User) -> None:
    with_app(maja)
    browser = Client()
    assert sign_in(browser, maja.email).headers["Location"] == CODE
    assert (who(browser), browser.get("/account/").status_code) == (None, 302)
    assert browser.post(CODE, {"code": code_now()}).headers["Location"] == "/desk/"
    assert who(browser) == str(maja.pk)


def test_wrong_code_is_refused(maja: User) -> None:
    with_app(maja)
    browser = Client()
    sign_in(browser, maja.email)
    page = browser.post(CODE, {"code": "000000"})
    assert (page.context["form"].errors, who(browser)) == ({"code": [NOT_RIGHT]}, None)


def test_code_works_once(maja: User) -> None:
    with_app(maja)
    code, first, second = code_now(), Client(), Client()
    for browser in (first, second):
        sign_in(browser, maja.email)
        browser.post(CODE, {"code": code})
    assert (who(first), who(second)) == (str(maja.pk), None)


def test_clock_of_the_phone_may_be_half_a_minute_off(maja: User) -> None:
    with_app(maja)
    for later, name in ((1, str(maja.pk)), (3, None)):
        browser = Client()
        sign_in(browser, maja.email)
        browser.post(CODE, {"code": code_now(later=later)})
        assert who(browser) == name


def test_recovery_code_signs_in_once(maja: User) -> None:
    with_app(maja)
    code, first, second = recovery_codes(maja)[0], Client(), Client()
    for browser in (first, second):
        sign_in(browser, maja.email)
        browser.post(CODE, {"code": code})
    assert (who(first), who(second)) == (str(maja.pk), None)
    assert (len(recovery_codes(maja)), code in recovery_codes(maja)) == (9, False)


def test_one_may_begin_anew_in_the_middle(maja: User) -> None:
    with_app(maja)
    browser = Client()
    sign_in(browser, maja.email)
    browser.post("/account/sign-out/")
    assert browser.get(CODE).headers["Location"] == SIGN_IN


def test_app_is_set_up_by_its_code_and_recovery_codes_are_shown_once(
    maja: User, browser: Client, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    page = browser.get("/account/app/add/")
    assert "<svg" in page.content.decode()
    code = code_now(secret=page.context["form"].secret)
    with django_capture_on_commit_callbacks(execute=True):
        answer = browser.post("/account/app/add/", {"code": code})
    assert answer.headers["Location"] == "/account/recovery-codes/"
    first, second = (browser.get("/account/recovery-codes/").content.decode() for _ in range(2))
    codes = recovery_codes(maja)
    assert len(codes) == 10
    assert [code for code in codes if f"<code>{code}</code>" not in first] == []
    assert [code for code in codes if code in second] == []
    assert "You have 10 unused codes." in second
    assert [message.to for message in mail.outbox] == [["maja@example.org"]]
    assert "An authenticator app was set up as your second factor." in str(mail.outbox[0].body)


def test_new_recovery_codes_end_the_old_ones(maja: User, browser: Client) -> None:
    old = recovery_codes(with_app(maja))
    assert browser.post("/account/recovery-codes/new/").headers["Location"] == "/account/recovery-codes/"
    new = recovery_codes(maja)
    assert (len(new), set(old) & set(new)) == (10, set())


def test_removing_the_last_factor_takes_the_recovery_codes_with_it(maja: User, browser: Client) -> None:
    with_app(maja)
    assert browser.get("/account/app/remove/").status_code == 200
    assert browser.post("/account/app/remove/").headers["Location"] == "/account/"
    assert not Authenticator.objects.filter(user=maja).exists()


@pytest.mark.parametrize(
    "address", ["/account/app/add/", "/account/passkeys/add/", "/account/recovery-codes/", "/account/app/remove/"]
)
def test_sensitive_pages_ask_for_the_password_again_after_some_minutes(
    maja: User, browser: Client, address: str
) -> None:
    if "add" not in address:
        with_app(maja)
    with travel(time.time() + 360):
        assert unquote(browser.get(address).headers["Location"]) == f"/account/again/?next={address}"
        wrong = browser.post("/account/again/", {"password": "not it", "next": address})
        assert wrong.context["form"].errors == {"password": ["This is not your password. Try again."]}
        right = browser.post("/account/again/", {"password": PASSWORD, "next": address})
        assert right.headers["Location"] == address
        assert browser.get(address).status_code == 200


def test_letter_does_not_contain_the_ip_address(
    maja: User, browser: Client, settings: Settings, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    settings.BASE_URL = "https://example.org"
    with_app(maja)
    with django_capture_on_commit_callbacks(execute=True):
        browser.post("/account/recovery-codes/new/")
    (letter,) = mail.outbox
    assert "New recovery codes were made; the old ones no longer work." in str(letter.body)
    assert [word for word in ("127.0.0.1", "Firefox") if word in str(letter.body)] == []


def test_secrets_are_sealed_in_the_database(maja: User) -> None:
    with_app(maja)
    kept = Authenticator.objects.get(user=maja, type="totp").data
    assert SECRET not in str(kept)
    assert unseal(kept["secret"]) == SECRET


def test_seal_opens_with_a_former_key_of_the_site(settings: Settings) -> None:
    sealed = seal("a secret")
    former, settings.SECRET_KEY = settings.SECRET_KEY, "another"
    with pytest.raises(InvalidToken):
        unseal(sealed)
    settings.SECRET_KEY_FALLBACKS = [former]
    assert unseal(sealed) == "a secret"


def test_administration_shows_no_secrets() -> None:
    assert [model for model in admin.site._registry if model.__module__.startswith("allauth.")] == []


@pytest.mark.parametrize(
    ("words", "concerned"), [([], set()), (["operators"], {"boss"}), (["everyone"], {"boss", "maja"})]
)
def test_second_factor_is_required_of_those_whom_the_setting_names(
    settings: Settings, maja: User, words: list[str], concerned: set[str]
) -> None:
    settings.SECOND_FACTOR_FOR = words
    assert {name for name, user in (("boss", rows.operator()), ("maja", maja)) if owes_second_factor(user)} == concerned


def test_higher_room_may_give_a_word_its_meaning(
    settings: Settings, maja: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every word includes operators, and a word without a rule lets nobody in."""
    monkeypatch.setattr(second_factors, "_rules", {})
    settings.SECOND_FACTOR_FOR = ["drivers"]
    with pytest.raises(KeyError, match="drivers"):
        owes_second_factor(maja)
    register_second_factor_rule("drivers", lambda user: user.name == "Maja")
    people = User(name="Maja"), User(name="Ana"), rows.operator()
    assert [needs_second_factor(user) for user in people] == [True, False, True]


@pytest.mark.parametrize("address", ["/desk/", "/admin/", "/admin/accounts/user/", "/admin/tours/event/"])
def test_who_owes_a_second_factor_is_led_to_set_it_up_first(settings: Settings, address: str) -> None:
    settings.SECOND_FACTOR_FOR = ["operators"]
    user = rows.operator()
    browser = signed_in(user)
    assert browser.get(address).headers["Location"] == "/account/"
    assert "Your role requires a second factor." in browser.get("/account/").content.decode()
    with_app(user)
    assert browser.get(address).status_code == 200


def test_who_owes_a_second_factor_reads_what_the_public_reads(settings: Settings) -> None:
    event = rows.full_event(title="Hidden")
    rows.publish(event)
    address = f"/events/{event.slug}/programme.pdf?audience=staff"
    browser = signed_in(rows.operator())
    assert browser.get(address).status_code == 200
    settings.SECOND_FACTOR_FOR = ["operators"]
    assert is_not_found(browser.get(address))


def test_recovery_codes_alone_are_no_second_factor(settings: Settings) -> None:
    settings.SECOND_FACTOR_FOR = ["everyone"]
    user = with_app(rows.stranger())
    Authenticator.objects.filter(type="totp").delete()
    assert signed_in(user).get("/desk/").headers["Location"] == "/account/"
