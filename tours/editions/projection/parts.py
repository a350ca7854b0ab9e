"""The rows that belong to a published event: cities, themes, organisations, documents, items, and the words for search."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from itertools import chain
from typing import NamedTuple, TypeAlias, TypeVar

from django.db.models import Model

from backstage.plain_rows import insert
from backstage.text.search_keys import stored_keys
from backstage.text.slugs import slug_for
from tours.agenda.facts import Document, Name
from tours.agenda.people import speaker_of
from tours.agenda.view import AgendaView, ItemView
from tours.editions.projection.cities import Seen, city_row, seen_cities
from tours.editions.projection.people import beside_parts, presentation_rows, rows_of_people
from tours.models import (
    PublishedCity,
    PublishedDocument,
    PublishedEvent,
    PublishedItem,
    PublishedOrganisation,
    PublishedPart,
    PublishedPresentation,
    PublishedTheme,
    PublishedWord,
)

Row = TypeVar("Row", bound=Model)
Texts: TypeAlias = Sequence[str]
WORD_COLUMNS = ("event_id", "item_id", "city_id", "word")
Owner: TypeAlias = PublishedEvent | PublishedCity | PublishedItem
"""What search finds by a word."""


class Parts(NamedTuple):
    """The rows of an event in the order in which they are saved, and the words by what they belong to."""

    cities: list[PublishedCity]
    items: list[PublishedItem]
    parts: list[PublishedPart]
    presentations: list[PublishedPresentation]
    themes: list[PublishedTheme]
    organisations: list[PublishedOrganisation]
    documents: list[PublishedDocument]
    words: list[tuple[Owner, Texts]]


def part_rows(published: PublishedEvent, view: AgendaView) -> Parts:
    """The rows of the event, not saved yet."""
    return Parts(
        cities=(cities := [city_row(published, seen) for seen in seen_cities(view)]),
        items=(items := [_item_row(published, item) for item in view.standing]),
        parts=list(rows_of_people(items, view.standing, view)),
        presentations=list(presentation_rows(items, view.standing, view)),
        themes=list(_theme_rows(published, view)),
        organisations=list(_organisation_rows(published, view)),
        documents=list(_document_rows(published, view)),
        words=[
            (published, event_texts(view)),
            *zip(cities, map(_city_texts, seen_cities(view)), strict=True),
            *zip(items, map(_item_texts, view.standing), strict=True),
        ],
    )


def add_parts(parts: Sequence[Parts]) -> None:
    """Saves the rows of published events that have none. A fixed number of queries for every two thousand rows."""
    for rows in zip(*(each[:-1] for each in parts), strict=True):
        _create(list(chain.from_iterable(rows)))  # a row that names another one follows it, and finds its key
    _add_words(chain.from_iterable(each.words for each in parts))


def delete_parts(published: PublishedEvent) -> None:
    for kind in (published.words, published.items, published.cities, published.themes):
        kind.all().delete()
    published.organisations.all().delete()
    published.documents.all().delete()


def write_changes(published: PublishedEvent, before: AgendaView, view: AgendaView) -> tuple[Texts, Texts]:
    """Replaces the rows by which the view differs from `before`, the view that the event's rows show. The texts of those
    that went, and of those that came.
    """
    gone: list[str] = []
    new: list[str] = []
    if event_texts(before) != event_texts(view):
        published.words.filter(item=None, city=None).delete()
        _add_words([(published, event_texts(view))])
        gone, new = [*event_texts(before)], [*event_texts(view)]
    if (before.event.starts, seen_cities(before)) != (view.event.starts, seen_cities(view)):
        published.cities.all().delete()
        cities = _create([city_row(published, seen) for seen in seen_cities(view)])
        _add_words(zip(cities, map(_city_texts, seen_cities(view)), strict=True))
    if before.standing != view.standing:
        items = _write_items(published, before, view)
        gone, new = [*gone, *items[0]], [*new, *items[1]]
    if beside_parts(before) != beside_parts(view):
        published.parts.all().delete()
        published.presentations.all().delete()
        rows = {row.uid: row for row in published.items.order_by()}
        _create_parts([rows[item.uid] for item in view.standing], view.standing, view)
    _write_lists(published, before, view)
    return gone, new


def _write_lists(published: PublishedEvent, before: AgendaView, view: AgendaView) -> None:
    if before.event.themes != view.event.themes:
        published.themes.all().delete()
        _create(list(_theme_rows(published, view)))
    if before.event.supporters != view.event.supporters:
        published.organisations.all().delete()
        _create(list(_organisation_rows(published, view)))
    if list(_documents(before)) != list(_documents(view)):
        published.documents.all().delete()
        _create(list(_document_rows(published, view)))


def _write_items(published: PublishedEvent, before: AgendaView, view: AgendaView) -> tuple[Texts, Texts]:
    """Replaces the items that have changed, and those that would now stand in another order than in the agenda. The texts of
    those that it deletes, and of those that it adds.
    """
    keys = dict(published.items.order_by().values_list("uid", "pk"))
    lines = {item.uid: item.line for item in before.standing}
    kept = _in_order(view, {item.uid: keys[item.uid] for item in view.standing if lines.get(item.uid) == item.line})
    if left := [key for uid, key in keys.items() if uid not in kept]:
        published.items.filter(pk__in=left).delete()
    new = [item for item in view.standing if item.uid not in kept]
    items = _create([_item_row(published, item) for item in new])
    _create_parts(items, new, view)
    _add_words(zip(items, map(_item_texts, new), strict=True))
    return (
        [text for item in before.standing if item.uid not in kept for text in _item_texts(item)],
        [text for item in new for text in _item_texts(item)],
    )


def _in_order(view: AgendaView, keys: Mapping[str, int]) -> set[str]:
    """The UIDs whose rows may stay. Rows of items that begin together are ordered by key, so their keys must rise in
    the order of the agenda, and after a new row there can only be new ones.
    """
    kept: set[str] = set()
    last: dict[tuple[date, datetime | None], int | None] = {}
    for item in view.standing:
        begins, key = (item.line.day, item.line.starts_at), keys.get(item.uid)
        highest = last.get(begins, 0)
        if key is None or highest is None or key < highest:
            last[begins] = None
        else:
            last[begins] = key
            kept.add(item.uid)
    return kept


def _create(rows: list[Row]) -> list[Row]:
    return type(rows[0])._default_manager.bulk_create(rows, batch_size=2000) if rows else []


def _add_words(owners: Iterable[tuple[Owner, Texts]]) -> None:
    """Adds the words of rows that have been saved, each once for its row."""
    insert(
        PublishedWord,
        WORD_COLUMNS,
        [(*_owner_keys(owner), word) for owner, texts in owners for word in sorted(keys_of(texts))],
    )


def lines_of(texts: Texts) -> str:
    """The texts that have any word, a line each."""
    return "\n".join(" ".join(text.split()) for text in dict.fromkeys(texts) if text.strip())


def keys_of(texts: Texts) -> frozenset[str]:
    """The words by which search finds the owner of these texts."""
    return stored_keys(" \n ".join(texts))


def _owner_keys(owner: Owner) -> tuple[int, int | None, int | None]:
    """The keys of event, item and city in a row of a word."""
    if isinstance(owner, PublishedEvent):
        return (owner.pk, None, None)
    return (owner.event_id, owner.pk, None) if isinstance(owner, PublishedItem) else (owner.event_id, None, owner.pk)


def _theme_rows(published: PublishedEvent, view: AgendaView) -> Iterator[PublishedTheme]:
    themes = {slug_for(name, otherwise="theme"): name for name in view.event.themes}
    for slug, name in themes.items():
        yield PublishedTheme(event=published, access=published.access, slug=slug, name=name)


def _organisation_rows(published: PublishedEvent, view: AgendaView) -> Iterator[PublishedOrganisation]:
    for supporter in view.event.supporters:
        organisation = supporter.organisation
        yield PublishedOrganisation(
            event=published,
            access=published.access,
            role=supporter.role,
            name=organisation.name,
            short_name=organisation.short_name,
            country_code=organisation.country.code if organisation.country else "",
            url=organisation.url,
        )


def _document_rows(published: PublishedEvent, view: AgendaView) -> Iterator[PublishedDocument]:
    for document, item_uid in _documents(view):
        yield _document_row(published, document, item_uid)


def _documents(view: AgendaView) -> Iterator[tuple[Document, str]]:
    """Each document with the UID of its item, which is empty for the event's own."""
    for document in view.event.documents:
        yield document, ""
    for item in view.standing:
        for document in item.line.documents:
            yield document, item.uid


