"""Copies published events without the cost of publishing, for lists that need many. Nothing but lists may read a copy:
the agenda of its edition is that of the event it was copied from.
"""

from collections.abc import Callable
from itertools import count
from typing import Any, TypeVar
from uuid import uuid4

from django.db.models import Model

from tours.editions.projection.public_choices import write_offer
from tours.models import Edition, Event, PublishedCity, PublishedEvent, PublishedWord

Row = TypeVar("Row", bound=Model)
_numbers = count(1)


def published_copies(event: Event, number: int, facts: Callable[[int], dict[str, Any]] = lambda _: {}) -> None:
    """Makes copies with the cities and words of the event. `facts` gives what the nth of them shows otherwise."""
    published = event.published
    events = [_event(event) for _each in range(number)]
    Event.objects.bulk_create(events)
    editions = [_edition(published.edition, of) for of in events]
    Edition.objects.bulk_create(editions)
    copies = [_published(published, edition, facts(nth)) for nth, edition in enumerate(editions)]
    PublishedEvent.objects.bulk_create(copies)
    cities = [
        _of(copy, city, starts=copy.starts, access=copy.access) for copy in copies for city in published.cities.all()
    ]
    PublishedCity.objects.bulk_create(cities)
    words = published.words.filter(item=None, city=None)
    PublishedWord.objects.bulk_create(_of(copy, word) for copy in copies for word in words)
    write_offer()


def _event(event: Event) -> Event:
    return _copy(event, uid=uuid4(), slug=f"copy-{next(_numbers)}")


def _edition(edition: Edition, of: Event) -> Edition:
    return _copy(edition, event=of)


def _published(published: PublishedEvent, edition: Edition, facts: dict[str, Any]) -> PublishedEvent:
    of = edition.event
    return _copy(published, event=of, edition=edition, uid=str(of.uid), slug=of.slug, **facts)


def _of(copy: PublishedEvent, part: Row, **facts: Any) -> Row:
    return _copy(part, event=copy, **facts)


def _copy(row: Row, **facts: Any) -> Row:
    """A row not yet saved, with the values of another."""
    values = {field.name: getattr(row, field.name) for field in row._meta.concrete_fields if not field.primary_key}
    return type(row)(**values | facts)
