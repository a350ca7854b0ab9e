"""Recognises texts again that the site no longer has: of each it has a trace, the keyed digest of its folded words."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from accounts.secrets.keyed_digests import digesting, has_key, key_in_use
from backstage.text.folding import folded, folded_in_place


class Trace(NamedTuple):
    """What is kept of a text: how many folded words it has, their digest, and the name of the digest's key."""

    words: int
    digest: str
    key: str


def trace_of(text: str) -> Trace | None:
    """The trace of a text under the key in use. None for a text without a word, such as `***`: it cannot be recognised."""
    words, key = folded(text), key_in_use()
    return Trace(len(words), digesting(key)(" ".join(words)), key) if words else None


def is_same_or_within(text: str, other: str) -> bool:
    """Whether the words of the text stand in the other one, in whatever spelling. Never where it has no word."""
    trace = trace_of(text)
    return trace is not None and Recognising([trace]).is_in(other)


class Recognising:
    """Finds the texts of some traces as whole words within other texts, in any capitals, spelling and punctuation.

    Each word of a text costs one digest for each number of words that the traces have: about a microsecond. Traces whose
    key is gone find nothing; `has_lost` tells of them.
    """

    def __init__(self, traces: Iterable[Trace]) -> None:
        known = list(traces)
        self.has_lost = any(not has_key(trace.key) for trace in known)
        self._digests: defaultdict[tuple[int, str], set[str]] = defaultdict(set)
        for words, digest, key in known:
            if has_key(key):
                self._digests[words, key].add(digest)
        self._read: dict[str, bool] = {}

    def is_in(self, text: str) -> bool:
        """A text that comes again, such as the name of a place, is not read again."""
        if text not in self._read:
            self._read[text] = bool(self._digests) and any(True for _window in self._windows(folded(text)))
        return self._read[text]

    def is_whole(self, text: str) -> bool:
        """Whether the text is one of them, and says no word more."""
        words = folded(text)
        return any(end - first == len(words) for first, end in self._windows(words))

    def spellings(self, text: str) -> set[str]:
        """The passages of the text that are recognised, as they are written there."""
        places = folded_in_place(text)
        windows = self._windows([word for word, _begins, _ends in places])
        return {text[places[first][1] : places[end - 1][2]] for first, end in windows}

    def _windows(self, words: Sequence[str]) -> Iterator[tuple[int, int]]:
        """The first word, and the word after the last, of each passage that is recognised."""
        for (length, key), digests in self._digests.items():
            digest_of = digesting(key)
            for first in range(len(words) - length + 1):
                if digest_of(" ".join(words[first : first + length])) in digests:
                    yield first, first + length
