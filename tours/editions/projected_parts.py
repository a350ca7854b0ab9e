"""The rows that belong to a published event: cities, themes, organisations, documents, items, and the words for search."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from backstage.plain_rows import insert
from backstage.text.folding import folded_words
from backstage.text.slugs import slug_for
from tours.agenda.facts import City, Document, Name
from tours.agenda.view import AgendaView, ItemView
from tours.models import (
    PublishedCity,
    PublishedDocument,
    PublishedEvent,
    PublishedItem,
    PublishedOrganisation,
    PublishedTheme,
    PublishedWord,
)

WORD_COLUMNS = ("event_id", "item_id", "city_id", "word")


def write_parts(published: PublishedEvent, view: AgendaView) -> None:
    """Replaces the rows of the event. A fixed number of queries, and one more for every two thousand words."""
    for rows in (published.words, published.items, published.cities, published.themes):
        rows.all().delete()
    published.organisations.all().delete()
    published.documents.all().delete()
    save_parts([part_rows(published, view)])


class Parts(NamedTuple):
    """The rows of an event in the order in which they are saved, and the words by what they belong to."""

    cities: list[PublishedCity]
    items: list[PublishedItem]
    themes: list[PublishedTheme]
    organisations: list[PublishedOrganisation]
    documents: list[PublishedDocument]
    words: list[tuple[PublishedEvent | PublishedCity | PublishedItem, list[str]]]


def part_rows(published: PublishedEvent, view: AgendaView) -> Parts:
    """The rows of the event, not saved yet."""
    cities = [_city_row(published, seen) for seen in _cities(view)]
    items = [_item_row(published, item) for item in view.standing]
    return Parts(
        cities=cities,
        items=items,
        themes=list(_theme_rows(published, view)),
        organisations=list(_organisation_rows(published, view)),
        documents=list(_document_rows(published, view)),
        words=[(published, _words(_event_texts(view))), *_words_of_parts(view, cities, items)],
    )


def save_parts(parts: Sequence[Parts]) -> None:
    """Saves the rows of published events that have none. A fixed number of queries for every two thousand rows."""
    for rows in zip(*(each[:-1] for each in parts), strict=True):
        new = list(chain.from_iterable(rows))
        if new:
            type(new[0])._default_manager.bulk_create(new, batch_size=2000)
    insert(
        PublishedWord,
        WORD_COLUMNS,
        (row for each in parts for owner, words in each.words for row in _word_rows(owner, words)),
    )


@dataclass
class _Seen:
    """A city at the event, and whether it takes part or is the host."""

    city: City
    takes_part: bool = False
    is_host: bool = False


def _cities(view: AgendaView) -> Iterable[_Seen]:
    host = view.event.host_city
    seen = {host.slug: _Seen(host, is_host=True)}
    for participation in view.event.cities:
        if participation.city:
            seen.setdefault(participation.city.slug, _Seen(participation.city)).takes_part = True
    return seen.values()


def _city_row(published: PublishedEvent, seen: _Seen) -> PublishedCity:
    city = seen.city
    return PublishedCity(
        event=published,
        starts=published.starts,
        slug=city.slug,
        name=city.name,
        names=[[name.text, name.language, name.script] for name in city.names],
        country_code=city.country.code,
        country_name=city.country.printed,
        country_footnote=city.country.footnote,
        takes_part=seen.takes_part,
        is_host=seen.is_host,
    )


def _theme_rows(published: PublishedEvent, view: AgendaView) -> Iterator[PublishedTheme]:
    themes = {slug_for(name, otherwise="theme"): name for name in view.event.themes}
    for slug, name in themes.items():
        yield PublishedTheme(event=published, slug=slug, name=name)


def _organisation_rows(published: PublishedEvent, view: AgendaView) -> Iterator[PublishedOrganisation]:
    for supporter in view.event.supporters:
        organisation = supporter.organisation
        yield PublishedOrganisation(
            event=published,
            role=supporter.role,
            name=organisation.name,
            short_name=organisation.short_name,
            country_code=organisation.country.code if organisation.country else "",
            url=organisation.url,
        )


def _document_rows(published: PublishedEvent, view: AgendaView) -> Iterator[PublishedDocument]:
    for document in view.event.documents:
        yield _document_row(published, document, "")
    for item in view.standing:
        for document in item.line.documents:
            yield _document_row(published, document, item.uid)


def _document_row(published: PublishedEvent, document: Document, item_uid: str) -> PublishedDocument:
    return PublishedDocument(
        event=published,
        item_uid=item_uid,
        title=document.title,
        digest=document.digest,
        file_name=document.file_name,
        media_type=document.media_type,
        size=document.size,
        language=document.language,
    )


def _item_row(published: PublishedEvent, item: ItemView) -> PublishedItem:
    line = item.line
    return PublishedItem(
        event=published,
        uid=item.uid,
        kind=line.kind,
        title=line.title,
        day=line.day,
        starts_at=line.starts_at,
        ends_at=line.ends_at,
        status=line.status,
        track=line.track,
        place=line.where,
    )


def _words_of_parts(
    view: AgendaView, cities: list[PublishedCity], items: list[PublishedItem]
) -> Iterator[tuple[PublishedCity | PublishedItem, list[str]]]:
    for city, seen in zip(cities, _cities(view), strict=True):
        yield city, _words((seen.city.name, *_texts(seen.city.names)))
    for row, item in zip(items, view.standing, strict=True):
        yield row, _words(_item_texts(item))


def _word_rows(
    owner: PublishedEvent | PublishedCity | PublishedItem, words: list[str]
) -> Iterator[tuple[int, int | None, int | None, str]]:
    if isinstance(owner, PublishedEvent):
        return ((owner.pk, None, None, word) for word in words)
    item, city = (owner.pk, None) if isinstance(owner, PublishedItem) else (None, owner.pk)
    return ((owner.event_id, item, city, word) for word in words)


def _words(texts: Iterable[str]) -> list[str]:
    return sorted(folded_words(" ".join(texts)))


def _event_texts(view: AgendaView) -> Iterable[str]:
    event = view.event
    yield from (event.title, event.summary, event.programme.name, event.programme.short_name, *event.themes)
    for seen in _cities(view):
        yield from (seen.city.name, seen.city.country.name, *_texts(seen.city.names))
    for supporter in event.supporters:
        organisation = supporter.organisation
        yield from (organisation.name, organisation.short_name, *_texts(organisation.names))


def _item_texts(item: ItemView) -> Iterable[str]:
    line = item.line
    yield from (line.title, line.summary, line.where, line.track)
    for part in line.parts:
        if part.person:
            yield from (part.person.name, part.person.affiliation, *_texts(part.person.names))


def _texts(names: Iterable[Name]) -> Iterator[str]:
    return (name.text for name in names)
