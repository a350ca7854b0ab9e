"""The rows that belong to a published event: cities, themes, organisations, documents, items, and the words for search."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

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


def write_parts(published: PublishedEvent, view: AgendaView) -> None:
    """Replaces the rows of the event. A fixed number of queries, and one more for every two thousand words."""
    for rows in (published.words, published.items, published.cities, published.themes):
        rows.all().delete()
    published.organisations.all().delete()
    published.documents.all().delete()
    cities = PublishedCity.objects.bulk_create(_city_row(published, seen) for seen in _cities(view))
    items = PublishedItem.objects.bulk_create(_item_row(published, item) for item in view.standing)
    PublishedTheme.objects.bulk_create(_theme_rows(published, view))
    PublishedOrganisation.objects.bulk_create(_organisation_rows(published, view))
    PublishedDocument.objects.bulk_create(_document_rows(published, view))
    PublishedWord.objects.bulk_create(_word_rows(published, view, cities, items), batch_size=2000)


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


def _word_rows(
    published: PublishedEvent, view: AgendaView, cities: list[PublishedCity], items: list[PublishedItem]
) -> Iterator[PublishedWord]:
    for word in _words(_event_texts(view)):
        yield PublishedWord(event=published, word=word)
    for city, seen in zip(cities, _cities(view), strict=True):
        for word in _words((seen.city.name, *_texts(seen.city.names))):
            yield PublishedWord(event=published, city=city, word=word)
    for row, item in zip(items, view.standing, strict=True):
        for word in _words(_item_texts(item)):
            yield PublishedWord(event=published, item=row, word=word)


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
