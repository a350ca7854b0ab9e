"""Items keep how long they are when they are moved or shifted, past midnight too."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tours.record.building.times import When, moved, shifted

MON, TUE, WED = date(2017, 9, 4), date(2017, 9, 5), date(2017, 9, 6)
CLOCK = st.times().map(lambda moment: moment.replace(second=0, microsecond=0))


@pytest.mark.parametrize(
    ("when", "minutes", "becomes"),
    [
        (When(MON, time(10), time(11), None), 30, When(MON, time(10, 30), time(11, 30), None)),
        (When(MON, time(10), None, None), -30, When(MON, time(9, 30), None, None)),
        (When(MON, time(23), time(23, 45), None), 30, When(MON, time(23, 30), time(0, 15), TUE)),
        (When(MON, time(23, 45), time(0, 15), TUE), 30, When(TUE, time(0, 15), time(0, 45), None)),
        (When(TUE, time(0, 15), time(1), None), -30, When(MON, time(23, 45), time(0, 30), TUE)),
        (When(MON, None, None, None), 30, When(MON, None, None, None)),
        (When(MON, time(23, 45), None, TUE), 30, When(TUE, time(0, 15), None, WED)),
    ],
)
def test_shifting(when: When, minutes: int, becomes: When) -> None:
    assert shifted(when, minutes) == becomes


@pytest.mark.parametrize(
    ("when", "start", "becomes"),
    [
        (When(MON, time(10), time(11), None), time(9), When(TUE, time(9), time(10), None)),
        (When(MON, time(22), time(1), TUE), time(9), When(TUE, time(9), time(12), None)),
        (When(MON, time(9), time(12), None), time(22), When(TUE, time(22), time(1), WED)),
        (When(MON, time(10), time(11), None), None, When(TUE, None, None, None)),
        (When(MON, None, None, None), time(9), When(TUE, time(9), None, None)),
        (When(MON, None, None, TUE), None, When(TUE, None, None, WED)),
        (When(None, None, None, None), time(9), When(TUE, time(9), None, None)),
    ],
)
def test_moving_to_another_day(when: When, start: time | None, becomes: When) -> None:
    assert moved(when, TUE, start) == becomes


@given(CLOCK, st.none() | CLOCK, st.booleans(), st.integers(-1440, 1440))
def test_shifting_there_and_back_changes_nothing(
    start: time,
    end: time | None,
    later: bool,
    minutes: int,
) -> None:
    ends_on = TUE if end and (later or end <= start) else None
    when = When(MON, start, end, ends_on)
    assert shifted(shifted(when, minutes), -minutes) == when
