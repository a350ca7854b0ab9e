from datetime import date, time
from typing import Any

import pytest

from tests.factories.values import line
from tours.agenda.clocks.clock_changes import comes_twice, is_skipped

SPRING, AUTUMN = date(2027, 3, 28), date(2027, 10, 31)
"""In Berlin clocks go from 02:00 to 03:00 on the first, and from 03:00 back to 02:00 on the second."""
BERLIN = "Europe/Berlin"


@pytest.mark.parametrize(
    ("facts", "skipped", "twice"),
    [
        ({"day": SPRING, "start": time(2, 30), "end": None}, True, False),
        ({"day": SPRING, "start": time(2), "end": None}, True, False),
        ({"day": SPRING, "start": time(1, 59), "end": time(3)}, False, False),
        ({"day": SPRING, "start": time(1), "end": time(2, 30)}, True, False),
        ({"day": SPRING, "start": time(23), "end": time(2, 30), "ends_on": date(2027, 3, 29)}, False, False),
        ({"day": AUTUMN, "start": time(2, 30), "end": None}, False, True),
        ({"day": AUTUMN, "start": time(2), "end": None}, False, True),
        ({"day": AUTUMN, "start": time(1, 59), "end": time(3)}, False, False),
        ({"day": date(2027, 10, 30), "start": time(22), "end": time(2, 15), "ends_on": AUTUMN}, False, True),
        ({"day": AUTUMN, "start": None, "end": None}, False, False),
        ({"day": AUTUMN, "start": time(2, 30), "end": None, "zone": "Asia/Seoul"}, False, False),
        ({"day": date(2027, 4, 4), "start": time(1, 45), "end": None, "zone": "Australia/Lord_Howe"}, False, True),
        # A flight from Seoul is on its way while clocks change in Berlin, and lands in the hour that comes twice.
        ({"day": AUTUMN, "start": time(1), "end": time(2, 30), "zone": "Asia/Seoul", "end_zone": BERLIN}, False, True),
        ({"day": SPRING, "start": time(1), "end": time(2, 30), "zone": "Asia/Seoul", "end_zone": BERLIN}, True, False),
        # Samoa skipped a day, and Pyongyang gave back half an hour: clocks change not for summer alone.
        ({"day": date(2011, 12, 30), "start": time(12), "end": None, "zone": "Pacific/Apia"}, True, False),
        ({"day": date(2015, 8, 14), "start": time(23, 45), "end": None, "zone": "Asia/Pyongyang"}, False, True),
    ],
)
def test_times_at_which_clocks_change(facts: dict[str, Any], *, skipped: bool, twice: bool) -> None:
    changing = line(**{"zone": BERLIN} | facts)
    assert (is_skipped(changing), comes_twice(changing)) == (skipped, twice)
