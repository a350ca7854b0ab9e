"""The sending rate of a host: at thirty a minute, one mail every two seconds, and four at once after a pause."""

from datetime import UTC, datetime, timedelta

import pytest
from pytest_django import Settings

from accounts.letters.urgency import Urgency
from backstage.mail.rates import is_server_paused, must_wait, pause_server, take_turn
from backstage.models import OutgoingMail
from tests.backstage.mail.mails import backlog

pytestmark = pytest.mark.django_db
NOON = datetime(2017, 9, 4, 12, tzinfo=UTC)
HOST = "example.org"


@pytest.fixture(autouse=True)
def _thirty_a_minute(settings: Settings) -> None:
    settings.MAIL_RATE, settings.MAIL_RATES = 30, {"slow.example.org": 6}


def turns(at: datetime, urgency: Urgency = Urgency.LETTER, *, host: str = HOST) -> int:
    """How many of twelve waiting mails may go at that moment, of which never more than four letters may."""
    return sum(take_turn(host, at, urgency) for _mail in range(12))


def after(seconds: float) -> datetime:
    return NOON + timedelta(seconds=seconds)


def test_four_go_at_once_and_then_one_every_two_seconds() -> None:
    assert [turns(after(second)) for second in range(9)] == [4, 0, 1, 0, 1, 0, 1, 0, 1]


def test_letters_and_bulk_leave_turns_for_notices_and_these_for_codes() -> None:
    """Six seconds of the host's pace each, which is three mails."""
    classes = [Urgency.BULK, Urgency.LETTER, Urgency.NOTICE, Urgency.BULK, Urgency.CODE, Urgency.NOTICE]
    assert [turns(NOON, urgency) for urgency in classes] == [4, 0, 3, 0, 3, 0]
    assert sum(turns(after(second), Urgency.CODE) for second in range(60)) == 29


@pytest.mark.parametrize("urgency", Urgency)
def test_mails_that_must_wait_are_those_that_get_no_turn(urgency: Urgency) -> None:
    for each in Urgency:
        backlog(1, each)
    host = "host0.example.org"
    turns(NOON, urgency, host=host)
    waiting = OutgoingMail.objects.filter(must_wait(NOON)).order_by("urgency").values_list("urgency", flat=True)
    assert list(waiting) == [each for each in Urgency if not take_turn(host, NOON, each)]


def test_pause_is_not_saved_up() -> None:
    """However long nothing was sent, no more than four go at once."""
    assert turns(NOON) == 4
    assert [turns(NOON + pause) for pause in (timedelta(hours=1), timedelta(days=1), timedelta(days=30))] == [4, 4, 4]


def test_minute_after_a_pause_has_no_more_than_its_rate_and_the_four() -> None:
    turns(NOON)
    assert sum(turns(after(3600 + second)) for second in range(60)) == 4 + 29


def test_hosts_do_not_wait_for_each_other_and_have_rates_of_their_own() -> None:
    """At six a minute a host takes a mail every ten seconds, the second of them up to six seconds early."""
    assert turns(NOON) == 4
    assert [turns(after(second), host="slow.example.org") for second in range(0, 25, 5)] == [1, 1, 0, 1, 0]
    assert turns(NOON, host="another.example.org") == 4


def test_server_is_paused_for_the_given_time() -> None:
    assert is_server_paused(NOON) is False
    pause_server(NOON, seconds=30)
    assert [is_server_paused(after(second)) for second in (0, 29, 30, 31)] == [True, True, False, False]


def test_server_that_fails_again_is_left_alone_anew() -> None:
    pause_server(NOON, seconds=30)
    pause_server(after(20), seconds=30)
    assert [is_server_paused(after(second)) for second in (31, 49, 51)] == [True, True, False]


def test_clock_that_was_set_back_holds_no_mail_up() -> None:
    turns(NOON)
    pause_server(NOON, seconds=30)
    hours_before = NOON - timedelta(hours=3)
    assert is_server_paused(hours_before) is False
    assert [turns(hours_before + timedelta(seconds=second)) for second in range(3)] == [4, 0, 1]
