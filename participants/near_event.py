"""Refuses days that are far from an event. They are mistyped, and lists that go day by day would have pages without end."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tours.models import Event
from tours.wording import date_range

MOST_AWAY = timedelta(days=100)


def refuse_far_days(event: Event, facts: Mapping[str, Any], *names: str) -> None:
    """Refuses days that are too far from the event. The facts with these names are days or nothing. Raises
    ValidationError under each such name.
    """
    first, last = event.starts - MOST_AWAY, event.ends + MOST_AWAY
    far = [name for name in names if facts.get(name) and not first <= facts[name] <= last]
    if far:
        words = _("More than %(days)d days from the event, which is on %(dates)s. Look at month and year.")
        sentence = words % {"days": MOST_AWAY.days, "dates": date_range(event.starts, event.ends)}
        raise ValidationError(dict.fromkeys(far, sentence))
