"""Shows where the words of a query stand in a text: what matched is marked, and of a long text an excerpt is shown."""

import re
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from backstage.text.search_keys import UNSPACED, keys_in_order
from backstage.text.tidying import tidy

_WORD = re.compile(r"\w+")
BEFORE, LONG = 60, 220
"""How many signs an excerpt has before what matched, and in all; about, as it ends between words."""

MOST_TEXTS = 3
"""The most texts of which something is shown."""


class Piece(NamedTuple):
    """A piece of a text. `keys` are those that it matched: none where it is not marked."""

    text: str
    keys: frozenset[str] = frozenset()


def pieces(text: str, keys: Collection[str]) -> list[Piece]:
    """The text in pieces. A word matches where its key begins with one of `keys`."""
    done = 0
    found: list[Piece] = []
    for begins, ends, here in _matches(text, keys):
        if begins > done:
            found.append(Piece(text[done:begins]))
        if begins <= done and found:
            last = found.pop()
            found.append(Piece(last.text + text[done:ends], last.keys | here))
        else:
            found.append(Piece(text[begins:ends], here))
        done = ends
    return found + [Piece(text[done:])] * (done < len(text))


def matched(text: str, keys: Collection[str]) -> frozenset[str]:
    """The keys that the text has."""
    return frozenset().union(*(piece.keys for piece in pieces(text, keys)))


def excerpt(texts: Sequence[str], keys: Collection[str]) -> str:
    """What stands around the first match in the text that has most of the keys, then in that which has most of the others, and
    once more; empty if none has any.
    """
    shown: list[str] = []
    left = set(keys)
    while left and len(shown) < MOST_TEXTS and (here := _best(texts, left)):
        shown.append(here)
        left -= matched(here, left)
    return " · ".join(shown)


def _best(texts: Sequence[str], keys: Collection[str]) -> str:
    best = max(texts, key=lambda text: len(matched(text, keys)), default="")
    first = next(((begins, ends) for begins, ends, _keys in _matches(best, keys)), None)
    return _around(best, *first) if first else ""


def _around(text: str, begins: int, ends: int) -> str:
    """The text around this place, from one word to another."""
    start = 0 if begins <= BEFORE else text.find(" ", begins - BEFORE, begins) + 1 or begins
    last = start + LONG
    stop = len(text) if len(text) <= last else max(text.rfind(" ", ends, last), ends)
    before, after = "… " if start else "", " …" if stop < len(text) else ""
    return f"{before}{text[start:stop].strip()}{after}"


def _matches(text: str, keys: Collection[str]) -> Iterator[tuple[int, int, frozenset[str]]]:
    """The matches in the text: where each begins and ends, and its keys."""
    known: dict[str, frozenset[str]] = {}
    for begins, ends in _words(text):
        word = text[begins:ends]
        if word not in known:
            known[word] = _keys_in(word, keys)
        if known[word]:
            yield begins, ends, known[word]


def _words(text: str) -> Iterator[tuple[int, int]]:
    """The places where words begin and end. In a Korean or Chinese compound, every two letters side by side are a
    word, and these words overlap.
    """
    for word in _WORD.finditer(text):
        done = word.start()
        for run in UNSPACED.finditer(text, *word.span()):
            if run.start() > done:
                yield done, run.start()
            yield from ((at, min(at + 2, run.end())) for at in range(run.start(), max(run.end() - 1, run.start() + 1)))
            done = run.end()
        if done < word.end():
            yield done, word.end()


def _keys_in(word: str, keys: Collection[str]) -> frozenset[str]:
    """The keys with which a word of the text begins. A place name joined by a sign of its own, such as mayor's, is several."""
    own = keys_in_order(tidy(word))
    return frozenset(key for key in keys for each in own if each.startswith(key))
