"""The user who issued an API token gets one mail before it ends."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from accounts.letters.reminders import send_reminders
from tests.factories import rows
from tours.models import ApiToken
from tours.rights.reminders import tokens_that_end
from tours.rights.tokens import issue, revoke
from tours.vocabulary import Scope

pytestmark = pytest.mark.django_db
ISSUED = datetime(2017, 8, 1, tzinfo=UTC)
END = ISSUED + timedelta(days=30)
A_WEEK_BEFORE = END - timedelta(days=7)


@pytest.fixture
def token() -> ApiToken:
    with time_machine.travel(ISSUED, tick=False):
        return issue(by=rows.coordinator(), name="Website", scopes=[Scope.READ], lasts=END - ISSUED)[0]


def test_token_reminds_a_week_before_its_end_and_only_once(token: ApiToken, mailoutbox: list[object]) -> None:
    assert list(tokens_that_end(A_WEEK_BEFORE - timedelta(seconds=1))) == []
    (reminder,) = tokens_that_end(A_WEEK_BEFORE)
    assert (reminder.to, reminder.letter.subject) == (token.user, "The API token “Website” expires on 31 August 2017")
    assert reminder.letter.body == (
        "Your API token “Website” expires on 31 August 2017. Any program that uses it will be refused from then on.\n\n"
        "If it is still needed, issue a new one and give it to the program:\nhttp://127.0.0.1:8000/desk/tokens/\n"
    )
    assert [send_reminders(tokens_that_end(A_WEEK_BEFORE)) for _ in range(2)] == [1, 0]
    assert len(mailoutbox) == 1


def test_token_that_opens_nothing_reminds_nobody(token: ApiToken) -> None:
    assert list(tokens_that_end(END)) == []
    revoke(token, by=token.user)
    assert list(tokens_that_end(A_WEEK_BEFORE)) == []


def test_token_that_was_issued_today_reminds_nobody_yet() -> None:
    with time_machine.travel(ISSUED, tick=False):
        issue(by=rows.coordinator(), name="Short", scopes=[Scope.READ], lasts=timedelta(days=3))
    assert list(tokens_that_end(ISSUED + timedelta(hours=1))) == []
    assert [reminder.key for reminder in tokens_that_end(ISSUED + timedelta(days=2))] != []
