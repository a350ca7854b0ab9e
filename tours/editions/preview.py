"""Shows what publishing an event or withdrawing an edition would change. Nothing here writes a row."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from typing import NamedTuple

from django.core.exceptions import ValidationError

from tours.agenda.audiences import for_audience, readers
from tours.agenda.carrying import succeed
from tours.agenda.changes.comparing import Changes, compare
from tours.agenda.changes.history import EditionChanges, history
from tours.agenda.changes.small_corrections import too_big
from tours.agenda.facts import Person
from tours.agenda.values import STAFF, Agenda
from tours.agenda.view import AgendaView
from tours.editions.composing import compose
from tours.editions.publishing import agenda_of, same
from tours.editions.redaction_memory.merged_cards import kept_uids
from tours.editions.redaction_memory.stopping import people_stops, stops
from tours.editions.tags import publishing_tag, withdrawal_tag, without_taken
from tours.editions.withdrawing import refuse_to_withdraw, standing_after, standing_before
from tours.models import Edition, Event


class SeatsTaken(NamedTuple):
    """A city whose number of taken seats has changed."""

    name: str
    before: int
    after: int


class CardChange(NamedTuple):
    """A person who is something else now than in the version before: in other words, or from elsewhere."""

    name: str
    before: str
    after: str
    """What they are at the event, as `Dr, Mayor, City of Rijeka, Rijeka`; empty where nothing is known."""


@dataclass(frozen=True)
class Preview:
    """The effect of publishing. If `follows` is None, there is no version to compare with and everything is new."""

    number: int
    agenda: Agenda
    """What the edition would hold, with the history of its items."""
    coming: AgendaView
    """The same as staff see it."""
    tag: str
    """What `publish` is told to expect, so that it publishes what this shows."""
    published: Agenda | None = None
    """The version that readers have now, of which everything here is a change."""
    follows: int | None = None
    changes: Changes | None = None
    taken: tuple[SeatsTaken, ...] = ()
    cards: tuple[CardChange, ...] = ()
    """People who stay in the agenda, as something else than before, in the order of their names."""
    removed: tuple[str, ...] = ()
    """Titles of items that are no longer in the agenda. `changes` lists them as cancelled."""
    hidden: tuple[str, ...] = ()
    """Titles of items that readers know and will read as cancelled, as the items are for others now."""
    unlisted: bool = False
    """Whether there is a difference that no other field names."""
    stopped: tuple[str, ...] = ()
    """Why `publish` would refuse it, in sentences: it says what was redacted."""
    too_big: tuple[str, ...] = ()
    """Sentences that say why this cannot be a small correction."""

    @property
    def is_empty(self) -> bool:
        return bool(self.follows) and not (self.changes or self.taken or self.cards or self.removed or self.unlisted)


class Withdrawal(NamedTuple):
    """The effect of withdrawing an edition."""

    refusal: str
    """The code of the reason why the edition may not be withdrawn; empty if it may."""
    current: Edition | None
    """The edition whose text holds again then; if it is refused, the edition that is current.

    If there is none, the event leaves the site.
    """
    number: int
    """The number under which that text is published anew."""
    together: tuple[int, ...]
    """The numbers of the editions that are withdrawn with it, as they say the same, and its own."""
    changes: EditionChanges
    """What is taken back: how it differs from the edition whose text holds again."""
    tag: str
    """What `withdraw` is told to expect."""
    stopped: tuple[str, ...]
    """Why it cannot be withdrawn now: who was redacted elsewhere would be published again."""


def preview(event: Event) -> Preview:
    """Composes the agenda, with about twenty queries. It takes no lock, as it keeps nothing."""
    last = event.editions.newest_first().first()
    standing = last if last is None or last.withdrawn_at is None else event.editions.standing().newest_first().first()
    number = last.number + 1 if last else 1
    in_time = datetime.combine(event.starts, time(), UTC)  # long after the event, removed items would be left out
    composed = compose(event)
    tag = publishing_tag(composed, last)
    stopped = tuple(stops(event, composed).sentences)
    agenda = succeed(agenda_of(last) if last else None, composed, number=number, at=in_time)
    alone = Preview(number=number, agenda=agenda, coming=for_audience(agenda, STAFF), tag=tag, stopped=stopped)
    return _compared(alone, standing, composed) if standing else alone


def _compared(coming: Preview, standing: Edition, composed: Agenda) -> Preview:
    """The preview, with what differs from the edition that readers have now."""
    published = agenda_of(standing)
    before, after = for_audience(published, STAFF), coming.coming
    changes, cards = compare(before, after), _cards(before, after)
    return replace(
        coming,
        published=published,
        follows=standing.number,
        changes=changes,
        taken=_taken(before, after),
        cards=cards,
        removed=_only_in(before, after),
        hidden=_hidden(published, coming.agenda),
        unlisted=not (changes or cards) and not same(without_taken(published), without_taken(composed)),
        too_big=tuple(too_big(published, composed)),
    )


def preview_withdrawal(edition: Edition) -> Withdrawal:
    refusal, before = _refusal(edition), standing_before(edition)
    editions = edition.event.editions.newest_first()
    last = editions.values_list("number", flat=True)[0]
    current = editions.standing().first() if refusal else before
    together = tuple(standing_after(edition.event, before).order_by("number").values_list("number", flat=True))
    return Withdrawal(
        refusal,
        current,
        number=last + 1,
        together=together,
        changes=_changes_since(edition, before),
        tag=withdrawal_tag(edition, before),
        stopped=tuple(people_stops(agenda_of(before)).sentences) if before else (),
    )


def changes_of(edition: Edition) -> EditionChanges:
    """The changes that the edition brought for staff, compared with the standing edition before it."""
    before = edition.event.editions.standing().newest_first().filter(number__lt=edition.number).first()
    return _changes_since(edition, before)


def _changes_since(edition: Edition, before: Edition | None) -> EditionChanges:
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
    """Titles that the event's readers lose although staff keep them.

    Empty if the readers themselves change (all would be lost).
    """
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


def _cards(before: AgendaView, after: AgendaView) -> tuple[CardChange, ...]:
    """The people whose name, title, position, organisation or city differs. A card that was merged since is compared
    with the one kept.
    """
    then, now = _people(before), _people(after)
    kept = kept_uids(then.keys() - now.keys()) if then.keys() - now.keys() else {}
    pairs = [(card, now.get(kept.get(uid, uid))) for uid, card in then.items()]
    turns = [CardChange(new.name, _as_what(old, new), _as_what(new, old)) for old, new in pairs if new]
    return tuple(sorted(turn for turn in turns if turn.before != turn.after))


def _people(view: AgendaView) -> dict[str, Person]:
    parts = (part for item in view.standing for part in item.line.parts)
    return {part.person.uid: part.person for part in parts if part.person}


def _as_what(card: Person, other: Person) -> str:
    """What somebody is; with the name, if the other card of theirs has another."""
    name = card.name if card.name != other.name else ""
    return ", ".join(part for part in (name, card.title, card.affiliation) if part)
