"""The forms by which a mistyped word finds those that were meant. See `backstage.text.typos`."""

from collections.abc import Collection, Iterable

from django.db import models
from django.db.models import Exists, F, OuterRef, QuerySet

from backstage.plain_rows import BATCH, insert
from backstage.text.typos import forms_of, is_near, may_be_mistyped

MOST_MEANT = 5
"""The most words that a mistyped one is taken for."""


class WordForm(models.Model):
    """A form of one of the distinct words of a table: the word itself, or the word without one of its letters."""

    form = models.CharField(max_length=64)
    word = models.CharField(max_length=64, db_index=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.form


class PublicWordForm(WordForm):
    """A form of a word that stands in public events."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["form", "word"], name="public_word_form_once")]


def meant_by(typed: str, forms: type[WordForm], used: QuerySet[models.Model]) -> list[str]:
    """The words that differ from the typed one by one letter and that a row of `used` has, those with its first letter first.
    One query at most.
    """
    if not may_be_mistyped(typed):
        return []
    known = Exists(used.filter(word=OuterRef("word")))
    rows = forms._default_manager.filter(known, form__in=forms_of(typed)).values_list("word", flat=True)
    near = {word for word in rows.distinct().order_by("word")[:BATCH] if is_near(typed, word)}
    return sorted(near, key=lambda word: (word[0] != typed[0], word))[:MOST_MEANT]


def write_forms(
    forms: type[WordForm], used: QuerySet[models.Model], *, gone: Collection[str], new: Collection[str]
) -> None:
    """Adds the forms of words that are new, and takes out those of words that have gone and that no row of `used` has any more.

    Nothing of what is redacted is left behind. A query for each two thousand of both, and one more to insert.
    """
    gone, new = set(gone) - set(new), [word for word in new if may_be_mistyped(word)]
    forget_forms(forms, used, gone)
    for words in _batches(new):
        known = set(forms._default_manager.filter(form__in=words, word=F("form")).values_list("word", flat=True))
        insert(
            forms,
            ("form", "word"),
            [(form, word) for word in words if word not in known for form in sorted(forms_of(word))],
            ignore_conflicts=True,  # another transaction may bring the same word
        )


def forget_forms(forms: type[WordForm], used: QuerySet[models.Model], words: Collection[str]) -> None:
    """Takes out the forms of those words that no row of `used` has."""
    for some in _batches(words):
        no_more = ~Exists(used.filter(word=OuterRef("word")))
        forms._default_manager.filter(no_more, word__in=some).delete()


def _batches(words: Iterable[str]) -> Iterable[list[str]]:
    ordered = sorted(words)
    return (ordered[at : at + BATCH] for at in range(0, len(ordered), BATCH))
