"""The day that somebody types into a search box: `6.9.2017`, `6 September`, `2017-09-06`, `9월 6일`."""

import re
from datetime import date
from typing import NamedTuple

from tours.importing.reading.marks.word_tables import word_table
from tours.importing.reading.words.calendar import MONTHS, YEAR_LINK


class TypedDay(NamedTuple):
    """A day, of any year where none was typed, and the words beside it."""

    day: int
    month: int
    year: int | None
    rest: str

    def in_years(self, first: int, last: int) -> list[date]:
        """The days that it may be; 29 February is not in each year."""
        years = range(first, last + 1) if self.year is None else [self.year]
        return [day for year in years if (day := _day(year, self.month, self.day))]


_MONTH = word_table(MONTHS)
_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d)"
_DAY = r"(?<![\d.])(?P<day>\d{1,2})"
_ORDINAL = r"(?:st|nd|rd|th|er|[.ºª])?"
_NAME = rf"(?P<name>{_MONTH.pattern})\.?"
_NUMBER = r"(?P<month>\d{1,2})"
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<!\d){_YEAR}\s?(?P<sign>[-./])\s?{_NUMBER}\s?(?P=sign)\s?(?P<day>\d{{1,2}})(?!\d)\.?",
        rf"{_DAY}\s?(?P<sign>[-./])\s?{_NUMBER}\s?(?P=sign)\s?{_YEAR}\.?",
        rf"{_DAY}\.\s?{_NUMBER}\.(?!\s?\d)(?P<year>)",
        rf"{_DAY}{_ORDINAL}\s*(?:of\s|de\s|di\s|d['’])?\s*{_NAME}(?:[\s,]*(?:{YEAR_LINK}\s)?{_YEAR})?\.?",
        rf"{_NAME}\s?(?P<day>\d{{1,2}})(?!\d){_ORDINAL}(?:[\s,]*{_YEAR})?",
        rf"(?:{_YEAR}\s?[년年]\s?)?{_NUMBER}\s?[월月]\s?(?P<day>\d{{1,2}})\s?[일日]?",
    )
)


def typed_day(text: str) -> TypedDay | None:
    """The day in the text. Where the number of the month can be none, day and month have changed places: 9/26/2017."""
    for match in filter(None, (pattern.search(text) for pattern in _PATTERNS)):
        found = match.groupdict()
        day, year = int(found["day"]), int(found["year"]) if found["year"] else None
        month = _MONTH.number(found["name"]) + 1 if found.get("name") else int(found["month"])
        if month > 12 and found.get("sign") == "/":
            day, month = month, day
        if _day(year or 2000, month, day):  # a leap year
            return TypedDay(day, month, year, f"{text[: match.start()]} {text[match.end() :]}".strip())
    return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
