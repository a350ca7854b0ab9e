"""Rewrites what lists, filters and search read: the current public edition of each event, as rows.

Every function expects to run in the transaction of the verb that calls it, with the event's row locked.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from tours import snapshots
from tours.agenda_view import AgendaView, ItemView
from tours.audiences import for_audience, readers
from tours.models import Edition, Event, LastChange, PublishedCity, PublishedEvent, PublishedItem, PublishedWord
from tours.text import folded_words

BEFORE_ALL = datetime(2000, 1, 1, tzinfo=UTC)


def project(event: Event) -> PublishedEvent | None:
    """Brings the event's projection up to its current edition; without one, the event leaves the public pages.

    Raises ValidationError where another published event has the edition's address.
    """
    edition = event.editions.standing().newest_first().first()
    if edition is None:
        PublishedEvent.objects.filter(event=event).delete()
        tick()
        return None
    agenda = snapshots.read(edition.agenda, edition.format)
    _refuse_address_of_another(event, agenda.event.slug)
    view = for_audience(agenda, readers(agenda.event))
    facts = _facts(edition, view) | {"changed_at": tick()}
    published, _created = PublishedEvent.objects.update_or_create(event=event, defaults=facts)
    _write_cities(published, view)
    _write_items_and_words(published, view)
    return published


def touch(event: Event) -> None:
    """Tells caches that the event's page shows something new beside its edition, such as a post."""
    PublishedEvent.objects.filter(event=event).update(changed_at=tick())


def tick() -> datetime:
    """A moment later than any before, by a second at least: now, or ahead of it after many changes at once.

    Last-Modified has whole seconds, and some clients send nothing else. Locks one row to the end of the transaction, so
    take the event's lock first.
    """
    last, _created = LastChange.objects.select_for_update().get_or_create(pk=1, defaults={"at": BEFORE_ALL})
    last.at = max(timezone.now().replace(microsecond=0), last.at + timedelta(seconds=1))
    last.save()
    return last.at


def _refuse_address_of_another(event: Event, slug: str) -> None:
    if PublishedEvent.objects.filter(slug=slug).exclude(event=event).exists():
        raise ValidationError(
            _("Another published event has the address “%(slug)s”. Give one of the two another address and publish it.")
            % {"slug": slug},
            code="slug_taken",
        )


def _facts(edition: Edition, view: AgendaView) -> dict[str, object]:
    event = view.event
    return {
        "edition": edition,
        "number": edition.number,
        "digest": edition.digest,
        "uid": event.uid,
        "slug": event.slug,
        "kind": event.kind,
        "title": event.title,
        "summary": event.summary,
        "starts": event.starts,
        "ends": event.ends,
        "zone": event.zone,
        "host_city_slug": event.host_city.slug,
        "host_city_name": event.host_city.name,
        "country_code": event.host_city.country.code,
        "country_name": event.host_city.country.printed,
        "country_footnote": event.host_city.country.footnote,
        "access": event.access,
        "state": event.state,
        "sequence": view.whole.sequence,
        "first_published_at": view.whole.created.at,
        "entry_changed_at": view.whole.changed.at,
    }


def _write_cities(published: PublishedEvent, view: AgendaView) -> None:
    published.cities.all().delete()
    PublishedCity.objects.bulk_create(
        PublishedCity(event=published, slug=city.slug, name=city.name, country_code=city.country.code)
        for city in (participation.city for participation in view.event.cities)
        if city
    )


def _write_items_and_words(published: PublishedEvent, view: AgendaView) -> None:
    published.words.all().delete()
    published.items.all().delete()
    standing = view.standing
    rows = PublishedItem.objects.bulk_create(_item_row(published, item) for item in standing)
    words = [PublishedWord(event=published, word=word) for word in _words(_event_texts(view))]
    for row, item in zip(rows, standing, strict=True):
        words += [PublishedWord(event=published, item=row, word=word) for word in _words(_item_texts(item))]
    PublishedWord.objects.bulk_create(words, batch_size=2000)


def _item_row(published: PublishedEvent, item: ItemView) -> PublishedItem:
    line = item.line
    return PublishedItem(
        event=published,
        uid=item.uid,
        kind=line.kind,
        title=line.title,
        day=line.day,
        starts_at=line.starts_at,
        status=line.status,
    )


def _words(texts: Iterable[str]) -> list[str]:
    return sorted(folded_words(" ".join(texts)))


def _event_texts(view: AgendaView) -> Iterable[str]:
    event = view.event
    yield from (event.title, event.summary, event.programme.name, event.programme.short_name, *event.themes)
    cities = [event.host_city, *(participation.city for participation in event.cities if participation.city)]
    for city in cities:
        yield from (city.name, city.country.name, *(name.text for name in city.names))
    for supporter in event.supporters:
        organisation = supporter.organisation
        yield from (organisation.name, organisation.short_name, *(name.text for name in organisation.names))


def _item_texts(item: ItemView) -> Iterable[str]:
    line = item.line
    yield from (line.title, line.summary, line.where, line.track)
    for part in line.parts:
        if part.person:
            yield from (part.person.name, part.person.affiliation, *(name.text for name in part.person.names))
