"""Finds people by the words of their names, whatever the script and the accents: the beginning of a word is enough."""

from collections import defaultdict
from collections.abc import Iterable

from backstage.text.folding import folded, folded_words

Named = Iterable[tuple[int, str | None]]
"""The key of a row with one of its names; a row comes once for each of its names."""


def keys_with_words(named: Named, text: str) -> list[int]:
    """The keys of those in whose names each of the words begins a word, in the order in which they came."""
    words = folded_words(text)
    return [key for key, hits in _hits(named, words).items() if hits == len(words)]


def likely_keys(named: Named, text: str, *, most: int) -> list[int]:
    """The keys of those who have at least half of the words, best first; of equals, whoever came first."""
    words = folded_words(text)
    hits = {key: number for key, number in _hits(named, words).items() if number and 2 * number >= len(words)}
    return sorted(hits, key=lambda key: -hits[key])[:most]


def _hits(named: Named, words: Iterable[str]) -> dict[int, int]:
    """How many of the words begin a word of somebody's names."""
    names: dict[int, set[str]] = defaultdict(set)
    for key, name in named:
        names[key].update(folded(name or ""))
    return {key: sum(any(of.startswith(word) for of in theirs) for word in words) for key, theirs in names.items()}
