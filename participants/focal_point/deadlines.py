"""The days by which a city has to do something, in words: how long there is, and what to do once a day has passed."""

from datetime import date
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from participants.models import Delegation

LABELS: dict[str, Promise] = {
    "nominate_by": gettext_lazy("Names by"),
    "confirm_by": gettext_lazy("Confirmation by"),
    "freeze_on": gettext_lazy("Last day for changes"),
}
AFTERWARDS: dict[str, Promise] = {
    "nominate_by": gettext_lazy(
        "You can still name people, but a seat may no longer be free. Ask for time if you need it."
    ),
    "confirm_by": gettext_lazy("Confirm your names as soon as you can, or ask for time."),
    "freeze_on": gettext_lazy("What you change from now on is a request: the organiser decides on it."),
}


class Deadline(NamedTuple):
    """`left` says how many days there are; `advice` what to do once it has passed, else it is empty. While the event is
    postponed both are empty.
    """

    label: str
    day: date
    left: str
    advice: str


def deadlines_of(delegation: Delegation, today: date | None) -> tuple[Deadline, ...]:
    """`today` is None while the event is postponed: then no day passes."""
    found = {name: getattr(delegation, name) for name in LABELS}
    return tuple(
        Deadline(
            str(LABELS[name]),
            day,
            days_left(day, today) if today else "",
            str(AFTERWARDS[name]) if today and day < today else "",
        )
        for name, day in found.items()
        if day
    )


def days_left(day: date, today: date) -> str:
    """`3 days left`, `today`, `2 days ago`."""
    days = (day - today).days
    if days == 0:
        return _("today")
    if days > 0:
        return ngettext("%(count)d day left", "%(count)d days left", days) % {"count": days}
    return ngettext("%(count)d day ago", "%(count)d days ago", -days) % {"count": -days}
