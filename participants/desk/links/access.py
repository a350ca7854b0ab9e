"""What a page of the desk tells of the personal links of somebody, and of their private calendar."""

from datetime import datetime
from typing import Any, NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _

from participants.links.making import Holder, held_by
from participants.models import AccessLink, Delegate, FeedToken, FocalPoint
from tours.wording import moment_there


class ShownLink(NamedTuple):
    sent_to: str
    whose: str
    sent: str
    opened: str
    state: str


class Access(NamedTuple):
    links: list[ShownLink]
    works: bool
    """Whether one of the links opens something."""
    calendar: str
    """Since when there is a private calendar, and when it was last fetched; empty where there is none."""
    has_calendar: bool


def access_of(holder: Holder) -> Access:
    """Two queries; three of a delegate, who alone has a calendar. Links stand newest first."""
    zone = _zone(holder)
    rows = list(AccessLink.objects.filter(**held_by(holder)))
    live = set(AccessLink.objects.live(timezone.now()).filter(**held_by(holder)).values_list("pk", flat=True))
    token = _token(holder)
    calendar = _calendar(token, zone) if token else ""
    return Access([_shown(row, zone, row.pk in live) for row in rows], bool(live), calendar, token is not None)


def _zone(holder: Holder) -> str:
    if isinstance(holder, FocalPoint):
        return "UTC"
    event = holder.event
    return event.zone if event else "UTC"


def _token(holder: Holder) -> FeedToken | None:
    if not isinstance(holder, Delegate):
        return None
    return holder.feed_tokens.filter(ended_at__isnull=True).defer("sealed").first()


def _shown(row: AccessLink, zone: str, is_live: bool) -> ShownLink:
    opened = _moment(row.opened_at, zone) or _("not yet")
    return ShownLink(row.email, row.get_whose_display(), _moment(row.made_at, zone), opened, _state(row, zone, is_live))


def _state(row: AccessLink, zone: str, is_live: bool) -> str:
    if row.ended_at is not None:
        facts: dict[str, Any] = {"moment": _moment(row.ended_at, zone), "why": row.get_end_display()}
        return _("Ended %(moment)s. %(why)s.") % facts
    return _("Works") if is_live else _("No longer works")


def _calendar(token: FeedToken, zone: str) -> str:
    made = _moment(token.made_at, zone)
    if token.fetched_at is None:
        return _("Since %(made)s, and not fetched yet.") % {"made": made}
    return _("Since %(made)s, last fetched %(fetched)s.") % {"made": made, "fetched": _moment(token.fetched_at, zone)}


def _moment(at: datetime | None, zone: str) -> str:
    return moment_there(at, zone) if at else ""
