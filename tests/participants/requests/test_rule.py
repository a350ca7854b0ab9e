"""Which wishes happen at once: a table, and the day of the freeze itself."""

from datetime import UTC, date, datetime

import pytest

from participants.models import Delegation
from participants.requests.rule import needs_decision
from participants.vocabulary import RequestKind
from tours.models import Event
from tours.vocabulary import EventState

SEOUL = Event(zone="Asia/Seoul")
FREEZE = Delegation(freeze_on=date(2017, 8, 25))
LAST, AFTER = datetime(2017, 8, 25, 14, 59, tzinfo=UTC), datetime(2017, 8, 25, 15, tzinfo=UTC)
"""The last minute of that day in Seoul, and the next."""


@pytest.mark.parametrize(
    ("kind", "before", "after"),
    [
        ("name", True, True),
        ("new_name", False, True),
        ("withdrawal", False, True),
        ("substitute", False, True),
        ("other", True, True),
    ],
)
def test_after_the_freeze_everything_is_a_request_and_a_changed_name_always(
    kind: RequestKind, before: bool, after: bool
) -> None:
    found = [needs_decision(kind, FREEZE, SEOUL, moment) for moment in (LAST, AFTER)]
    assert found == [before, after]
    assert [needs_decision(kind, none, SEOUL, AFTER) for none in (Delegation(), None)] == [before, before]


def test_while_the_event_is_postponed_no_day_passes() -> None:
    event = Event(zone="Asia/Seoul", state=EventState.POSTPONED)
    assert not needs_decision(RequestKind.WITHDRAWAL, FREEZE, event, AFTER)


def test_substitute_for_somebody_with_a_place_is_a_request_before_the_freeze_too() -> None:
    assert needs_decision(RequestKind.SUBSTITUTE, FREEZE, SEOUL, LAST, has_place=True)
    assert not needs_decision(RequestKind.WITHDRAWAL, FREEZE, SEOUL, LAST, has_place=True)
