"""Turns lines of words into a pattern and into the number that each word stands for."""

import re
from dataclasses import dataclass

LETTER = r"[^\W\d_]"
_STARTS = rf"(?:(?<!{LETTER})|(?<=(?-i:[a-zß-ÿ)]))(?=(?-i:[A-Z])))"
"""At the beginning of a word, or where a line break was lost: `CoffeeTuesday`."""


@dataclass(frozen=True)
class WordTable:
    pattern: str
    _whole: dict[str, int]
    _stems: dict[str, int]

    def number(self, word: str) -> int:
        """Of its line, from 0. The word is one that the pattern matched."""
        word = word.lower()
        if word in self._whole:
            return self._whole[word]
        return self._stems[max((stem for stem in self._stems if word.startswith(stem)), key=len)]


def word_table(lines: str, *, more: dict[str, int] | None = None) -> WordTable:
    """Of lines of words. `more` are words that a caller's own pattern matches."""
    numbers = {word: i for i, line in enumerate(lines.strip().splitlines()) for word in line.split()}
    longest_first = sorted(numbers, key=len, reverse=True)
    forms = "|".join(re.escape(word).replace(r"\*", f"{LETTER}*") for word in longest_first)
    whole = {word: number for word, number in numbers.items() if not word.endswith("*")}
    stems = {word[:-1]: number for word, number in numbers.items() if word.endswith("*")}
    return WordTable(rf"{_STARTS}(?:{forms})(?!{LETTER})", whole | (more or {}), stems)
