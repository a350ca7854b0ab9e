"""Turns lines of words into a pattern and into the number that each word stands for."""

import re
from dataclasses import dataclass

LETTER = r"[^\W\d_]"
_STARTS = rf"(?:(?<!{LETTER})|(?<=(?-i:[a-zß-ÿ)]))(?=(?-i:[A-Z])))"
"""At the beginning of a word, or where a line break was lost: `CoffeeTuesday`."""


_PARTS = re.compile(rf"{LETTER}+?(?=(?<=[a-zß-ÿ])[A-Z])|{LETTER}+")
_SAME_LETTERS = str.maketrans({"İ": "i", "ı": "i"})
"""A pattern without case takes them for an i."""


@dataclass(frozen=True)
class WordTable:
    pattern: str
    _whole: dict[str, int]
    _stems: dict[str, int]

    def number(self, word: str) -> int:
        """The number of its line, from 0. The word is one that the pattern matched."""
        word = word.translate(_SAME_LETTERS).casefold()
        if word in self._whole:
            return self._whole[word]
        return self._stems[max((stem for stem in self._stems if word.startswith(stem)), key=len)]

    @property
    def whole(self) -> set[str]:
        return set(self._whole)

    @property
    def stems(self) -> tuple[str, ...]:
        return tuple(self._stems)


def parts_of(line: str) -> list[str]:
    """The words of a line in small letters, each part of those that were glued together by itself."""
    return [part.translate(_SAME_LETTERS).casefold() for part in _PARTS.findall(line)]


def word_table(lines: str, *, more: dict[str, int] | None = None) -> WordTable:
    """A table of lines of words. `more` are words that a caller's own pattern matches."""
    numbers = {word: i for i, line in enumerate(lines.strip().splitlines()) for word in line.split()}
    longest_first = sorted(numbers, key=len, reverse=True)
    forms = "|".join(re.escape(word).replace(r"\*", f"{LETTER}*") for word in longest_first)
    whole = {word: number for word, number in numbers.items() if not word.endswith("*")}
    stems = {word[:-1]: number for word, number in numbers.items() if word.endswith("*")}
    return WordTable(rf"{_STARTS}(?:{forms})(?!{LETTER})", whole | (more or {}), stems)
