"""What the pages of events tell of notices: whom publishing would be told, what waits, and what is on hold."""

from collections.abc import Collection
from typing import Any, NamedTuple

from django import template
from django.utils import timezone

from announcements.models import Notice
from announcements.notices import waiting
from announcements.notices.raising import HOLD, change_that_waits
from announcements.notices.waiting import Telling
from tours.editions.preview import Preview
from tours.models import Event

register = template.Library()


class Waiting(NamedTuple):
    """The change that waits, or else the version that the worker is about to note. Neither, where nothing waits."""

    notice: Notice | None
    version: int | None


@register.simple_tag
def telling_of(event: Any, shown: Preview) -> Telling:
    """`{% telling_of event preview as telling %}`: whom publishing would tell. Some twelve queries."""
    return waiting.telling_of(event, shown, at=timezone.now())


@register.simple_tag
def what_waits(event: Any) -> Waiting:
    """`{% what_waits event as waits %}`: for those who decide on it; nothing for others."""
    if not (event.changes_facts or event.registers):
        return Waiting(None, None)
    notice = change_that_waits(event)
    return Waiting(notice, None if notice else waiting.unnoted_version(event, at=timezone.now()))


@register.simple_tag
def notices_on_hold(events: Collection[Event]) -> dict[int, int]:
    """`{% notices_on_hold page as on_hold %}`: the key of the notice, by that of the event. One query."""
    return waiting.on_hold(events)


@register.simple_tag
def minutes_of_waiting() -> int:
    """`{% minutes_of_waiting as minutes %}`: for so long a change waits before it goes."""
    return int(HOLD.total_seconds() // 60)
