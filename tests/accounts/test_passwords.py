"""A forgotten password is replaced through a link in a letter."""

import time
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.contrib.auth.hashers import make_password
from django.core import mail
from django.test import Client, override_settings
from django_tasks_db.models import DBTaskResult
from time_machine import travel

from accounts.letters.urgency import Urgency, urgency_headers
from accounts.models import Session, User
from accounts.passwords import send_reset
from tests.accounts.signing_in import PASSWORD, link_in, secret_of, sign_in, signed_in, somebody, who, without_token
from tests.refusals import no_longer_works

pytestmark = pytest.mark.django_db
RESET = "/account/password/reset/"
NEW = "an even better one"


def ask(email: str = "maja@example.org") -> str:
    """Asks for a reset and returns the link from the letter."""
    assert Client().post(RESET, {"email": email}).status_code == 200
    return link_in(mail.outbox[-1])


def use(link: str, password: str = NEW, browser: Client | None = None) -> int:
    return (browser or Client()).post(f"{RESET}set/", {"link": secret_of(link), "password": password}).status_code


def test_letter_says_who_writes_and_why_and_leads_to_the_page(maja: User) -> None:
    link = ask()
    (letter,) = mail.outbox
    assert (letter.to, letter.subject) == (["maja@example.org"], "Set a new password for Sojourn")
    assert str(letter.body).startswith(
        "Somebody, most likely you, asked to set a new password for your account at Sojourn."
    )
    page = Client().get(link).content.decode()
    assert "For the account maja@example.org." in page


def test_letter_is_urgent_and_of_use_as_long_as_its_link(maja: User) -> None:
    with travel(datetime(2017, 9, 4, 12, tzinfo=UTC), tick=False):
        ask()
    headers = urgency_headers(Urgency.CODE, useless_after=datetime(2017, 9, 4, 13, tzinfo=UTC))
    assert mail.outbox[0].extra_headers == headers


def test_password_is_set_once_and_everyone_is_signed_out(maja: User) -> None:
    elsewhere, link = signed_in(maja), ask()
    assert use(link) == 302
    maja.refresh_from_db()
    assert (maja.check_password(NEW), Session.objects.filter(user=maja).count()) == (True, 0)
    assert elsewhere.get("/account/").status_code == 302
    assert (Client().get(link).status_code, use(link, "yet another one")) == (410, 410)
    maja.refresh_from_db()
    assert maja.check_password(NEW)
    assert mail.outbox[-1].subject == "Your account at Sojourn"
    assert "Your password was changed." in str(mail.outbox[-1].body)


def test_looking_at_the_page_changes_nothing_and_keeps_the_link(maja: User) -> None:
    """Mail scanners open links too."""
    link, browser = ask(), Client()
    for _ in range(3):
        assert browser.get(link).status_code == 200
    assert who(browser) is None
    assert use(link) == 302


def test_setting_a_password_does_not_sign_in(maja: User) -> None:
    """Otherwise the second factor could be bypassed."""
    browser = Client()
    use(ask(), browser=browser)
    assert who(browser) is None


def test_link_lasts_an_hour(maja: User) -> None:
    link = ask()
    with travel(time.time() + 3590):
        assert Client().get(link).status_code == 200
    with travel(time.time() + 3610):
        assert no_longer_works(Client().get(link))
        assert use(link) == 410
    maja.refresh_from_db()
    assert maja.check_password(PASSWORD)


SPOIL: list[Callable[[User], object]] = [
    lambda user: User.objects.filter(pk=user.pk).update(email="other@example.org"),
    lambda user: User.objects.filter(pk=user.pk).update(is_active=False),
    lambda user: user.delete(),
]


@pytest.mark.parametrize("spoil", SPOIL, ids=["address", "closed", "deleted"])
def test_link_ends_when_its_purpose_is_gone(maja: User, spoil: Callable[[User], object]) -> None:
    link = ask()
    spoil(maja)
    assert no_longer_works(Client().get(link))
    assert use(link) == 410
    assert all(user.check_password(PASSWORD) for user in User.objects.filter(pk=maja.pk))


@pytest.mark.parametrize("link", ["", "x", "a:b:c", "\0", "x" * 5000])
@pytest.mark.parametrize("page", [f"{RESET}set/", "/account/invitation/", "/account/email/confirm/"])
def test_forged_link_is_shown_as_spent(page: str, link: str) -> None:
    for answer in (Client().get(page, {"link": link}), Client().post(page, {"link": link, "password": NEW})):
        assert answer.status_code == 410
        assert "This link no longer works" in answer.content.decode()


