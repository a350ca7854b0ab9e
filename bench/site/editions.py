"""Publishes the site's events many at a time: editions and projection as `publish` writes them, without its queries."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

from msgspec.structs import replace

from accounts.models import User
from bench.site.events import EventRows, agenda
from tours.agenda.audiences import for_audience, readers
from tours.agenda.carrying import succeed
from tours.agenda.values import Agenda
from tours.editions.composing.cards import Gazetteer
from tours.editions.projection.parts import add_parts, part_rows
from tours.editions.projection.public_choices import write_offer
from tours.editions.projection.public_cities import write_latest
from tours.editions.projection.public_people import write_latest_of_people
from tours.editions.projection.public_words import words_of, write_forms_of
from tours.editions.projection.writing import facts_of
from tours.editions.publishing import edition_of
from tours.models import Edition, LastChange, PublishedEvent
from tours.vocabulary import Access

BEGINNING = datetime(2025, 1, 1, tzinfo=UTC)
DRAFT_EVERY, MOVED_EVERY = 20, 15


class Publishing:
    """Publishes events one after another, each a minute after the one before."""

    def __init__(self, by: User, gazetteer: Gazetteer) -> None:
        self.by = by
        self.gazetteer = gazetteer
        self.number = 0
        self.last = self.last_public = BEGINNING

    def publish(self, rows: Sequence[EventRows]) -> None:
        """Publishes saved events. One in twenty stays a draft; one in fifteen has two editions."""
        agendas = [list(self._agendas(each)) for each in rows]
        events = [each.event for each in rows]
        editions = [
            [edition_of(agenda, event, self.by) for agenda in each] for event, each in zip(events, agendas, strict=True)
        ]
        Edition.objects.bulk_create(edition for each in editions for edition in each)
        views = [for_audience(each[-1], readers(each[-1].event)) for each in agendas if each]
        published = [
            PublishedEvent(event=edition.event, changed_at=edition.published_at, **facts_of(edition, view))
            for edition, view in zip((each[-1] for each in editions if each), views, strict=True)
        ]
        PublishedEvent.objects.bulk_create(published)
        parts = [part_rows(row, view) for row, view in zip(published, views, strict=True)]
        add_parts(parts)
        write_latest({city.slug for each in parts for city in each.cities})
        write_latest_of_people({part.uid for each in parts for part in each.parts})
        write_forms_of(new=set().union(*map(words_of, published)))

    def note_changes(self) -> None:
        """Writes when anything changed last, and anything public, and what filters offer. Call it once, at the end."""
        LastChange.objects.bulk_create(
            [LastChange(pk=LastChange.ANY, at=self.last), LastChange(pk=LastChange.PUBLIC, at=self.last_public)]
        )
        write_offer()

    def _agendas(self, rows: EventRows) -> Iterator[Agenda]:
        self.number += 1
        if self.number % DRAFT_EVERY == 0:
            return
        at = BEGINNING + timedelta(minutes=self.number)
        composed, last, number = agenda(rows, self.gazetteer), None, 1
        if self.number % MOVED_EVERY == 0:
            last, number = succeed(None, _as_first_planned(composed), number=1, at=at), 2
            yield last
        yield succeed(last, composed, number=number, at=at, note="Items were moved." if last else "")
        self.last = at
        if composed.event.access is Access.PUBLIC:
            self.last_public = at


def _as_first_planned(composed: Agenda) -> Agenda:
    return replace(composed, event=replace(composed.event, summary="More will follow."))
