"""What a post can be drafted from: the current edition of an event, as its readers see it, and the one before."""

from datetime import datetime, time
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from announcements.drafting import Draft, DraftKind, NothingToTell, draft
from tours.agenda.audiences import for_audience, may_read, readers
from tours.agenda.values import Agenda, Audience
from tours.agenda.values import Event as AgendaEvent
from tours.agenda.view import AgendaView
from tours.editions.publishing import agenda_of, same
from tours.models import Edition, Event


class Told(NamedTuple):
    edition: Edition
    view: AgendaView
    previous: AgendaView | None

    def text(self, kind: DraftKind) -> Draft:
        """Raises ValidationError if the edition has nothing for a post of that kind."""
        if kind is DraftKind.WHAT_HAPPENED and timezone.now() < first_moment(self.view.event):
            raise ValidationError(
                _("The event has not begun, so nothing has happened yet. Draft it once it has begun."),
                code="nothing_to_tell",
            )
        try:
            return draft(kind, self.view, previous=self.previous)
        except NothingToTell as nothing:
            raise ValidationError(str(nothing.reason), code="nothing_to_tell") from nothing

    def refusal(self, kind: DraftKind) -> str:
        """Why no post of that kind can be drafted, and what to do; empty where one can."""
        try:
            self.text(kind)
        except ValidationError as refusal:
            return " ".join(refusal.messages)
        return ""


def told_of(event: Event) -> Told:
    """Raises ValidationError if the event has no edition."""
    edition = event.editions.standing().newest_first().first()
    if edition is None:
        raise ValidationError(
            _("This event has no published version that a post could be drafted from. Publish the event first."),
            code="no_edition",
        )
    agenda = agenda_of(edition)
    audience = readers(agenda.event)
    return Told(edition, for_audience(agenda, audience), _view_before(edition, audience))


def first_moment(event: AgendaEvent) -> datetime:
    """Midnight at the start of the event's first day, in the event's zone."""
    return datetime.combine(event.starts, time.min, ZoneInfo(event.zone))


def _view_before(edition: Edition, audience: Audience) -> AgendaView | None:
    """The newest standing edition before this one that the audience may read and that says something else, as they see it.

    Small corrections are no news: where this edition is one, it is the edition before the last that is none. A post must not reveal what its readers may not read. None if there is none. An edition says the same as one before it
    where the one between them was withdrawn.
    """
    current = agenda_of(edition)
    before = edition.event.editions.standing().newest_first().filter(number__lt=_last_told(current))
    for agenda in map(agenda_of, before.iterator(chunk_size=1)):
        if may_read(audience, agenda.event) and not same(agenda, current):
            return for_audience(agenda, audience)
    return None


def _last_told(agenda: Agenda) -> int:
    """The number of the last edition so far that is no small correction; 2 where only small corrections follow the first."""
    number = agenda.stamp.number if agenda.stamp else 0
    return max(2, *(each for each in range(1, number + 1) if each not in agenda.small))
