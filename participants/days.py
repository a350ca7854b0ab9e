"""The day where an event takes place."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

from tours.models import Event


def today_at(event: Event, now: datetime | None = None) -> date:
    """The day by the clocks of the event, now or at another moment."""
    return (now or timezone.now()).astimezone(ZoneInfo(event.zone)).date()
