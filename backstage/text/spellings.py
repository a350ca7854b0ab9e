"""Finds a text however it is written: in capitals or small letters, composed or not, on one line or on two."""

import re
from collections.abc import Callable, Iterable
from typing import Any

from backstage.text.tidying import tidy

REMOVED = "[removed]"
"""Replaces a redacted text in the trail, in editions and in posts."""
Blanking = Callable[[str], str]
_HYPHENS = r"\-\u00ad\u2010-\u2015\u2212"
_BETWEEN = rf"[\s{_HYPHENS}]+"
_JOINTS = re.compile(rf"\s+|(?<=\w)[{_HYPHENS}](?=\w)")
"""Where a text falls into words: hyphens at its ends, and those that stand apart, belong to it."""


def blanking(texts: Iterable[str], *, by: str) -> Blanking:
    """Makes what puts `by` in the place of each of the texts. Of texts that hold each other the longest goes first.

    As it was given, a text is found within longer words too. With other capitals it is found where a word begins: “Ana” is
    no part of “manager”. Between its words may stand spaces or hyphens: “Anna-Lena” is “Anna Lena”.
    """
    given = {tidy(text) for text in texts} - {""}
    if not given:
        return lambda text: text
    pattern = re.compile("|".join(_pattern(text) for text in sorted(given, key=len, reverse=True)))

    def blanked(text: str) -> str:
        tidied = tidy(text)
        return pattern.sub(by, tidied) if pattern.search(tidied) else text

    return blanked


def blanked_within(value: Any, blank: Blanking) -> Any:
    """The value with all texts in it blanked, in lists and dictionaries too."""
    if isinstance(value, str):
        return blank(value)
    if isinstance(value, list):
        return [blanked_within(part, blank) for part in value]
    if isinstance(value, dict):
        return {name: blanked_within(part, blank) for name, part in value.items()}
    return value


def _pattern(text: str) -> str:
    forms = {tidy(form) for form in (text, text.upper(), text.casefold())}
    at_a_beginning = "|".join(sorted((_words(form) for form in forms), key=len, reverse=True))
    return rf"{_words(text)}|(?<!\w)(?i:{at_a_beginning})"


def _words(text: str) -> str:
    """The pattern of a text, whose words may stand on several lines."""
    return _BETWEEN.join(map(re.escape, _JOINTS.split(text)))
