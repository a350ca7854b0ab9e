"""People are invited to have an account."""

import time
from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client
from time_machine import travel

from accounts.invitations import invitations_not_taken_up, invite
from accounts.models import User
from tests.accounts.signing_in import link_in, secret_of, sign_in, who

pytestmark = pytest.mark.django_db
PAGE = "/account/invitation/"
FOR = "the Smart City Week as editor"


@pytest.fixture
def boss(db: None) -> User:
    return User.objects.create_superuser("boss@example.org", "a good password", name="Boss")


def accept(link: str, **facts: str) -> int:
    fields = {"link": secret_of(link), "name": "Đorđe", "password": "an even better one", **facts}
    return Client().post(PAGE, fields).status_code


def test_new_user_gets_a_link_and_can_do_nothing_before(boss: User) -> None:
    user = invite("new@example.org", name="Ђорђе", by=boss, to=FOR)
    assert (user.email, user.name, user.has_usable_password()) == ("new@example.org", "Ђорђе", False)
    assert (user.is_superuser, user.roles.count()) == (False, 0)
    (letter,) = mail.outbox
    assert (letter.to, letter.subject) == (["new@example.org"], f"Boss invites you to {FOR}")
    page = Client().get(link_in(letter)).content.decode()
    assert "Your account is new@example.org." in page
    assert 'value="Ђорђе"' in page


def test_invited_user_says_name_and_password_and_signs_in(boss: User) -> None:
    user = invite("new@example.org", name="", by=boss, to=FOR)
    assert accept(link_in(mail.outbox[0])) == 302
    user.refresh_from_db()
    assert user.name == "Đorđe"
    browser = Client()
    sign_in(browser, user.email, "an even better one")
    assert who(browser) == str(user.pk)
    assert len(mail.outbox) == 1  # there is no letter about a changed password, as it was the first


def test_link_works_once_and_for_a_week(boss: User) -> None:
    invite("new@example.org", name="", by=boss, to=FOR)
    link = link_in(mail.outbox[0])
    with travel(time.time() + 8 * 24 * 3600):
        assert (Client().get(link).status_code, accept(link)) == (410, 410)
        assert 'href="/account/password/reset/"' in Client().get(link).content.decode()
    assert (Client().get(link).status_code, accept(link)) == (200, 302)
    assert (Client().get(link).status_code, accept(link)) == (410, 410)


def test_who_is_invited_again_gets_another_link_and_keeps_their_name(boss: User) -> None:
    first = invite("new@example.org", name="Maja", by=boss, to=FOR)
    assert invite("NEW@example.org", name="Else", by=boss, to=FOR) == first
    assert (User.objects.filter(email__iexact="new@example.org").count(), first.name) == (1, "Maja")
    assert accept(link_in(mail.outbox[1])) == 302
    assert Client().get(link_in(mail.outbox[0])).status_code == 410


def test_known_user_gets_a_letter_and_stays_unchanged(boss: User, maja: User) -> None:
    assert invite("Maja@example.org", name="Else", by=boss, to=FOR) == maja
    maja.refresh_from_db()
    assert (maja.email, maja.name, maja.check_password("a good password")) == ("maja@example.org", "Maja", True)
    (letter,) = mail.outbox
    assert (letter.to, "link=" in str(letter.body)) == (["maja@example.org"], False)
    assert "You have an account already: sign in as always." in str(letter.body)


def test_name_with_a_line_break_makes_no_header(boss: User) -> None:
    boss.name = "Boss\r\nBcc: all@example.org"
    invite("new@example.org", name="", by=boss, to=FOR)
    assert mail.outbox[0].subject == f"Boss Bcc: all@example.org invites you to {FOR}"
    assert mail.outbox[0].recipients() == ["new@example.org"]


@pytest.mark.parametrize("email", ["", "new", "a@b@example.org", "new@example.org\nBcc: all@example.org"])
def test_what_is_no_address_is_refused(boss: User, email: str) -> None:
    with pytest.raises(ValidationError):
        invite(email, name="", by=boss, to=FOR)
    assert (mail.outbox, User.objects.count()) == ([], 1)


def test_name_is_asked_for(boss: User) -> None:
    invite("new@example.org", name="", by=boss, to=FOR)
    link = secret_of(link_in(mail.outbox[0]))
    answer = Client().post(PAGE, {"link": link, "name": "", "password": "an even better one"})
    assert answer.context["form"].errors == {"name": ["This field is required."]}


def test_invitation_that_is_not_taken_up_reminds_once_with_a_link_that_opens(boss: User) -> None:
    user = invite("new@example.org", name="", by=boss, to=FOR)
    for days, reminded in ((2, 0), (3, 1), (7, 1), (8, 0)):
        now = user.joined_at + timedelta(days=days, seconds=-1 if days == 2 else 0)
        assert [reminder.to for reminder in invitations_not_taken_up(now)] == [user] * reminded
    keys = [each.key for days in (3, 4) for each in invitations_not_taken_up(user.joined_at + timedelta(days=days))]
    assert len(set(keys)) == 1  # as what has the same key is sent once
    (reminder,) = invitations_not_taken_up(user.joined_at + timedelta(days=3))
    assert reminder.letter.subject == "Open your account at Sojourn"
    assert accept(reminder.letter.body.split("\n")[1]) == 302
    assert list(invitations_not_taken_up(user.joined_at + timedelta(days=3))) == []


def test_who_has_signed_in_without_a_password_is_not_reminded(boss: User) -> None:
    """As by another service: the account was opened, and its password was never set."""
    user = invite("new@example.org", name="", by=boss, to=FOR)
    now = user.joined_at + timedelta(days=3)
    assert [reminder.to for reminder in invitations_not_taken_up(now)] == [user]
    User.objects.filter(pk=user.pk).update(last_login=user.joined_at)
    assert list(invitations_not_taken_up(now)) == []
