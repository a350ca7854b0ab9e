"""What waits to be told: for the pages of events, and before publishing for whom the next version would be news."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from announcements.models import Notice, NoticeState
from announcements.notices.finding import Change
from announcements.notices.raising import change_that_waits, copies_before, is_over, told_version
from tours.agenda.values import Agenda
from tours.editions.preview import Preview
from tours.editions.publishing import agenda_of
from tours.models import Edition, Event, PublishedEvent


class Telling(NamedTuple):
    """How many people would be told if what is shown were published, and whether something of it begins within a day."""

    people: int = 0
    is_near: bool = False


class Unpublished(Change):
    """The difference to a version that is not published yet."""

    def __init__(self, notice: Notice, agendas: tuple[Agenda, Agenda], *, at: datetime) -> None:
        super().__init__(notice, at=at)
        self.agendas = agendas


def telling_of(event: Event, shown: Preview, *, at: datetime) -> Telling:
    """Compared with the version that was told last. Nobody is told of a first version, nor of an event that is over."""
    if shown.published is None or shown.follows is None or is_over(shown.agenda.event.ends, at):
        return Telling()
    waiting = change_that_waits(event)
    since = waiting.since if waiting and waiting.since is not None else told_version(event)
    before = shown.published if since == shown.follows else agenda_of(Edition.objects.get(event=event, number=since))
    copies = waiting.copies_focal_points if waiting else copies_before(event)
    notice = Notice(event=event, since=since, number=shown.number, copies_focal_points=copies)
    change = Unpublished(notice, (before, shown.agenda), at=at)
    return Telling(len(change.news), change.is_near)


def unnoted_version(event: Event, *, at: datetime) -> int | None:
    """The current version, if it is to be told and the worker has not noted it yet. Three queries."""
    row = PublishedEvent.objects.filter(event=event).values_list("number", "ends").first()
    if row is None or is_over(row[1], at):
        return None
    waiting = Notice.objects.filter(event=event, state=NoticeState.HELD, number__gte=row[0])
    return row[0] if row[0] > told_version(event) and not waiting.exists() else None


def on_hold(events: Iterable[Event]) -> dict[int, int]:
    """The keys of the notices that wait for a colleague to decide, by the key of the event. It takes one query."""
    held = Notice.objects.filter(event__in=[event.pk for event in events], state=NoticeState.HELD, goes_at=None)
    return dict(held.order_by("pk").values_list("event", "pk"))
