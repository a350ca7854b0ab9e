"""A code proves a mailbox once, for ten minutes, in five tries."""

from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.utils import timezone
from pytest_django import Settings

from bench.seats.racing import Crowd
from participants.links.codes import ask_for_code, spend_code
from participants.models import MailedCode
from tests.participants.entering.mailboxes import SECRETARY, code_in, delegate_of

pytestmark = pytest.mark.django_db


def mailed(mailoutbox: list[Any]) -> str:
    delegate_of(SECRETARY, "Ana Primer")
    mailoutbox.clear()
    ask_for_code(SECRETARY)
    return code_in(mailoutbox[0])


def other_than(code: str) -> str:
    return f"{(int(code) + 1) % 10**6:06}"


def test_right_code_is_spent_once_whatever_capitals_are_typed(mailoutbox: list[Any]) -> None:
    code = mailed(mailoutbox)
    assert [spend_code(SECRETARY.upper(), code), spend_code(SECRETARY, code)] == [True, False]
    assert MailedCode.objects.count() == 0


def test_fifth_wrong_code_was_the_last(mailoutbox: list[Any]) -> None:
    code = mailed(mailoutbox)
    assert [spend_code(SECRETARY, other_than(code)) for _ in range(5)] == [False] * 5
    assert spend_code(SECRETARY, code) is False


def test_code_ends_after_ten_minutes(mailoutbox: list[Any]) -> None:
    code = mailed(mailoutbox)
    row = MailedCode.objects.get()
    assert timedelta(minutes=9) < row.expires_at - timezone.now() <= timedelta(minutes=10)
    MailedCode.objects.update(expires_at=timezone.now())
    assert spend_code(SECRETARY, code) is False


def test_new_code_takes_the_place_of_the_one_before(mailoutbox: list[Any]) -> None:
    code = mailed(mailoutbox)
    ask_for_code(SECRETARY.upper())
    newer = code_in(mailoutbox[1])
    assert ([mail.to for mail in mailoutbox], MailedCode.objects.count()) == ([[SECRETARY]] * 2, 1)
    assert [code != newer and spend_code(SECRETARY, code), spend_code(SECRETARY, newer)] == [False, True]


def test_unknown_address_has_a_code_that_is_mailed_to_nobody(mailoutbox: list[Any]) -> None:
    """So a try costs the same work."""
    ask_for_code("nobody@example.org")
    assert (len(mailoutbox), MailedCode.objects.get().tries_left) == (0, 5)
    assert spend_code("nobody@example.org", "123456") is False


def test_look_alike_address_gets_no_code(mailoutbox: list[Any]) -> None:
    delegate_of("ivan@mit.example.org", "Ivan Primer")
    mailoutbox.clear()
    ask_for_code("ıvan@mit.example.org")
    ask_for_code("ivan@mıt.example.org")
    assert mailoutbox == []


def test_code_of_a_key_that_is_gone_is_wrong(mailoutbox: list[Any], settings: Settings) -> None:
    code = mailed(mailoutbox)
    settings.SECRET_KEY = "another"
    assert spend_code(SECRETARY, code) is False


def test_code_is_stored_as_a_digest_and_waits_sealed(mailoutbox: list[Any]) -> None:
    code = mailed(mailoutbox)
    row = MailedCode.objects.get()
    assert [code in str(value) for value in (row.digest, row.digest_key, row.address)] == [False] * 3
    assert f"\n{code}\n" in mailoutbox[0].body
    assert code not in mailoutbox[0].subject
    MailedCode.objects.update(address="other@example.org")  # the digest is of this mailbox alone
    assert spend_code("other@example.org", code) is False


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_eight_tries_at_once_use_what_is_left(mailoutbox: list[Any]) -> None:
    code = mailed(mailoutbox)
    spend_code(SECRETARY, other_than(code))
    with Crowd(8) as crowd:
        crowd.at_once([partial(spend_code, SECRETARY, other_than(code))] * 8)
    assert MailedCode.objects.get().tries_left == 0
    assert spend_code(SECRETARY, code) is False


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_right_code_is_taken_from_one_of_eight_at_once(mailoutbox: list[Any]) -> None:
    code, right = mailed(mailoutbox), []

    def spend() -> None:
        if spend_code(SECRETARY, code):
            right.append(code)

    with Crowd(8) as crowd:
        crowd.at_once([spend] * 8)
    assert right == [code]
