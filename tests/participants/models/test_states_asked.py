"""What is asked of one delegate and of many has the same answer."""

from datetime import UTC, datetime, timedelta

import pytest

from participants.models import Delegate
from participants.vocabulary import DelegateState
from tests.participants import makers
from tests.participants.travel.makers import coming

pytestmark = pytest.mark.django_db
NOW = datetime(2017, 8, 28, 9, 0, tzinfo=UTC)


def test_offers_that_ran_out_are_the_same_one_by_one_and_together() -> None:
    event, offered = makers.published_event(), {"state": DelegateState.OFFERED}
    coming(event, "Ana", offered_until=NOW, **offered)
    coming(event, "Eva", offered_until=NOW + timedelta(seconds=1), **offered)
    coming(event, "Iva", offered_until=NOW, offer_rests_since=NOW, **offered)
    coming(event, "Mia")
    assert [row.name for row in event.delegates.ran_out(NOW)] == ["Ana"]
    assert [row.name for row in event.delegates.without_ran_out(NOW)] == ["Eva", "Iva", "Mia"]
    assert [row.name for row in event.delegates.all() if row.offer_ran_out(NOW)] == ["Ana"]


def test_who_said_yes_to_other_dates_has_not_said_it_to_these() -> None:
    event = makers.published_event()
    coming(event, "Ana", confirmed_at=NOW, confirmed_for=event.starts)
    coming(event, "Eva", confirmed_at=NOW, confirmed_for=event.starts - timedelta(days=1))
    coming(event, "Iva")
    assert [row.name for row in event.delegates.unconfirmed()] == ["Eva", "Iva"]
    assert [row.name for row in Delegate.objects.all() if row.is_confirmed] == ["Ana"]