def _document_row(published: PublishedEvent, document: Document, item_uid: str) -> PublishedDocument:
    return PublishedDocument(
        event=published,
        access=published.access,
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
        access=published.access,
        uid=item.uid,
        kind=line.kind,
        title=line.title,
        day=line.day,
        starts_at=line.starts_at,
        ends_at=line.ends_at,
        status=line.status,
        track=line.track,
        place=line.where,
        about=lines_of(_item_texts(item)[1:]),
    )


def _create_parts(rows: Sequence[PublishedItem], items: Sequence[ItemView], view: AgendaView) -> None:
    _create(list(rows_of_people(rows, items, view)))
    _create(list(presentation_rows(rows, items, view)))


def event_texts(view: AgendaView) -> Texts:
    event = view.event
    texts = [event.title, event.summary, event.programme.name, event.programme.short_name, *event.themes]
    for seen in seen_cities(view):
        texts += (seen.city.name, seen.city.country.name, *_texts(seen.city.names))
    for supporter in event.supporters:
        organisation = supporter.organisation
        texts += (organisation.name, organisation.short_name, *_texts(organisation.names))
    return texts


def _city_texts(seen: Seen) -> Texts:
    return (seen.city.name, *_texts(seen.city.names))


def _item_texts(item: ItemView) -> Texts:
    line = item.line
    texts = [line.title, line.summary, line.where, line.track]
    for part in line.parts:
        if person := speaker_of(part):
            texts += (person.name, person.affiliation, *_texts(person.names))
    return texts


def _texts(names: Iterable[Name]) -> Iterator[str]:
    return (name.text for name in names)
