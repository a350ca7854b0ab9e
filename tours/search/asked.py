"""What people ask for: the words of a query, the day in it, and the words that were meant where one was mistyped."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from django.contrib.auth.models import AnonymousUser
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Exists, F, Max, Min, OuterRef, Q, QuerySet
from django.db.models.lookups import StartsWith
from django.db.models.sql.compiler import SQLCompiler

from backstage.text.search_keys import asked_keys
from tours.importing.reading.typed_days import typed_day
from tours.models import PublishedEvent, PublishedWord
from tours.models.editions.word_forms import PublicWordForm, WordForm, meant_by

MOST_WORDS = 8
"""The most words of a query that are searched for. Each costs a search of its own."""

Meant = Mapping[str, Sequence[str]]
"""The words that were meant by each mistyped one."""
AS_TYPED: Meant = {}


class Begins(StartsWith):
    """A lookup: the folded word begins with the text. It uses an index on both databases.

    SQLite has no index for LIKE, so it compares with the range up to the sign after z. PostgreSQL may sort letters by a
    language, which fits no range; it has an index for LIKE, which Django makes for every indexed text.
    """

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, list[Any]]:
        word, params = self.process_lhs(compiler, connection)
        return f"({word} >= %s AND {word} < %s)", [*params, self.rhs, *params, f"{self.rhs}{{"]


class Day(NamedTuple):
    """The days that a query names: one where it has a year. `rest` is what stands beside it."""

    days: Sequence[date]
    has_year: bool
    rest: str


class Query(NamedTuple):
    """A query as it is searched for: its text, the day in it, and what was meant by its words."""

    text: str
    day: Day | None = None
    meant: Meant = AS_TYPED

    @property
    def keys(self) -> list[str]:
        """The keys of the words beside the day, as they were typed or meant."""
        words = query_words(self.day.rest if self.day else self.text)
        return [key for word in words for key in self.meant.get(word, (word,))]


def query_words(text: str) -> Sequence[str]:
    """The first eight words of a query as keys, the longest first.

    A word that begins a longer one is left out, as every row with the longer word matches it too. Long words are
    rarest: if no row has the first, the database does not look for the others.
    """
    words = sorted(set(asked_keys(text)[:MOST_WORDS]), key=lambda word: (-len(word), word))
    return [word for at, word in enumerate(words) if not any(longer.startswith(word) for longer in words[:at])]


def read_query(text: str) -> Query:
    """The query as it was read, with the day in it, if there is one. It takes one query if the day has no year, and
    else none.
    """
    return Query(text, _day_in(text))


def _day_in(text: str) -> Day | None:
    """The day in a query. Without a year it is one of each year that has events: a query finds the first and the last."""
    typed = typed_day(text)
    if typed is None:
        return None
    if typed.year is not None:
        return Day(typed.in_years(0, 0), has_year=True, rest=typed.rest)
    span = PublishedEvent.objects.aggregate(first=Min("starts"), last=Max("ends"))
    days = typed.in_years(span["first"].year, span["last"].year) if span["first"] else []
    return Day(days, has_year=False, rest=typed.rest)


def begins(word: str, meant: Meant) -> Q:
    """The word of a row begins with the asked one, or with one that was meant by it."""
    any_of = Q()
    for each in meant.get(word, (word,)):
        any_of |= Q(Begins(F("word"), each))
    return any_of


def is_whole(word: str, meant: Meant) -> Q:
    return Q(word__in=list(meant[word])) if word in meant else Q(word=word)


Table = tuple[QuerySet[Any], type[WordForm]]
"""The words of rows that everyone sees, and the forms of these words. Others would tell strangers what nobody shows them."""


def meant_words(text: str, *tables: Table) -> Meant:
    """For each word of the text that no word of these tables begins with, the words that differ from it by one letter.
    A query for each word and table, and one more for each that is in none.
    """
    unknown = [word for word in query_words(text) if not any(_is_known(word, spelled) for spelled, _forms in tables)]
    found = {word: _near(word, tables) for word in unknown}
    return {word: near for word, near in found.items() if near}


def meant_otherwise(text: str, *tables: Table) -> Meant:
    """The same for a text whose words are all known, but that no row has together: each may be itself, or one that differs.
    A query for each word and table.
    """
    found = {word: _near(word, tables) for word in query_words(text)}
    return {word: list(dict.fromkeys([word, *near])) for word, near in found.items() if near}


def public_words(spelled: QuerySet[PublishedWord] | None = None) -> Table:
    """The words that stand in public events: those of `spelled`, or all."""
    shown = PublishedEvent.objects.visible_to(AnonymousUser()).filter(pk=OuterRef("event"))
    words = PublishedWord.objects.all() if spelled is None else spelled
    return words.filter(Exists(shown)), PublicWordForm


def _is_known(word: str, spelled: QuerySet[Any]) -> bool:
    return spelled.filter(Begins(F("word"), word)).order_by().exists()


def _near(word: str, tables: Sequence[Table]) -> list[str]:
    return list(dict.fromkeys(each for spelled, forms in tables for each in meant_by(word, forms, spelled)))
