from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine
from django.db.models import F
from django.utils import timezone

from accounts.models import User
from backstage import leases
from backstage.keyed_requests import (
    LEASE,
    Answer,
    InProgressError,
    KeyReusedError,
    LostClaimError,
    claim,
    fingerprint,
    forget_old_requests,
    give_up,
    settle,
)
from backstage.leases import time_left
from backstage.models import KeyedRequest
from tests.factories import rows

pytestmark = pytest.mark.django_db
DONE = Answer(201, {"ETag": '"1"'}, '{"number": 1}')


@pytest.fixture
def maja() -> User:
    return rows.stranger()


def pass_time(by: timedelta) -> None:
    """Lets time pass for the rows, because the clock of the database counts: a little more, as SQLite counts milliseconds."""
    KeyedRequest.objects.update(held_until=F("held_until") - by - timedelta(milliseconds=5))


def claimed(user: User, key: str = "k", *, token: int = 1, body: bytes = b"{}") -> KeyedRequest:
    taken = claim(user, token=token, key=key, fingerprint=fingerprint("POST", "/a/", body))
    assert isinstance(taken, KeyedRequest)
    return taken


def test_answer_is_given_again_for_the_same_request(maja: User) -> None:
    settle(claimed(maja), DONE)
    assert claim(maja, token=1, key="k", fingerprint=fingerprint("POST", "/a/", b"{}")) == DONE


def test_two_tokens_that_choose_the_same_key_get_each_its_own_answer(maja: User) -> None:
    settle(claimed(maja, token=1), DONE)
    settle(claimed(maja, token=2), DONE._replace(body="{}"))
    same = {"key": "k", "fingerprint": fingerprint("POST", "/a/", b"{}")}
    assert [claim(maja, token=token, **same) for token in (1, 2)] == [DONE, DONE._replace(body="{}")]


def test_request_that_is_answered_just_before_it_is_taken_over_is_not_done_again(
    maja: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = claimed(maja)
    pass_time(LEASE)

    def claim_too_late(*given: Any, **facts: Any) -> bool:
        settle(first, DONE)
        return leases.claim(*given, **facts)

    monkeypatch.setattr("backstage.keyed_requests.leases", SimpleNamespace(claim=claim_too_late))
    with pytest.raises(InProgressError):
        claim(maja, token=1, key="k", fingerprint=fingerprint("POST", "/a/", b"{}"))


@pytest.mark.parametrize(
    "other", [fingerprint("POST", "/a/", b"[]"), fingerprint("POST", "/b/", b"{}"), fingerprint("PUT", "/a/", b"{}")]
)
def test_key_of_another_request_is_refused_whether_that_is_answered_or_not(maja: User, other: str) -> None:
    taken = claimed(maja)
    with pytest.raises(KeyReusedError):
        claim(maja, token=1, key="k", fingerprint=other)
    settle(taken, DONE)
    with pytest.raises(KeyReusedError):
        claim(maja, token=1, key="k", fingerprint=other)


def test_request_in_progress_says_how_long_it_lasts_at_most(maja: User) -> None:
    claimed(maja)
    pass_time(timedelta(seconds=44.1))
    with pytest.raises(InProgressError) as refusal:
        claimed(maja)
    assert refusal.value.seconds == 16


def test_request_whose_process_died_is_taken_up_by_one(maja: User) -> None:
    dead = claimed(maja)
    pass_time(timedelta(seconds=61))
    heir = claimed(maja)
    with pytest.raises(InProgressError):
        claimed(maja)
    with pytest.raises(LostClaimError):
        settle(dead, DONE)
    give_up(dead)  # which is not its own any more
    settle(heir, DONE)
    assert KeyedRequest.objects.get().status == 201


def test_request_that_was_given_up_begins_anew_with_another_body(maja: User) -> None:
    give_up(claimed(maja))
    assert claimed(maja, body=b"[]").status is None


def test_request_that_is_done_is_not_given_up(maja: User) -> None:
    taken = claimed(maja)
    settle(taken, DONE)
    give_up(taken)
    assert KeyedRequest.objects.count() == 1


def test_keys_are_those_of_one_token(maja: User) -> None:
    assert claimed(maja, token=1).pk != claimed(maja, token=2).pk


@pytest.mark.parametrize("off", [timedelta(days=-1), timedelta(days=1)])
def test_clock_of_the_machine_does_not_end_a_lease(maja: User, off: timedelta) -> None:
    claimed(maja)
    with time_machine.travel(timezone.now() + off), pytest.raises(InProgressError) as refusal:
        claimed(maja)
    assert 55 < refusal.value.seconds <= 60


def test_request_in_progress_is_not_deleted(maja: User) -> None:
    claimed(maja)
    assert forget_old_requests(timezone.now() + timedelta(days=2)) == 0
    pass_time(timedelta(seconds=61))
    assert forget_old_requests(timezone.now() + timedelta(days=2)) == 1


def test_requests_are_deleted_after_a_day(maja: User) -> None:
    with time_machine.travel("2027-01-01T10:00:00Z", tick=False):
        settle(claimed(maja, "old"), DONE)
    with time_machine.travel("2027-01-01T10:00:02Z", tick=False):
        settle(claimed(maja, "new"), DONE)
    assert forget_old_requests(datetime(2027, 1, 2, 10, 0, 1, tzinfo=UTC)) == 1
    assert KeyedRequest.objects.get().key == "new"


def test_fingerprint_separates_address_and_body() -> None:
    assert fingerprint("POST", "/a/", b"b") != fingerprint("POST", "/a/b", b"")


def test_lease_is_longer_than_a_request_takes(maja: User) -> None:
    claimed(maja)
    assert timedelta(seconds=55) < KeyedRequest.objects.values_list(time_left()).get()[0] <= timedelta(seconds=60)
