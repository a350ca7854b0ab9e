"""Finds published events, items and cities by the beginnings of their folded words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.contrib.auth.models import AnonymousUser
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Case, F, Max, Model, Q, QuerySet, Value, When
from django.db.models.lookups import StartsWith
from django.db.models.sql.compiler import SQLCompiler

from accounts.models import User
from backstage.text.folding import folded
from tours.models import PublishedCity, PublishedEvent, PublishedItem, PublishedWord
from tours.models.published import PublishedEventQuerySet

Row = TypeVar("Row", bound=Model)
Rows = TypeVar("Rows", bound=QuerySet[Any])
MOST_WORDS = 8
"""The most words of a query that are searched for. Each costs a search of its own."""


class Begins(StartsWith):
    """A lookup: the folded word begins with the text. It uses an index on both databases.

    SQLite has no index for LIKE, so it compares with the range up to the sign after z. PostgreSQL may sort letters by a
    language, which fits no range; it has an index for LIKE, which Django makes for every indexed text.
    """

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, list[Any]]:
        word, params = self.process_lhs(compiler, connection)
        return f"({word} >= %s AND {word} < %s)", [*params, self.rhs, *params, f"{self.rhs}{{"]


def query_words(text: str) -> Sequence[str]:
    """The first eight folded words of a query, the longest first.

    A word that begins a longer one is left out, as every row with the longer word matches it too. Long words are
    rarest: if no row has the first, the database does not look for the others.
    """
    words = sorted(set(folded(text)[:MOST_WORDS]), key=lambda word: (-len(word), word))
    return [word for at, word in enumerate(words) if not any(longer.startswith(word) for longer in words[:at])]


def matching(rows: Rows, text: str, *, spelled: QuerySet[Any, Any]) -> Rows:
    """The rows with a word that begins with each word of the text; none for a text without words.

    `spelled` gives the keys of rows, once for each of their words.
    """
    words = query_words(text)
    for word in words:
        rows = rows.filter(pk__in=spelled.filter(Begins(F("word"), word)))
    return rows if words else rows.none()


def rank(text: str, *, spelled: QuerySet[Any, Any]) -> Case | Value:
    """The rank of a matching row: 0 if it has every word of the text as a whole word, else 1."""
    whole = Q()
    for word in query_words(text):
        whole &= Q(pk__in=spelled.filter(word=word))
    return Case(When(whole, then=0), default=1) if whole else Value(0)


def events_matching(events: PublishedEventQuerySet, text: str) -> PublishedEventQuerySet:
    """Events that match by their own facts: title, summary, programme, themes, cities and organisations."""
    return matching(events, text, spelled=_event_words())


def found_events(text: str, user: User | AnonymousUser) -> PublishedEventQuerySet:
    """Events that match: first those with every word as a whole word, then the others; within each, the latest first."""
    events = events_matching(PublishedEvent.objects.visible_to(user), text)
    return events.order_by(rank(text, spelled=_event_words()), "-starts", "title", "pk")


def found_items(text: str, user: User | AnonymousUser) -> QuerySet[PublishedItem]:
    """Items that match by title, summary, place, track or people. They are ordered by rank, then by event (the latest
    first), then by time. Only the columns that a list shows are read, of items and of events, as the database sorts all
    columns that it reads.
    """
    spelled = PublishedWord.objects.filter(item__isnull=False).values("item")
    visible = PublishedItem.objects.filter(event__in=PublishedEvent.objects.visible_to(user))
    items = matching(visible, text, spelled=spelled).select_related("event")
    own = ("uid", "title", "kind", "status", "day", "starts_at")
    shown = items.only(*own, "event__slug", "event__title", "event__zone")
    of_event = ("-event__starts", "-event_id", "day", F("starts_at").asc(nulls_first=True), "pk")
    return shown.order_by(rank(text, spelled=spelled), *of_event)


def found_cities(text: str, user: User | AnonymousUser) -> QuerySet[PublishedCity]:
    """Cities that match by their names in any language.

    Each comes once, as the event whose cities changed last names it.
    """
    spelled = PublishedWord.objects.filter(city__isnull=False).values("city")
    visible = PublishedCity.objects.filter(event__in=PublishedEvent.objects.visible_to(user))
    last = matching(visible, text, spelled=spelled).order_by().values("slug").annotate(last=Max("pk")).values("last")
    return PublishedCity.objects.filter(pk__in=last).order_by(rank(text, spelled=spelled), "name", "pk")


@dataclass(frozen=True)
class Found(Generic[Row]):
    """The first rows that were found, and the number of all."""

    rows: Sequence[Row]
    count: int


def first(found: QuerySet[Row], most: int) -> Found[Row]:
    """The first rows. One query, and another for the number of all if there may be more."""
    rows = list(found[:most])
    return Found(rows, found.count() if len(rows) == most else len(rows))


def _event_words() -> QuerySet[PublishedWord, Any]:
    return PublishedWord.objects.filter(item__isnull=True, city__isnull=True).values("event")
