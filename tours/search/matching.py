"""Finds rows by the beginnings of their folded words, in bounded time however many rows there are."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db.models import Case, Exists, Model, OuterRef, Q, QuerySet, Value, When

from tours.models import PublishedWord
from tours.search.asked import AS_TYPED, Meant, Table, begins, is_whole, meant_words, query_words

Row = TypeVar("Row", bound=Model)
Rows = TypeVar("Rows", bound=QuerySet[Any])
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


def matching(rows: Rows, text: str, *, spelled: QuerySet[Any], key: str, meant: Meant = AS_TYPED) -> Rows:
    """The rows with a word that begins with each word of the text; none for a text without words.

    `key` is the column of `spelled` with the key of a row. The keys of the rows with a rare word are read once; each row
    is asked for the others, so that a page of rows with a common word reads few rows beside those that it shows. A query
    for each word, up to one that is rare.
    """
    words = query_words(text)
    rare = next((word for word in words if _is_rare(word, spelled, meant)), "")
    for word in words:
        rows = rows.filter(_with_word(word, spelled, key, meant, one_by_one=word != rare))
    return rows if words else rows.none()


def matching_or_near(rows: Rows, text: str, *, spelled: QuerySet[Any], key: str, near: Table) -> Rows:
    """The rows that `matching` finds. If it finds none, they are the rows with words of `near` that differ by one
    letter from those that none of its rows has. A query more, and some where nothing is found.
    """
    found = matching(rows, text, spelled=spelled, key=key)
    if found.order_by().exists():
        return found
    meant = meant_words(text, near)
    return matching(rows, text, spelled=spelled, key=key, meant=meant) if meant else found


def _is_rare(word: str, spelled: QuerySet[Any], meant: Meant) -> bool:
    return not spelled.filter(begins(word, meant)).order_by()[MOST_READ:].exists()


def _with_word(word: str, spelled: QuerySet[Any], key: str, meant: Meant, *, one_by_one: bool) -> Q:
    begun = spelled.filter(begins(word, meant))
    return Q(Exists(begun.filter(**{key: OuterRef("pk")}))) if one_by_one else Q(pk__in=begun.values(key))


def rank(text: str, *, spelled: QuerySet[Any], key: str, meant: Meant = AS_TYPED) -> Case | Value:
    """The rank of a matching row: 0 if it has every word of the text as a whole word, else 1."""
    whole = Q()
    for word in query_words(text):
        whole &= Q(pk__in=spelled.filter(is_whole(word, meant)).values(key))
    return Case(When(whole, then=0), default=1) if whole else Value(0)


def looked_through(
    rows: QuerySet[Row], text: str, spelled: QuerySet[PublishedWord], key: str, meant: Meant
) -> Matches[Row]:
    """The rows that match, of at most MOST_LOOKED_THROUGH with the rarest word: first those of the newest events that have
    it as a whole word. One query for each word, up to one that is rare enough. Both `rows` and `spelled` are of what the
    user may see.
    """
    words = query_words(text)
    rare, keys = next(_rare(words, spelled, key, meant), ("", []))
    driving = rare or next(iter(words), "")
    if driving and not rare:
        keys = _common(driving, spelled, key, meant)
    # Each is looked up: beside a condition on the rows themselves, SQLite begins with all rows of it.
    found = rows.model._default_manager.filter(Exists(rows.order_by().filter(pk=OuterRef("pk"))), pk__in=keys)
    for word in words:
        if word != driving:
            found = found.filter(Exists(spelled.filter(begins(word, meant), **{key: OuterRef("pk")})))
    return Matches(found, is_cut=driving != rare)


def _rare(
    words: Sequence[str], spelled: QuerySet[PublishedWord], key: str, meant: Meant
) -> Iterator[tuple[str, list[int]]]:
    """The words that few rows have, each with the keys of all rows with a word that begins with it."""
    for word in words:
        found = spelled.filter(begins(word, meant)).values_list(key, flat=True).distinct()
        keys = list(found[: MOST_LOOKED_THROUGH + 1])
        if len(keys) <= MOST_LOOKED_THROUGH:
            yield word, keys


def _common(word: str, spelled: QuerySet[PublishedWord], key: str, meant: Meant) -> list[int]:
    """The keys of the newest rows with the whole word, and if they are few, of some with a word that begins with it."""
    whole = spelled.filter(is_whole(word, meant)).order_by("-event_id", f"-{key}_id").values_list(key, flat=True)
    begun = spelled.filter(begins(word, meant)).values_list(key, flat=True).distinct()
    keys = dict.fromkeys([*whole[:MOST_LOOKED_THROUGH], *begun[:MOST_LOOKED_THROUGH]])
    return list(keys)[:MOST_LOOKED_THROUGH]


def rank_of_each(text: str, spelled: QuerySet[PublishedWord], key: str, meant: Meant) -> Case | Value:
    """The rank of `rank`, but the words of each row are looked up. This is for few rows, and for words that many
    others have.
    """
    whole = Q()
    for word in query_words(text):
        whole &= Q(Exists(spelled.filter(is_whole(word, meant), **{key: OuterRef("pk")})))
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
