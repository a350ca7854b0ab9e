"""Finds whom a notice concerns now, and of what: the rows joined with the pure function."""

from datetime import datetime, timedelta
from functools import cached_property

from announcements.models import Notice
from announcements.notices.concern.concerned import concerned
from announcements.notices.concern.news import News, midnight
from announcements.notices.concern.readers import Reader
from announcements.notices.gathering import readers_of
from tours.agenda.audiences import for_audience, groups_in_use, may_read, with_groups_in
from tours.agenda.facts import Contact
from tours.agenda.values import PUBLIC, Agenda, Audience, Line
from tours.agenda.view import AgendaView
from tours.editions.publishing import agenda_of
from tours.models import Edition
from tours.vocabulary import EventState

NEAR = timedelta(hours=24)


class Change:
    """The difference of the two versions of a notice that is no message. One query for the versions, eight for the readers."""

    def __init__(self, notice: Notice, *, at: datetime) -> None:
        self.notice, self.at = notice, at
        self._views: dict[Audience, AgendaView] = {}

    @cached_property
    def agendas(self) -> tuple[Agenda, Agenda]:
        numbers = [self.notice.since or 0, self.notice.number or 0]
        editions = Edition.objects.filter(event=self.notice.event_id, number__in=numbers).order_by("number")
        before, *rest = map(agenda_of, editions)
        return before, rest[0] if rest else before

    @cached_property
    def news(self) -> dict[Reader, News]:
        """Everybody whom it concerns, in their order."""
        notice = self.notice
        readers = readers_of(notice.event, self.agendas, copies=notice.copies_focal_points)
        return concerned(*self.agendas, readers, at=self.at)

    def view_of(self, reader: Reader) -> AgendaView | None:
        """The programme as it is now for the reader; None for who reads none."""
        now = self.agendas[1]
        if reader.audience is None or not may_read(reader.audience, now.event):
            return None
        audience = with_groups_in(reader.audience, self._used)
        if audience not in self._views:
            self._views[audience] = for_audience(now, audience)
        return self._views[audience]

    def contacts_for(self, reader: Reader) -> tuple[Contact, ...]:
        """The contacts of the event whom the reader may know: contacts have levels of their own."""
        audience = reader.audience or PUBLIC
        return tuple(each for each in self.agendas[1].event.contacts if audience.sees(each.level))

    @cached_property
    def _used(self) -> set[str]:
        return groups_in_use(self.agendas[1])

    @cached_property
    def is_near(self) -> bool:
        """Whether something of it begins within a day, or has begun, as it was or as it is now."""
        changes = {entry.change for news in self.news.values() for entry in news.entries}
        starts = [_start_of(line) for change in changes for line in (change.before, change.line) if line]
        if any(news.facts for news in self.news.values()):
            starts += [midnight(event.starts, event.zone) for event in (agenda.event for agenda in self.agendas)]
        return any(start <= self.at + NEAR for start in starts)

    @cached_property
    def useless_after(self) -> datetime:
        """The moment when the event is over, by its old and its new days."""
        events = [agenda.event for agenda in self.agendas]
        return max(midnight(event.ends + timedelta(days=1), event.zone) for event in events)

    @property
    def is_called_off(self) -> bool:
        """Whether the event is cancelled or postponed by it."""
        before, now = (agenda.event.state for agenda in self.agendas)
        return now is not EventState.PLANNED and before is not now


def _start_of(line: Line) -> datetime:
    return line.starts_at or midnight(line.day, line.zone)
