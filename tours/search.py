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
"""Of a query; further ones are not looked for. Each costs a search of its own."""


class Begins(StartsWith):
    """A folded word begins so: by an index on either database.

    SQLite has none for LIKE, and goes by the range up to the sign after z. PostgreSQL may order letters as a language
    does, which no range fits; for LIKE it has an index of its own, which Django makes with every indexed text.
    """

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, list[Any]]:
        word, params = self.process_lhs(compiler, connection)
        return f"({word} >= %s AND {word} < %s)", [*params, self.rhs, *params, f"{self.rhs}{{"]


def query_words(text: str) -> Sequence[str]:
    """The folded words of a query, the first eight, without those that begin another: what has that one has them.

    The longest first, which are the rarest: where nothing has it, the database looks for no further word.
    """
    words = sorted(set(folded(text)[:MOST_WORDS]), key=lambda word: (-len(word), word))
    return [word for at, word in enumerate(words) if not any(longer.startswith(word) for longer in words[:at])]


def matching(rows: Rows, text: str, *, spelled: QuerySet[Any, Any]) -> Rows:
    """Of `rows`, those that have a word beginning so for each word of the text; none for a text without words.

    `spelled` gives the keys of rows, once for each of their words.
    """
    words = query_words(text)
    for word in words:
        rows = rows.filter(pk__in=spelled.filter(Begins(F("word"), word)))
    return rows if words else rows.none()


def rank(text: str, *, spelled: QuerySet[Any, Any]) -> Case | Value:
    """Of what matches: 0 where every word of the text is a whole one, 1 where some are beginnings."""
    whole = Q()
    for word in query_words(text):
        whole &= Q(pk__in=spelled.filter(word=word))
    return Case(When(whole, then=0), default=1) if whole else Value(0)


def events_matching(events: PublishedEventQuerySet, text: str) -> PublishedEventQuerySet:
    """By what is told of an event as a whole: title, summary, programme, themes, cities and organisations."""
    return matching(events, text, spelled=_event_words())


def found_events(text: str, user: User | AnonymousUser) -> PublishedEventQuerySet:
    """The latest first, and before them those that have every word as a whole; so with all that is found."""
    events = events_matching(PublishedEvent.objects.visible_to(user), text)
    return events.order_by(rank(text, spelled=_event_words()), "-starts", "title", "pk")


def found_items(text: str, user: User | AnonymousUser) -> QuerySet[PublishedItem]:
    """By title, summary, place, track and people; those of the latest event first, and of one event as its days go. With no
    more of them, and of their events, than a list shows: what is sorted travels along.
    """
    spelled = PublishedWord.objects.filter(item__isnull=False).values("item")
    visible = PublishedItem.objects.filter(event__in=PublishedEvent.objects.visible_to(user))
    items = matching(visible, text, spelled=spelled).select_related("event")
    own = ("uid", "title", "kind", "status", "day", "starts_at")
    shown = items.only(*own, "event__slug", "event__title", "event__zone")
    of_event = ("-event__starts", "-event_id", "day", F("starts_at").asc(nulls_first=True), "pk")
    return shown.order_by(rank(text, spelled=spelled), *of_event)


def found_cities(text: str, user: User | AnonymousUser) -> QuerySet[PublishedCity]:
    """By their names in every language; each city once, as an event published last has it."""
    spelled = PublishedWord.objects.filter(city__isnull=False).values("city")
    visible = PublishedCity.objects.filter(event__in=PublishedEvent.objects.visible_to(user))
    last = matching(visible, text, spelled=spelled).order_by().values("slug").annotate(last=Max("pk")).values("last")
    return PublishedCity.objects.filter(pk__in=last).order_by(rank(text, spelled=spelled), "name", "pk")


@dataclass(frozen=True)
class Found(Generic[Row]):
    """The first rows that were found, and how many there are in all."""

    rows: Sequence[Row]
    count: int


def first(found: QuerySet[Row], most: int) -> Found[Row]:
    """One query, and another for the count where there may be more."""
    rows = list(found[:most])
    return Found(rows, found.count() if len(rows) == most else len(rows))


def _event_words() -> QuerySet[PublishedWord, Any]:
    return PublishedWord.objects.filter(item__isnull=True, city__isnull=True).values("event")