def test_link_for_one_thing_does_not_do_another(maja: User) -> None:
    link = secret_of(ask())
    assert no_longer_works(Client().get("/account/invitation/", {"link": link}))
    assert no_longer_works(Client().post("/account/invitation/", {"link": link, "name": "Maja", "password": NEW}))
    maja.refresh_from_db()
    assert maja.check_password(PASSWORD)


def test_bad_password_gives_an_error_and_the_link_still_works(maja: User) -> None:
    link = ask()
    page = Client().post(f"{RESET}set/", {"link": secret_of(link), "password": "12345678"})
    assert page.context["form"].errors["password"] == [
        "This password is too common.",
        "This password is entirely numeric.",
    ]
    assert use(link) == 302


def test_known_and_unknown_addresses_are_answered_alike(maja: User) -> None:
    somebody("shut@example.org", is_active=False)
    names = ["maja@example.org", "nobody@example.org", "shut@example.org"]
    answers = [Client().post(RESET, {"email": name}) for name in names]
    pages = {without_token(answer, name) for answer, name in zip(answers, names, strict=True)}
    assert ({answer.status_code for answer in answers}, len(pages)) == ({200}, 1)
    assert [message.to for message in mail.outbox] == [["maja@example.org"]]


def test_letter_goes_to_the_address_of_the_account_not_to_the_one_typed(maja: User) -> None:
    Client().post(RESET, {"email": "MAJA@EXAMPLE.ORG"})
    assert mail.outbox[0].to == ["maja@example.org"]


def test_request_only_asks_for_the_task_whoever_it_is_for(maja: User) -> None:
    """The address is stored encrypted, as it may belong to somebody who has nothing to do with the site."""
    with override_settings(TASKS={"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}):
        for name in ("maja@example.org", "nobody@example.org"):
            Client().post(RESET, {"email": name})
    jobs = list(DBTaskResult.objects.all())
    assert [(job.task_path, "example.org" in str(job.args_kwargs)) for job in jobs] == [
        ("accounts.passwords.send_reset", False)
    ] * 2
    assert mail.outbox == []
    for job in jobs:
        send_reset.func(*job.args_kwargs["args"])
    assert [message.to for message in mail.outbox] == [["maja@example.org"]]


def test_new_password_signs_in(maja: User) -> None:
    use(ask())
    browser = Client()
    assert "wrong" in sign_in(browser, maja.email, PASSWORD).content.decode()
    sign_in(browser, maja.email, NEW)
    assert who(browser) == str(maja.pk)


COMPOSED, DECOMPOSED, WIDE = (
    "Čestitke \u0160ibenik",
    "C\u030cestitke S\u030cibenik",
    "\uff23\u030cestitke\u00a0\u0160ibenik",
)


@pytest.mark.parametrize("typed", [COMPOSED, DECOMPOSED, WIDE])
@pytest.mark.parametrize("kept", [COMPOSED, DECOMPOSED, WIDE])
def test_password_is_known_however_a_keyboard_spells_it(kept: str, typed: str) -> None:
    user = somebody("maja@example.org")
    assert use(ask(), kept) == 302
    browser = Client()
    sign_in(browser, "maja@example.org", typed)
    assert who(browser) == str(user.pk)


def test_password_of_before_is_known_as_it_was_typed() -> None:
    user = somebody("maja@example.org")
    user.password = make_password(DECOMPOSED)
    user.save()
    assert user.check_password(DECOMPOSED)
    assert not user.check_password(COMPOSED + "!")


def test_password_is_changed_in_any_spelling() -> None:
    user = somebody("maja@example.org")
    user.set_password(COMPOSED)
    user.save()
    browser = Client()
    sign_in(browser, "maja@example.org", DECOMPOSED)
    new = COMPOSED + " 2"
    answer = browser.post("/account/password/change/", {"oldpassword": DECOMPOSED, "password1": new})
    assert answer.status_code == 302
    user.refresh_from_db()
    assert user.check_password(DECOMPOSED + " 2")


def test_address_is_known_in_any_spelling() -> None:
    user = somebody("maja@u\u0308ber.example")
    assert user.email == "maja@\u00fcber.example"
    for typed in ("maja@u\u0308ber.example", "maja@\u00fcber.example", "\uff4daja@\u00fcber.example"):
        browser = Client()
        sign_in(browser, typed)
        assert who(browser) == str(user.pk)
        assert User.objects.get_by_natural_key(typed) == user
