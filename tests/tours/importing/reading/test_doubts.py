"""What the review is pointed at."""

from datetime import date

from tours.importing.reading.reader import read_agenda
from tours.importing.reading.values import Doubt, Reading


def _read(text: str) -> Reading:
    return read_agenda(text, year=2017, first_day=date(2017, 9, 4), last_day=date(2017, 9, 8))


def _of_sections(text: str) -> list[tuple[int | None, set[Doubt]]]:
    return [(section.day.day if section.day else None, set(section.doubts)) for section in _read(text).sections]


def _of_items(text: str) -> list[tuple[str, set[Doubt]]]:
    return [(item.title, set(item.doubts)) for item in _read(text).items]


def test_weekday_that_is_not_the_dates() -> None:
    assert _of_sections("Tuesday, 4 September\n9:00 Talk\nTuesday, 5 September\n9:00 Visit") == [
        (4, {Doubt.WEEKDAY_DISAGREES}),
        (5, set()),
    ]


def test_misprinted_year_disagrees_with_its_weekday() -> None:
    assert _of_sections("Monday, 4.9.2017\n9:00 Talk\nTuesday, 5.9.2016\n9:00 Visit") == [
        (4, set()),
        (5, {Doubt.WEEKDAY_DISAGREES}),
    ]


def test_days_that_may_be_missing() -> None:
    assert _of_sections("Monday, 4.9.\n9:00 Talk\nThursday, 7.9.\n9:00 Visit") == [(4, set()), (7, {Doubt.LARGE_GAP})]


def test_missing_heading_makes_a_section_of_its_own() -> None:
    text = "Monday, 4.9.\n15:00 Arrival\n20:00 Dinner\n9:00 Talk\n11:00 Visit\nWednesday, 6.9.\n9:00 Departure"
    assert _of_sections(text) == [(4, set()), (5, {Doubt.NO_DAY}), (6, set())]
    assert [item.section for item in _read(text).items] == [0, 0, 1, 1, 2]


def test_items_without_a_day_are_asked_for() -> None:
    assert _of_items("9:00 Talk\n11:00 Visit") == [("Talk", {Doubt.NO_DAY}), ("Visit", {Doubt.NO_DAY})]


def test_event_of_one_day_needs_no_heading() -> None:
    day = date(2017, 9, 4)
    item = read_agenda("9:00 Talk", first_day=day, last_day=day).items[0]
    assert (item.day, item.doubts) == (day, frozenset())


def test_without_any_date_the_day_stays_open() -> None:
    reading = read_agenda("Day 2\n9:00 Talk")
    assert (reading.items[0].day, set(reading.items[0].doubts)) == (None, {Doubt.NO_DAY})


def test_range_in_the_text_tells_the_days_of_the_event() -> None:
    reading = read_agenda("Study tour, 4-6 September 2017\nDay 2\n9:00 Talk\nWednesday\n9:00 Visit")
    assert [item.day for item in reading.items] == [date(2017, 9, 5), date(2017, 9, 6)]


def test_day_outside_the_event() -> None:
    assert _of_items("10 September\n9:00 Talk\n10:00 Visit") == [
        ("Talk", {Doubt.OUTSIDE_EVENT}),
        ("Visit", {Doubt.OUTSIDE_EVENT}),
    ]


def test_time_that_falls() -> None:
    text = "Monday, 4.9.\n9:00 Talk\n14:00 Visit\n11:30 Lunch\n16:00 Tea\nTuesday, 5.9.\n9:00 Walk"
    assert [title for title, doubts in _of_items(text) if Doubt.TIME_FALLS in doubts] == ["Lunch"]


def test_what_is_to_be_confirmed_and_what_was_not_understood() -> None:
    assert _of_items("Monday, 4.9.\n9:00 Talk (TBC)\n10:00 Visit\nbring boots\n11:00 Tea") == [
        ("Talk (TBC)", {Doubt.TO_BE_CONFIRMED}),
        ("Visit", {Doubt.NOT_UNDERSTOOD}),
        ("Tea", set()),
    ]


def test_each_day_of_a_grid_is_a_section() -> None:
    reading = _read("Time\tMon 4 Sept\tTue 5 Sept\n9:00\tTalk\tVisit\n10:00\t\tTea")
    assert [(section.heading, section.day) for section in reading.sections] == [
        ("Time\tMon 4 Sept", date(2017, 9, 4)),
        ("Tue 5 Sept", date(2017, 9, 5)),
    ]
    assert [(item.title, item.section) for item in reading.items] == [("Talk", 0), ("Visit", 1), ("Tea", 1)]


def test_dated_day_tells_the_others() -> None:
    reading = read_agenda("Updated on 3 October\n\nDay 1, 6 November 2018\n9:00 Talk\nDay 2\n9:00 Visit")
    assert [item.day for item in reading.items] == [date(2018, 11, 6), date(2018, 11, 7)]
