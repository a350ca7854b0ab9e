"""The ways in which people write a day, in the order in which they are tried."""

import re
from functools import cache

from tours.importing.reading.marks.word_tables import LETTER, parts_of, word_table
from tours.importing.reading.words.calendar import (
    DATE_ARTICLE,
    DATE_JOIN,
    DAY,
    GERMAN_SHORT_WEEKDAYS,
    MONTHS,
    NO_HEADING_BEFORE,
    NUMBERS,
    WEEKDAYS,
    YEAR_LINK,
)

MONTH = word_table(MONTHS)
WEEKDAY = word_table(WEEKDAYS, more={word: number for number, word in enumerate(GERMAN_SHORT_WEEKDAYS)})
NUMBER = word_table(NUMBERS)
_WHOLE = MONTH.whole | WEEKDAY.whole
_STEMS = (*MONTH.stems, *WEEKDAY.stems)
ROMAN = {
    numeral: i
    for i, numeral in enumerate(["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"], 1)
}

_MONTH = rf"(?P<month_name>{MONTH.pattern})"
_SHORT = (
    rf"(?<!{LETTER})(?:(?:{'|'.join(GERMAN_SHORT_WEEKDAYS)})(?=[.,])"
    rf"|(?-i:{'|'.join(word.title() for word in GERMAN_SHORT_WEEKDAYS)})(?=\s\d))"
)
_NAMED = rf"(?P<before>{WEEKDAY.pattern}|{_SHORT})"
_ORDINAL = rf"(?:\s?(?:st|nd|rd|th|er|ère|eme|[ºª°]|[1l]h)(?!{LETTER})|\s?[\"”']+)?"
_YEAR = rf"(?:[\s,.'/-]*(?:{YEAR_LINK}\s)?(?P<year>(?:19|20)\d\d)(?!\d))?"
_BEFORE = rf"(?:(?:(?<!{LETTER})e\s)?{_NAMED}\.?[\s,/(–-]*+(?:{DATE_ARTICLE}\s)?\s*)?"
_AFTER = rf"(?:\.?[\s,/(–.-]*(?P<after>{WEEKDAY.pattern}))?"
_NUMERAL = rf"(?P<month>\d{{1,2}}|(?-i:[IVX]{{1,4}})(?!{LETTER}))"
_ROMAN_COUNT = rf"(?P<count_roman>(?-i:[IVX]{{1,4}})(?!{LETTER}))"
_NO_CLOCK = r"(?!\d|\s?[:.hH]\s?[0-5oO]\d|\s?[ap]\.?\s?m\b|\s?(?:uhr|h\b|sati|časova|часова))"
_YEAR_FIRST = rf"(?<![\d.])(?P<year>20\d\d)(?P<sign>\s?[-./]\s?){_NUMERAL}(?P=sign)(?P<day>\d{{1,2}})(?!\d)"
_DAY_FIRST = (
    rf"(?<![\d:.])(?P<day>\d{{1,2}})(?P<sign>\s?[./-]\s?){_NUMERAL}"
    r"(?:(?P=sign)(?=[1-3]\d(?!\d))|\s?[./-]\s?(?=20\d\d))(?P<year>(?:20)?\d\d)(?![\d:])"
)
"""A year of two digits wants the same signs on both sides: `1. 10.15` is a clock in a numbered list."""
_NO_YEAR = rf"(?<![\d:.,/])(?P<day>\d{{1,2}})(?P<sign>[./])\s?{_NUMERAL}(?P=sign)?(?![\d:])(?P<bare>)"

