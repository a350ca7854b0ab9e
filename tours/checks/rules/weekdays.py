"""Dates in texts whose day of the week is another one, such as “Tuesday 4 September 2017”, which was a Monday."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache

from django.utils.dates import MONTHS, WEEKDAYS, WEEKDAYS_ABBR
from django.utils.translation import check_for_language, override
from django.utils.translation import gettext as _

from tours.agenda.values import Event
from tours.checks.findings import Code, Finding
from tours.checks.rules.texts import Standing
from tours.wording import wrong_weekday

FALLBACK = "en"
LONGEST_TEXT = 20_000
"""How many characters of a text are read."""


class Words:
    """The days of the week and the months as one language writes them, and English, folded to small letters.

    A month is known by its beginning, as languages inflect its end: rujan and rujna, September and Sept.
    """

    def __init__(self, language: str) -> None:
        self.weekdays: dict[str, int] = {}
        self.months: dict[str, int] = {}
        for tongue in dict.fromkeys((FALLBACK, language)):
            with override(tongue):
                for names in (WEEKDAYS, WEEKDAYS_ABBR):
                    self.weekdays |= {str(name).casefold().rstrip("."): day for day, name in names.items()}
                self.months |= _beginnings({month: str(name).casefold() for month, name in MONTHS.items()})
        day, month, year = r"(?P<d>\d{1,2})(?:st|nd|rd|th)?", _one_of(self.months), r"(?:,?\s*(?P<y>\d{4})\b)?"
        weekday = rf"\b(?P<w>{_one_of(self.weekdays)})\b[.)]?,?\s+"
        self.day_first = re.compile(
            rf"{weekday}(?:the |den |dem |le |el )?{day}\.?\s*(?:(?:of |de )?(?P<m>{month})\w*|(?P<n>\d{{1,2}})\.)\.?{year}",
            re.IGNORECASE,
        )
        self.month_first = re.compile(rf"{weekday}(?P<m>{month})\w*\.?\s+{day}\b{year}", re.IGNORECASE)

    def dates(self, text: str) -> Iterator[tuple[str, int, int, int, int | None]]:
        """Each date with a day of the week: how it is written, day of the week (0 is Monday), day, month and year."""
        for pattern in (self.day_first, self.month_first):
            for found in pattern.finditer(text):
                names = found.groupdict()
                month = self.months[names["m"].casefold()] if names["m"] else int(names["n"])
                year = int(names["y"]) if names["y"] else None
                yield found[0].strip(" .,"), self.weekdays[names["w"].casefold()], int(names["d"]), month, year


def _beginnings(months: Mapping[int, str]) -> dict[str, int]:
    """The shortest beginning of each month that no other month of the language has, of three letters or more."""
    found = {}
    for number, name in months.items():
        others = [other for at, other in months.items() if at != number]
        lengths = (length for length in range(3, len(name) + 1) if not _any_begins(others, name[:length]))
        found[name[: next(lengths, len(name))]] = number
    return found


def _any_begins(names: list[str], beginning: str) -> bool:
    return any(name.startswith(beginning) for name in names)


def _one_of(known: Iterable[str]) -> str:
    """The longest first, so that none is taken for the beginning of another."""
    return "|".join(map(re.escape, sorted(filter(None, known), key=lambda name: -len(name))))


@cache
def words_of(language: str) -> Words:
    """Once in a process for each of the languages that Django knows."""
    return Words(language)


def wrong_weekdays(texts: Iterable[Standing], event: Event) -> Iterator[Finding]:
    words = words_of(_known(event.language))
    for standing in texts:
        for written, weekday, day, month, year in words.dates(standing.text[:LONGEST_TEXT]):
            years = [year] if year else sorted({event.starts.year, event.ends.year})
            days = [found for each in years if (found := _date(each, month, day))]
            if days and all(found.weekday() != weekday for found in days):
                yield _finding(standing, written, wrong_weekday(days[0], weekday, event.starts, event.ends))


def _known(language: str) -> str:
    """The language as Django knows it, such as `sr-Latn` or `hr`; otherwise English."""
    candidates = (language, language.partition("-")[0])
    return next((each for each in candidates if check_for_language(each)), FALLBACK)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _finding(standing: Standing, written: str, told: str) -> Finding:
    facts = {"written": written, "told": told}
    if standing.item:
        words = _("%(item)s says “%(written)s”, but %(told)s") % (facts | {"item": standing.item.named})
    else:
        words = _("A text of the event says “%(written)s”, but %(told)s") % facts
    return Finding(
        code=Code.WEEKDAY,
        words=words,
        items=standing.items,
        day=standing.item.line.day if standing.item else None,
        part=standing.part,
    )
