"""Writes dates, counts and lists as people do, in British English. No other module does so."""

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from pathlib import PurePath
from typing import Protocol
from zoneinfo import ZoneInfo

from django.utils import formats
from django.utils.translation import get_language_info, gettext_lazy, ngettext
from django.utils.translation import gettext as _

MOST_TITLES, MOST_FITTING = 5, 4
_BRACKETED = re.compile(r"\([^()]*\)")
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
SCRIPTS = {"Latn": gettext_lazy("Latin"), "Cyrl": gettext_lazy("Cyrillic"), "Arab": gettext_lazy("Arabic")}
"""The scripts between which readers of one language choose."""


class KeepsTime(Protocol):
    """A city and its zone, which is empty where it is not known."""

    @property
    def name(self) -> str: ...
    @property
    def zone(self) -> str: ...


def number_in_words(number: int) -> str:
    """The number in words up to ten, and in digits above. 0 is `no`, as in `no representatives`."""
    return NUMBERS[number] if 0 <= number <= 10 else f"{number:,}"


def joined(words: Sequence[str]) -> str:
    """`Rijeka`, `Rijeka and Belgrade`, `Rijeka, Belgrade and Skopje`; with semicolons if a word contains a comma.

    A comma in brackets, as in `Seoul (서울, Republic of Korea)`, does not count.
    """
    if len(words) < 2:
        return "".join(words)
    comma = "; " if any("," in _BRACKETED.sub("", word) for word in words) else ", "
    return _("%(first)s and %(last)s") % {"first": comma.join(words[:-1]), "last": words[-1]}


def some_titles(titles: Sequence[str]) -> str:
    """At most five titles in quotation marks, and how many more there are: “A”, “B” and 3 more."""
    named = [f"“{title}”" for title in titles[:MOST_TITLES]]
    if len(titles) > MOST_TITLES:
        named.append(_("%(count)d more") % {"count": len(titles) - MOST_TITLES})
    return joined(named)


def full_date(day: date) -> str:
    """`30 August 2017`."""
    return formats.date_format(day, "j F Y")


def weekday_and_date(day: date) -> str:
    """`Monday 4 September 2017`."""
    return formats.date_format(day, "l j F Y")


def weekday_and_day(day: date) -> str:
    """`Monday 4 September`, if the year is known from the context."""
    return formats.date_format(day, "l j F")


def short_weekday_and_day(day: date) -> str:
    """`Mon 4 Sept`, for the head of a narrow column."""
    return formats.date_format(day, "D j N").rstrip(".")


