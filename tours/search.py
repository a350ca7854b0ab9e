"""Finds published events, items and cities by the beginnings of their folded words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.contrib.auth.models import AnonymousUser
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Case, Exists, F, Model, OuterRef, Q, QuerySet, Value, When
from django.db.models.lookups import StartsWith
from django.db.models.sql.compiler import SQLCompiler

from accounts.models import User
from backstage.text.folding import folded
from tours.models import PublishedCity, PublishedEvent, PublishedItem, PublishedWord
from tours.models.editions.published import PublishedEventQuerySet, shown_to

Row = TypeVar("Row", bound=Model)
Rows = TypeVar("Rows", bound=QuerySet[Any])
MOST_WORDS = 8
"""The most words of a query that are searched for. Each costs a search of its own."""

MOST_READ = 4000
"""The most rows with one word whose keys a list reads. Of a more common word, each row is asked whether it has it."""

MOST_LOOKED_THROUGH = 500
"""The most rows with one word that a search looks through. Of a word that more have, it does not find all."""


@dataclass(frozen=True)
class Matches(Generic[Row]):
    """Rows that match a text. `is_cut` says that there are others, as its words are too common to look through all."""

    rows: QuerySet[Row]
    is_cut: bool = False

    def ordered(self, *order: Any) -> "Matches[Row]":
        return Matches(self.rows.order_by(*order), self.is_cut)


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


def matching(rows: Rows, text: str, *, spelled: QuerySet[Any], key: str) -> Rows:
    """The rows with a word that begins with each word of the text; none for a text without words.

    `key` is the column of `spelled` with the key of a row. The keys of the rows with a rare word are read once; each row
    is asked for the others, so that a page of rows with a common word reads few rows beside those that it shows. A query
    for each word, up to one that is rare.
    """
    words = query_words(text)
    rare = next((word for word in words if _is_rare(word, spelled)), "")
    for word in words:
        rows = rows.filter(_with_word(word, spelled, key, one_by_one=word != rare))
    return rows if words else rows.none()


def _is_rare(word: str, spelled: QuerySet[Any]) -> bool:
    return not spelled.filter(Begins(F("word"), word)).order_by()[MOST_READ:].exists()


def _with_word(word: str, spelled: QuerySet[Any], key: str, *, one_by_one: bool) -> Q:
    begun = spelled.filter(Begins(F("word"), word))
    return Q(Exists(begun.filter(**{key: OuterRef("pk")}))) if one_by_one else Q(pk__in=begun.values(key))


def rank(text: str, *, spelled: QuerySet[Any], key: str) -> Case | Value:
    """The rank of a matching row: 0 if it has every word of the text as a whole word, else 1."""
    whole = Q()
    for word in query_words(text):
        whole &= Q(pk__in=spelled.filter(word=word).values(key))
    return Case(When(whole, then=0), default=1) if whole else Value(0)


def events_matching(events: PublishedEventQuerySet, text: str) -> PublishedEventQuerySet:
    """Events that match by their own facts: title, summary, programme, themes, cities and organisations."""
    return matching(events, text, spelled=_event_words(), key="event")


def found_events(text: str, user: User | AnonymousUser) -> Matches[PublishedEvent]:
    """Events that match: first those with every word as a whole word, then the others; within each, the latest first."""
    spelled = _event_words()
    found = _looked_through(PublishedEvent.objects.visible_to(user), text, _shown(spelled, user), "event")
    return found.ordered(_rank_of_each(text, spelled, "event"), "-starts", "title", "pk")


def found_items(text: str, user: User | AnonymousUser) -> Matches[PublishedItem]:
    """Items that match by title, summary, place, track or people. They are ordered by rank, then by event (the latest
    first), then by time. Only the columns that a list shows are read, of items and of events, as the database sorts all
    columns that it reads.
    """
    spelled = PublishedWord.objects.filter(item__isnull=False)
    rows = PublishedItem.objects.filter(shown_to(user, path="event__", access="event__access"))
    found = _looked_through(rows, text, _shown(spelled, user), "item")
    own = ("uid", "title", "kind", "status", "day", "starts_at")
    shown = found.rows.select_related("event").only(
        *own, "event__slug", "event__title", "event__language", "event__zone"
    )
    of_event = ("-event__starts", "-event_id", "day", F("starts_at").asc(nulls_first=True), "pk")
    return Matches(shown, found.is_cut).ordered(_rank_of_each(text, spelled, "item"), *of_event)


def found_cities(text: str, user: User | AnonymousUser) -> QuerySet[PublishedCity]:
    """Cities that match by their names in any language. Each comes once, as its latest event names it."""
    latest = PublishedCity.objects.latest_visible_to(user)
    spelled = PublishedWord.objects.filter(city__in=latest.order_by().values("pk"))
    found = matching(latest, text, spelled=spelled, key="city")
    return found.order_by(rank(text, spelled=spelled, key="city"), "name", "pk")


def _shown(spelled: QuerySet[PublishedWord], user: User | AnonymousUser) -> QuerySet[PublishedWord]:
    """The words of events that the user may see, whose event is looked up for each word that is read."""
    return spelled.filter(Exists(PublishedEvent.objects.visible_to(user).filter(pk=OuterRef("event"))))


def _looked_through(rows: QuerySet[Row], text: str, spelled: QuerySet[PublishedWord], key: str) -> Matches[Row]:
    """The rows that match, of at most MOST_LOOKED_THROUGH with the rarest word: first those of the newest events that have
    it as a whole word. One query for each word, up to one that is rare enough. Both `rows` and `spelled` are of what the
    user may see.
    """
    words = query_words(text)
    rare, keys = next(_rare(words, spelled, key), ("", []))
    driving = rare or next(iter(words), "")
    if driving and not rare:
        keys = _common(driving, spelled, key)
    # Each is looked up: beside a condition on the rows themselves, SQLite begins with all rows of it.
    found = rows.model._default_manager.filter(Exists(rows.order_by().filter(pk=OuterRef("pk"))), pk__in=keys)
    for word in words:
        if word != driving:
            found = found.filter(Exists(spelled.filter(Begins(F("word"), word), **{key: OuterRef("pk")})))
    return Matches(found, is_cut=driving != rare)


def _rare(words: Sequence[str], spelled: QuerySet[PublishedWord], key: str) -> Iterator[tuple[str, list[int]]]:
    """The words that few rows have, each with the keys of all rows with a word that begins with it."""
    for word in words:
        found = spelled.filter(Begins(F("word"), word)).values_list(key, flat=True).distinct()
        keys = list(found[: MOST_LOOKED_THROUGH + 1])
        if len(keys) <= MOST_LOOKED_THROUGH:
            yield word, keys


def _common(word: str, spelled: QuerySet[PublishedWord], key: str) -> list[int]:
    """The keys of the newest rows with the whole word, and if they are few, of some with a word that begins with it."""
    whole = spelled.filter(word=word).order_by("-event_id", f"-{key}_id").values_list(key, flat=True)
    begun = spelled.filter(Begins(F("word"), word)).values_list(key, flat=True).distinct()
    keys = dict.fromkeys([*whole[:MOST_LOOKED_THROUGH], *begun[:MOST_LOOKED_THROUGH]])
    return list(keys)[:MOST_LOOKED_THROUGH]


def _rank_of_each(text: str, spelled: QuerySet[PublishedWord], key: str) -> Case | Value:
    """As `rank`, but the words of each row are looked up: for few rows, and words that many others have."""
    whole = Q()
    for word in query_words(text):
        whole &= Q(Exists(spelled.filter(word=word, **{key: OuterRef("pk")})))
    return Case(When(whole, then=0), default=1) if whole else Value(0)


@dataclass(frozen=True)
class Found(Generic[Row]):
    """The first rows that were found, and the number of all. There are more than `count` if the search `is_cut`."""

    rows: Sequence[Row]
    count: int
    is_cut: bool = False


def first(found: Matches[Row], most: int) -> Found[Row]:
    """The first rows. One query, and another for the number of all if there may be more."""
    rows = list(found.rows[:most])
    return Found(rows, found.rows.count() if len(rows) == most else len(rows), found.is_cut)


def _event_words() -> QuerySet[PublishedWord]:
    return PublishedWord.objects.filter(item__isnull=True, city__isnull=True)
