"""What is met under a key that is known: the same token's request and no other's, as long as it is at work or remembered."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import User
from backstage.keyed_requests import Answer, InProgressError, claim, fingerprint, forget_old_requests, settle
from backstage.models import KeyedRequest
from tests.factories import rows

pytestmark = pytest.mark.django_db
DONE = Answer(201, {}, '{"number": 1}')
MARKS = fingerprint("POST", "/a/", b"{}")


@pytest.fixture
def maja() -> User:
    return rows.stranger()


def asked(user: User, *, token: int = 1) -> KeyedRequest | Answer:
    return claim(user, token=token, key="k", fingerprint=MARKS)


def claimed(user: User, *, token: int = 1) -> KeyedRequest:
    taken = asked(user, token=token)
    assert isinstance(taken, KeyedRequest)
    return taken


def test_answer_to_another_token_is_not_given_under_the_same_key(maja: User) -> None:
    settle(claimed(maja, token=1), DONE)
    settle(claimed(maja, token=2), Answer(201, {}, '{"number": 2}'))
    claimed(maja, token=3)
    assert asked(maja, token=1) == DONE
    assert asked(maja, token=2) == Answer(201, {}, '{"number": 2}')
    with pytest.raises(InProgressError):
        asked(maja, token=3)


def test_old_request_that_is_at_work_again_is_not_forgotten(maja: User) -> None:
    """Its process died more than a day ago, and somebody sends it again at this moment."""
    now = timezone.now()
    claimed(maja)
    KeyedRequest.objects.update(created_at=now - timedelta(hours=25), held_until=now - timedelta(hours=25))
    heir = claimed(maja)
    assert forget_old_requests(now) == 0
    settle(heir, DONE)
    assert forget_old_requests(now) == 1