def wrong_weekday(day: date, weekday: int, first: date, last: date) -> str:
    """`4 September is a Monday; the Tuesday of this event is 5 September.`: a date that was written with the weekday
    (0 is Monday), and the days from `first` to `last` that fit it. Years are told where there are several.
    """
    pattern = "j F" if day.year == first.year == last.year else "j F Y"
    following = first + timedelta((weekday - first.weekday()) % 7)
    fitting = [following + timedelta(7 * at) for at in range((last - following).days // 7 + 1)]
    facts = {
        "day": formats.date_format(day, pattern),
        "is": formats.date_format(day, "l"),
        "meant": formats.date_format(following, "l"),
        "fitting": joined([formats.date_format(each, pattern) for each in fitting]),
    }
    if not fitting:
        return _("%(day)s is a %(is)s; no day of this event is a %(meant)s.") % facts
    if len(fitting) > MOST_FITTING:
        return _("%(day)s is a %(is)s, and no %(meant)s.") % facts
    if len(fitting) > 1:
        return _("%(day)s is a %(is)s; of this event, these days are a %(meant)s: %(fitting)s.") % facts
    return _("%(day)s is a %(is)s; the %(meant)s of this event is %(fitting)s.") % facts


def weekday_range(first: date, last: date) -> str:
    """`Monday 4 to Friday 8 September 2017`, `Wednesday 30 August to Saturday 2 September 2017`; or one day."""
    if first == last:
        return weekday_and_date(first)
    if first.year != last.year:
        start = weekday_and_date(first)
    elif first.month != last.month:
        start = weekday_and_day(first)
    else:
        start = formats.date_format(first, "l j")
    return _("%(first)s to %(last)s") % {"first": start, "last": weekday_and_date(last)}


def date_range(first: date, last: date) -> str:
    """`4 September 2017`, `4–8 September 2017`, `30 August – 2 September 2017`, `30 December 2017 – 2 January 2018`."""
    if first == last:
        return full_date(first)
    if first.year != last.year:
        return f"{full_date(first)} – {full_date(last)}"
    if first.month != last.month:
        return f"{formats.date_format(first, 'j F')} – {full_date(last)}"
    return f"{first.day}–{full_date(last)}"


def period(first: date, last: date) -> str:
    """`2011–2014` or `2015`: whole years as years. Other days as in `date_range`."""
    if (first.month, first.day, last.month, last.day) != (1, 1, 12, 31):
        return date_range(first, last)
    return f"{first.year}" if first.year == last.year else f"{first.year}–{last.year}"


def clock(moment: time) -> str:
    """`09:30`."""
    return moment.strftime("%H:%M")


def utc_offset(zone: str, day: date, at: time = time(12)) -> str:
    """`UTC+9`, `UTC+5:30`, `UTC−3`, `UTC`: the offset of the zone at that time of that day."""
    offset = datetime.combine(day, at, ZoneInfo(zone)).utcoffset()
    minutes = int(offset.total_seconds()) // 60 if offset else 0
    if not minutes:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'+' if minutes > 0 else '−'}{hours}" + (f":{rest:02}" if rest else "")


def zone_time(zone: str, day: date, *cities: KeepsTime) -> str:
    """`Rijeka time (UTC+2)`: the first of these cities that keeps the zone's time, and its offset on that day.

    Without one it is the city after which the IANA list names the zone, which is `Zagreb` for Rijeka. A zone that is named
    after no place, such as `UTC` or `Etc/GMT-9`, is its offset alone.
    """
    city = next((each.name for each in cities if each.zone == zone), _city(zone))
    facts = {"city": city, "offset": utc_offset(zone, day)}
    return _("%(city)s time (%(offset)s)") % facts if facts["city"] else facts["offset"]


def moment_there(at: datetime, zone: str, *cities: KeepsTime) -> str:
    """`30 August 2017, 18:05 Seoul time (UTC+9)`: the moment by the clocks of that zone, named as by `zone_time`."""
    local = at.astimezone(ZoneInfo(zone))
    facts = {"day": full_date(local), "time": clock(local.time()), "zone": zone_time(zone, local, *cities)}
    return _("%(day)s, %(time)s %(zone)s") % facts


def as_of(at: datetime, zone: str) -> str:
    """`As of 30 August 2017, 10:05 Seoul time (UTC+9)`."""
    return _("As of %(moment)s") % {"moment": moment_there(at, zone)}


def short_moment_there(at: datetime | None, zone: str) -> str:
    """`30 Aug 2017, 18:05 Seoul time`, for lists; empty for no moment."""
    if at is None:
        return ""
    local = at.astimezone(ZoneInfo(zone))
    city = _city(zone)
    facts = {
        "day": formats.date_format(local, "j M Y"),
        "time": clock(local.time()),
        "zone": _("%(city)s time") % {"city": city} if city else utc_offset(zone, local),
    }
    return _("%(day)s, %(time)s %(zone)s") % facts


def _city(zone: str) -> str:
    area, _slash, city = zone.rpartition("/")
    return city.replace("_", " ") if area not in {"", "Etc"} else ""


def language_name(tag: str) -> str:
    """`Korean` for `ko`, `Serbian (Cyrillic script)` for `sr-Cyrl`. A tag for which Django has no name stays as it is."""
    language, *further = tag.split("-")
    try:
        if further and further[0] not in SCRIPTS:
            return str(get_language_info(tag.lower())["name_translated"])
        name = str(get_language_info(language)["name_translated"])
    except KeyError:
        return tag
    return (
        _("%(language)s (%(script)s script)") % {"language": name, "script": SCRIPTS[further[0]]} if further else name
    )


def representatives(count: int) -> str:
    """`one representative`, `two representatives`, `12 representatives`."""
    words = ngettext("%(count)s representative", "%(count)s representatives", count)
    return words % {"count": number_in_words(count)}


def file_format(file_name: str) -> str:
    """`PDF` for `note.pdf`."""
    return PurePath(file_name).suffix[1:].upper()


def file_size(size: int) -> str:
    """`12 KB`, `3.4 MB`: decimal units, as file managers show them."""
    if size < 1_000_000:
        return f"{max(1, round(size / 1000))} KB"
    return f"{size / 1_000_000:.1f} MB"
