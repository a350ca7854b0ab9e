from datetime import UTC, date, datetime, time

import pytest

from tests.factories.values import line
from tours import wording
from tours.agenda.phrases import time_range
from tours.wording import (
    clock,
    date_range,
    file_format,
    file_size,
    full_date,
    joined,
    number_in_words,
    period,
    short_weekday_and_day,
    some_titles,
    utc_offset,
    weekday_and_date,
    weekday_and_day,
    weekday_range,
)

MONDAY = date(2017, 9, 4)
FRIDAY = date(2017, 9, 8)


@pytest.mark.parametrize(("number", "words"), [(0, "no"), (1, "one"), (10, "ten"), (11, "11"), (6889, "6,889")])
def test_numbers_are_in_words_to_ten(number: int, words: str) -> None:
    assert number_in_words(number) == words


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ([], ""),
        (["Rijeka"], "Rijeka"),
        (["Rijeka", "Belgrade"], "Rijeka and Belgrade"),
        (["Rijeka", "Belgrade", "Skopje"], "Rijeka, Belgrade and Skopje"),
        (["Room 5, KINTEX", "Hall 2", "Hall 3"], "Room 5, KINTEX; Hall 2 and Hall 3"),
        (["Seoul (서울, Republic of Korea)", "Rijeka", "Skopje"], "Seoul (서울, Republic of Korea), Rijeka and Skopje"),
    ],
)
def test_lists_are_joined_as_people_write_them(words: list[str], text: str) -> None:
    assert joined(words) == text


def test_dates_stand_in_british_order() -> None:
    assert full_date(date(2017, 8, 30)) == "30 August 2017"
    assert weekday_and_date(MONDAY) == "Monday 4 September 2017"
    assert weekday_and_day(MONDAY) == "Monday 4 September"
    assert [short_weekday_and_day(day) for day in (MONDAY, date(2017, 5, 13))] == ["Mon 4 Sept", "Sat 13 May"]


@pytest.mark.parametrize(
    ("first", "last", "text", "with_weekdays"),
    [
        (MONDAY, MONDAY, "4 September 2017", "Monday 4 September 2017"),
        (MONDAY, FRIDAY, "4–8 September 2017", "Monday 4 to Friday 8 September 2017"),
        (
            date(2017, 8, 30),
            date(2017, 9, 2),
            "30 August – 2 September 2017",
            "Wednesday 30 August to Saturday 2 September 2017",
        ),
        (
            date(2017, 12, 30),
            date(2018, 1, 2),
            "30 December 2017 – 2 January 2018",
            "Saturday 30 December 2017 to Tuesday 2 January 2018",
        ),
    ],
)
def test_a_range_of_dates_says_nothing_twice(first: date, last: date, text: str, with_weekdays: str) -> None:
    assert date_range(first, last) == text
    assert weekday_range(first, last) == with_weekdays


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        (date(2011, 1, 1), date(2014, 12, 31), "2011–2014"),
        (date(2015, 1, 1), date(2015, 12, 31), "2015"),
        (date(2015, 1, 2), date(2015, 12, 31), "2 January – 31 December 2015"),
        (date(2015, 1, 1), date(2018, 12, 30), "1 January 2015 – 30 December 2018"),
    ],
)
def test_whole_years_are_told_as_years(first: date, last: date, text: str) -> None:
    assert period(first, last) == text


def test_times_of_an_item_say_when_it_ends_on_another_day() -> None:
    assert clock(time(9, 5)) == "09:05"
    assert time_range(line()) == "10:00–11:00"
    assert time_range(line(end=None)) == "10:00"
    assert time_range(line(start=None, end=None)) == ""
    assert time_range(line(start=time(23), end=time(1), ends_on=date(2017, 9, 5))) == "23:00–01:00 (+1 day)"
    assert time_range(line(end=time(1), ends_on=date(2017, 9, 6))) == "10:00–01:00 (+2 days)"
    landing = {"zone": "Asia/Tokyo", "end_zone": "Pacific/Honolulu", "ends_on": date(2017, 9, 3)}
    assert time_range(line(start=time(0, 30), end=time(12, 30), **landing)) == "00:30–12:30 (−1 day)"


