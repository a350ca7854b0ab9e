from datetime import date

import pytest

from tours.importing.reading.typed_days import TypedDay, typed_day


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("6.9.2017", (6, 9, 2017, "")),
        ("6. 9. 2017.", (6, 9, 2017, "")),
        ("06/09/2017", (6, 9, 2017, "")),
        ("9/26/2017", (26, 9, 2017, "")),
        ("2017-09-06", (6, 9, 2017, "")),
        ("2017.9.6", (6, 9, 2017, "")),
        ("6 September", (6, 9, None, "")),
        ("6th of September 2017", (6, 9, 2017, "")),
        ("September 6, 2017", (6, 9, 2017, "")),
        ("Sept 6", (6, 9, None, "")),
        ("6. rujna 2017.", (6, 9, 2017, "")),
        ("6. септембар", (6, 9, None, "")),
        ("6.9.", (6, 9, None, "")),
        ("9월 6일", (6, 9, None, "")),
        ("2017년 9월 6일", (6, 9, 2017, "")),
        ("2017年9月6日", (6, 9, 2017, "")),
        ("registration 6 September", (6, 9, None, "registration")),
        ("29 February", (29, 2, None, "")),
    ],
)
def test_day_is_read_as_people_type_it(text: str, found: tuple[int, int, int | None, str]) -> None:
    assert typed_day(text) == TypedDay(*found)


@pytest.mark.parametrize(
    "text",
    ["", "2017", "6.9", "room 6", "31.2.2017", "13.13.2017", "May", "september", "10:30", "1.2.3", "+82 2 2133 6385"],
)
def test_what_is_no_day_is_none(text: str) -> None:
    assert typed_day(text) is None


def test_day_without_a_year_is_one_of_each_year_that_has_it() -> None:
    leap = typed_day("29 February")
    assert leap
    assert leap.in_years(2015, 2020) == [date(2016, 2, 29), date(2020, 2, 29)]
