"""When somebody comes or goes, by the clock of the place."""

from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from participants.models import Leg, Pickup
from participants.vocabulary import Direction
from tours.wording import clock, weekday_and_day, zone_time

NIGHT_ENDS = time(4)
"""What happens before belongs to the list of the evening before."""


class Moment(NamedTuple):
    """The zone is that of the place."""

    day: date
    at: time | None
    zone: str

    @property
    def instant(self) -> datetime | None:
        """The instant in UTC, so that two zones can be compared; None if the time is not known."""
        return datetime.combine(self.day, self.at, ZoneInfo(self.zone)).astimezone(UTC) if self.at else None

    @property
    def order(self) -> datetime:
        """What has no time comes last on its day."""
        return self.instant or datetime.combine(self.day, time(23, 59), ZoneInfo(self.zone)).astimezone(UTC)

    @property
    def is_at_night(self) -> bool:
        return self.at is not None and self.at < NIGHT_ENDS

    @property
    def listed_on(self) -> date:
        """The day in whose list people look for it: a landing at 00:20 is met by who is on duty the evening before."""
        return self.day - timedelta(days=1) if self.is_at_night else self.day


def moment_of(leg: Leg, zone: str) -> Moment:
    """When it lands on the way in, or leaves on the way out. `zone` is the event's."""
    if leg.direction == Direction.IN:
        return Moment(leg.lands_on or date.min, leg.lands_at, leg.lands_zone or zone)
    return Moment(leg.leaves_on or date.min, leg.leaves_at, leg.leaves_zone or zone)


def moment_of_car(car: Pickup, zone: str) -> Moment:
    return Moment(car.day, car.time, zone)


def in_words(moment: Moment, zone: str) -> str:
    """`14:20`; past midnight with both days; in another zone than the event's with that."""
    if moment.at is None:
        return _("time not known")
    words = clock(moment.at)
    if moment.zone != zone:
        words = f"{words} {zone_time(moment.zone, moment.day)}"
    if not moment.is_at_night:
        return words
    facts = {"time": words, "day": weekday_and_day(moment.day), "before": weekday_and_day(moment.listed_on)}
    return _("%(time)s on %(day)s, the night after %(before)s") % facts