_ALL = tuple(
    rf"(?=\w){pattern}"
    for pattern in (
        # 2017-09-04
        rf"{_YEAR_FIRST}{_AFTER}",
        # Montag, 4. September 2017; 4th of September, Monday; lunes 4 de septiembre de 2017
        rf"{_BEFORE}(?<![\d:.])(?P<day>\d{{1,2}}){_ORDINAL}[\s.]*(?:of\s|de\s|di\s|d['’])?[-/]?\s?{_MONTH}\.?{_YEAR}{_AFTER}",
        # Monday, September 4th, 2017
        rf"{_BEFORE}{_MONTH}\.?\s?(?:the\s)?(?P<day>\d{{1,2}}){_ORDINAL}(?:(?<=st|nd|rd|th)|{_NO_CLOCK})[\s.]*?{_YEAR}{_AFTER}",
        # 04.09.2017; 4/9/17; 4. IX. 2017
        rf"{_BEFORE}{_DAY_FIRST}{_AFTER}",
        # Mo., 4.9.; Tuesday 5/9
        rf"{_NAMED}\.?[\s,(–-]*+(?:{DATE_ARTICLE}\s)?(?P<day>\d{{1,2}})\s?(?P<sign>[./-])\s?{_NUMERAL}(?!\d)\.?",
        # 4.9.; 4/9; 4. 9. (Monday)
        rf"{_NO_YEAR}{_AFTER}",
        # Monday 4; Tuesday the 5th
        rf"{_NAMED}[\s,(–-]*+(?:{DATE_ARTICLE}\s)?\s?(?P<day>\d{{1,2}}){_ORDINAL}\.?{_NO_CLOCK}(?!\s?[-–/]\s?\d)",
        # Day 2; Tag zwei
        rf"(?<!{LETTER}){DAY}\s*(?:(?:no?\.?|nr\.?|br\.?)\s?)?(?:(?P<count>\d{{1,2}})(?![\d:h/]|\.\d)|(?P<count_name>{NUMBER.pattern})|{_ROMAN_COUNT})",
        # 2. Tag; 2nd day
        rf"(?<![\d:.])(?P<count>\d{{1,2}})(?:st|nd|rd|th|er|\.|º|°)\s?{DAY}(?!{LETTER})",
        # I. dan
        rf"(?<!{LETTER}){_ROMAN_COUNT}\.?\s{DAY}(?!{LETTER})",
        # Zweiter Tag; drugi dan
        rf"(?P<count_name>{NUMBER.pattern})\s+{DAY}(?!{LETTER})",
        # Monday
        rf"(?P<before>{WEEKDAY.pattern})(?P<alone>)",
    )
)
_NUMERIC = [re.compile(pattern) for pattern in (_YEAR_FIRST, _DAY_FIRST, _NO_YEAR)]
"""Of a line without a word of the calendar."""
_NUMBERS = re.compile(r"\d\s?[./]\s?[\dIVX]|\d\s?-\s?\d{1,2}\s?-\s?\d|\d-[IVX]")
_SHORT_NAME = re.compile(rf"(?<!{LETTER})(?:{'|'.join(GERMAN_SHORT_WEEKDAYS)})[.,\s]\s?\d", re.IGNORECASE)
_DAY = re.compile(DAY, re.IGNORECASE)


def patterns_for(line: str) -> list[re.Pattern[str]]:
    """The patterns worth trying on the line. Most lines name no day, and the patterns with names are slow."""
    if _SHORT_NAME.search(line) or any(
        word in _WHOLE or word.startswith(_STEMS) or _DAY.fullmatch(word) for word in parts_of(line)
    ):
        return _all()
    return _NUMERIC if _NUMBERS.search(line) else []


@cache
def _all() -> list[re.Pattern[str]]:
    """All patterns. Compiling them takes a tenth of a second, and most processes never read an agenda."""
    return [re.compile(pattern, re.IGNORECASE) for pattern in _ALL]


RANGE_BEFORE = re.compile(
    rf"(?<![\d:.])(?P<day>\d{{1,2}}){_ORDINAL}\.?(?:\s?(?:{MONTH.pattern}|\d{{1,2}}\.?))?{_YEAR}\s*{DATE_JOIN}\s*(?:{WEEKDAY.pattern}[\s,]*)?$",
    re.IGNORECASE,
)
DAY_BEFORE = re.compile(rf"(?<!{LETTER}){DAY}\s*$", re.IGNORECASE)
"""`Day 1, 12 March` is no range."""
RANGE_AFTER = re.compile(
    rf"\s*{DATE_JOIN}\s*(?:{WEEKDAY.pattern}[\s,]*(?:{DATE_ARTICLE}\s)?)?"
    rf"(?P<day>\d{{1,2}})(?:\.\s?(?:\d{{1,2}}|[IVX]+)\.|{_ORDINAL}{_NO_CLOCK}(?!\s?[-–—]\s?\d))",
    re.IGNORECASE,
)
NO_HEADING = re.compile(rf"(?<!{LETTER}){NO_HEADING_BEFORE}\W{{0,3}}(?:on\s|am\s|le\s|the\s)?$", re.IGNORECASE)
IN_SECONDS = re.compile(r"[ ,]+(?:at |um )?\d{1,2}:\d\d:\d\d")
"""The moment at which something was sent or posted."""
IN_BRACKETS = re.compile(rf"\([^)|]*{LETTER}{{4}}[^)|]*$")
