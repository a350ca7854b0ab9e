"""The hours of an offer: only those from 8 to 20 o'clock from Monday to Friday count, where the person lives."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

OPENS, CLOSES = time(8), time(20)
SATURDAY = 5


def after_hours(start: datetime, hours: int, zone: str) -> datetime:
    """The moment at which so many hours that count have passed since `start`."""
    return after(start, timedelta(hours=hours), zone)


def after(start: datetime, left: timedelta, zone: str) -> datetime:
    """The moment at which so much time that counts has passed since `start`: `after_hours` for any length of time."""
    now = _counting_from(start.astimezone(ZoneInfo(zone)))
    while (today := _left_today(now)) < left:
        left -= today
        now = _opening_after(now)
    return now + left


def time_that_counts(start: datetime, end: datetime, zone: str) -> timedelta:
    """How much of the time between the two moments counts."""
    now, last, counted = _counting_from(start.astimezone(ZoneInfo(zone))), end.astimezone(ZoneInfo(zone)), timedelta()
    while now + _left_today(now) < last:
        counted += _left_today(now)
        now = _opening_after(now)
    return counted + max(last - now, timedelta())


def _counting_from(now: datetime) -> datetime:
    """The moment itself if it counts, or the next that does."""
    if now.weekday() >= SATURDAY or now.time() >= CLOSES:
        return _opening_after(now)
    return max(now, _at(now, OPENS))


def _left_today(now: datetime) -> timedelta:
    return _at(now, CLOSES) - now


def _opening_after(now: datetime) -> datetime:
    following = now + timedelta(days=1)
    while following.weekday() >= SATURDAY:
        following += timedelta(days=1)
    return _at(following, OPENS)


def _at(day: datetime, clock: time) -> datetime:
    return datetime.combine(day.date(), clock, day.tzinfo)
