"""Says what publishing an event or withdrawing an edition would bring, before it is done. Nothing here changes a row."""

from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import NamedTuple

from django.core.exceptions import ValidationError

from tours.agenda.audiences import for_audience, readers
from tours.agenda.carrying import succeed
from tours.agenda.comparing import Changes, compare
from tours.agenda.history import EditionChanges, history
from tours.agenda.values import STAFF, Agenda
from tours.agenda.view import AgendaView
from tours.editions.composing import compose
from tours.editions.publishing import agenda_of, has_unpublished_changes, refuse_to_withdraw, standing_without
from tours.editions.tags import publishing_tag, withdrawal_tag
from tours.models import Edition, Event


class SeatsTaken(NamedTuple):
    """A city of which more, or fewer, seats are taken now."""

    name: str
    before: int
    after: int


@dataclass(frozen=True)
class Preview:
    """What publishing would bring. Without `follows` there is no version to compare with: all of it is new."""

    number: int
    coming: AgendaView
    tag: str
    """What `publish` is told to expect, so that it publishes what this shows."""
    follows: int | None = None
    changes: Changes | None = None
    taken: tuple[SeatsTaken, ...] = ()
    removed: tuple[str, ...] = ()
    """Titles of items that are no longer in the agenda. `changes` lists them as cancelled."""
    hidden: tuple[str, ...] = ()
    """Titles of items that readers know and will read as cancelled, as they are no longer meant for them."""
    unlisted: bool = False
    """Whether something differs that nothing above names."""

    @property
    def is_empty(self) -> bool:
        return bool(self.follows) and not (self.changes or self.taken or self.removed or self.unlisted)

    @property
    def outside(self) -> tuple[str, ...]:
        """Titles of items before the event's first day or after its last: an arrival, or dates that were forgotten."""
        event = self.coming.event
        lines = (item.line for item in self.coming.standing)
        return tuple(line.title for line in lines if line.day < event.starts or line.last_day > event.ends)


class Withdrawal(NamedTuple):
    """What withdrawing an edition would bring."""

    refusal: str
    """The code of why it may not be withdrawn; empty where it may."""
    current: Edition | None
    """The edition that is current without it. With none, the event leaves the site."""
    changes: EditionChanges
    """What it brought, and what is taken back with it."""
    tag: str
    """What `withdraw` is told to expect."""


def preview(event: Event) -> Preview:
    """Composes the agenda twice, some forty queries; without a lock, as nothing is kept of it."""
    last = event.editions.newest_first().first()
    standing = event.editions.standing().newest_first().first()
    number = last.number + 1 if last else 1
    in_time = datetime.combine(event.starts, time(), UTC)  # long after the event, removed items would be left out
    composed = compose(event)
    tag = publishing_tag(composed, last)
    agenda = succeed(agenda_of(last) if last else None, composed, number=number, at=in_time)
    after = for_audience(agenda, STAFF)
    if standing is None:
        return Preview(number=number, coming=after, tag=tag)
    published = agenda_of(standing)
    before = for_audience(published, STAFF)
    changes = compare(before, after)
    return Preview(
        number=number,
        coming=after,
        tag=tag,
        follows=standing.number,
        changes=changes,
        taken=_taken(before, after),
        removed=_only_in(before, after),
        hidden=_hidden(published, agenda),
        unlisted=not changes and has_unpublished_changes(event),
    )


def preview_withdrawal(edition: Edition) -> Withdrawal:
    current = standing_without(edition)
    return Withdrawal(_refusal(edition), current, changes_of(edition), withdrawal_tag(edition, current))


def changes_of(edition: Edition) -> EditionChanges:
    """What it brought for staff, against the standing edition before it."""
    before = edition.event.editions.standing().newest_first().filter(number__lt=edition.number).first()
    agendas = (agenda_of(each) for each in (edition, before) if each)
    return history(agendas, STAFF, most=1)[0]


def _refusal(edition: Edition) -> str:
    try:
        refuse_to_withdraw(edition)
    except ValidationError as refusal:
        return str(refusal.code)
    return ""


def _only_in(before: AgendaView, after: AgendaView) -> tuple[str, ...]:
    left = {item.uid for item in after.standing}
    return tuple(item.line.title for item in before.standing if item.uid not in left)


def _hidden(before: Agenda, after: Agenda) -> tuple[str, ...]:
    """What its readers lose though it stands for staff. Of an event that closes they lose everything, which needs no list."""
    audience = readers(before.event)
    if readers(after.event) != audience:
        return ()
    lost = _only_in(for_audience(before, audience), for_audience(after, audience))
    standing = {item.line.title for item in for_audience(after, STAFF).standing}
    return tuple(title for title in lost if title in standing)


def _taken(before: AgendaView, after: AgendaView) -> tuple[SeatsTaken, ...]:
    then = {entry.printed: entry.taken for entry in before.event.cities}
    return tuple(
        SeatsTaken(entry.printed, then[entry.printed], entry.taken)
        for entry in after.event.cities
        if then.get(entry.printed, entry.taken) != entry.taken
    )