@pytest.mark.parametrize(
    ("zone", "day", "offset"),
    [
        ("Asia/Seoul", MONDAY, "UTC+9"),
        ("Europe/Belgrade", MONDAY, "UTC+2"),
        ("Europe/Belgrade", date(2017, 12, 4), "UTC+1"),
        ("Asia/Kathmandu", MONDAY, "UTC+5:45"),
        ("America/St_Johns", date(2017, 1, 4), "UTC−3:30"),
        ("UTC", MONDAY, "UTC"),
    ],
)
def test_a_zone_is_told_by_how_far_it_is_from_utc(zone: str, day: date, offset: str) -> None:
    assert utc_offset(zone, day) == offset


@pytest.mark.parametrize(("size", "text"), [(1, "1 KB"), (12_300, "12 KB"), (3_440_000, "3.4 MB")])
def test_sizes_of_files_are_decimal(size: int, text: str) -> None:
    assert file_size(size) == text


@pytest.mark.parametrize(("name", "text"), [("note.pdf", "PDF"), ("slides.v2.pptx", "PPTX"), ("plan", "")])
def test_format_of_a_file_is_told_by_its_name(name: str, text: str) -> None:
    assert file_format(name) == text


@pytest.mark.parametrize(
    ("titles", "words"),
    [
        ([], ""),
        (["A"], "“A”"),
        (list("ABCDE"), "“A”, “B”, “C”, “D” and “E”"),
        (list("ABCDEFG"), "“A”, “B”, “C”, “D”, “E” and 2 more"),
    ],
)
def test_at_most_five_titles_are_named(titles: list[str], words: str) -> None:
    assert some_titles(titles) == words


@pytest.mark.parametrize(
    ("day", "weekday", "days", "told"),
    [
        (4, 1, (4, 8), "4 September is a Monday; the Tuesday of this event is 5 September."),
        (4, 5, (4, 8), "4 September is a Monday; no day of this event is a Saturday."),
        (
            4,
            1,
            (4, 12),
            "4 September is a Monday; of this event, these days are a Tuesday: 5 September and 12 September.",
        ),
    ],
)
def test_wrong_weekday_names_the_days_that_fit(day: int, weekday: int, days: tuple[int, int], told: str) -> None:
    first, last = (date(2017, 9, each) for each in days)
    assert wording.wrong_weekday(date(2017, 9, day), weekday, first, last) == told


def test_wrong_weekday_tells_years_where_there_are_several_and_no_days_of_a_long_event() -> None:
    first, last = date(2017, 9, 4), date(2017, 9, 8)
    assert wording.wrong_weekday(date(2016, 9, 5), 1, first, last) == (
        "5 September 2016 is a Monday; the Tuesday of this event is 5 September 2017."
    )
    assert wording.wrong_weekday(first, 1, first, date(2017, 12, 1)) == "4 September is a Monday, and no Tuesday."


@pytest.mark.parametrize(
    ("zone", "told", "short"),
    [
        ("Asia/Seoul", "31 August 2017, 00:30 Seoul time (UTC+9)", "31 Aug 2017, 00:30 Seoul time"),
        ("Etc/GMT-9", "31 August 2017, 00:30 UTC+9", "31 Aug 2017, 00:30 UTC+9"),
        ("UTC", "30 August 2017, 15:30 UTC", "30 Aug 2017, 15:30 UTC"),
    ],
)
def test_moment_is_told_by_the_clocks_there(zone: str, told: str, short: str) -> None:
    at = datetime(2017, 8, 30, 15, 30, tzinfo=UTC)
    assert (wording.moment_there(at, zone), wording.short_moment_there(at, zone)) == (told, short)
