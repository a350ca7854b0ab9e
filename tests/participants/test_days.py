"""The day is that of the place, not of the clock of the server."""

from datetime import UTC, date, datetime

from participants.days import today_at
from tours.models import Event


def test_day_is_that_of_the_event() -> None:
    late = datetime(2017, 8, 25, 15, 30, tzinfo=UTC)
    days = [today_at(Event(zone=zone), late) for zone in ("Asia/Seoul", "Europe/Belgrade")]
    assert days == [date(2017, 8, 26), date(2017, 8, 25)]
