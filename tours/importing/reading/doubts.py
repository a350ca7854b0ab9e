"""Points at what the review should look at."""

from dataclasses import replace
from datetime import date, timedelta

from tours.importing.reading.days.calendar import Calendar
from tours.importing.reading.marks.days import find_days
from tours.importing.reading.values import Doubt, Reading, ReadItem, Section


def with_doubts(reading: Reading, calendar: Calendar) -> Reading:
    sections = tuple(
        replace(section, doubts=_of_section(section, before, calendar))
        for before, section in zip((None, *reading.sections), reading.sections, strict=False)
    )
    unheaded = {i for i, section in enumerate(sections) if Doubt.NO_DAY in section.doubts}
    above: ReadItem | None = None
    items = []
    for item in reading.items:
        items.append(replace(item, doubts=frozenset(_of_item(item, above, calendar, item.section in unheaded))))
        above = item
    return replace(reading, items=tuple(items), sections=sections)


def _of_section(section: Section, before: Section | None, calendar: Calendar) -> frozenset[Doubt]:
    doubts = set()
    if (not section.heading and not _is_sure(calendar)) or section.day is None:
        doubts.add(Doubt.NO_DAY)
    if section.day and disagreeing(section.heading, section.day, calendar):
        doubts.add(Doubt.WEEKDAY_DISAGREES)
    if section.day and before and before.day and section.day - before.day > timedelta(1):
        doubts.add(Doubt.LARGE_GAP)
    if _is_outside(section.day, calendar):
        doubts.add(Doubt.OUTSIDE_EVENT)
    return frozenset(doubts)


def _of_item(item: ReadItem, above: ReadItem | None, calendar: Calendar, is_unheaded: bool) -> set[Doubt]:
    doubts = set()
    if is_unheaded:
        doubts.add(Doubt.NO_DAY)
    if _is_outside(item.day, calendar):
        doubts.add(Doubt.OUTSIDE_EVENT)
    if (
        above
        and above.section == item.section
        and above.day == item.day
        and above.start
        and item.start
        and item.start < above.start
    ):
        doubts.add(Doubt.TIME_FALLS)
    if item.is_tentative:
        doubts.add(Doubt.TO_BE_CONFIRMED)
    if item.rest:
        doubts.add(Doubt.NOT_UNDERSTOOD)
    return doubts


def _is_sure(calendar: Calendar) -> bool:
    """An event of one day needs no heading."""
    return calendar.first_day is not None and calendar.first_day == calendar.last_day


def _is_outside(day: date | None, calendar: Calendar) -> bool:
    if day is None:
        return False
    return bool((calendar.first_day and day < calendar.first_day) or (calendar.last_day and day > calendar.last_day))


def disagreeing(heading: str, day: date, calendar: Calendar) -> tuple[date, int] | None:
    """The date that the heading of this day prints, and the weekday that it prints and that is not the date's: the day
    itself, or the date with its printed year. None where they agree.
    """
    for mark in find_days(heading):
        if mark.weekday is None or day.day not in (mark.day, mark.month):
            continue
        meant = (*mark.dates(mark.year or day.year, calendar.first_day)[:1], day)
        return next(((date_, mark.weekday) for date_ in meant if date_.weekday() != mark.weekday), None)
    return None
