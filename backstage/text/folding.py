"""Folds words for comparison: Đakovo, Djakovo and dakovo get one spelling, and so do Скопје and Skopje."""

import re

from anyascii import anyascii

from backstage.text.tidying import tidy

_WORD = re.compile(r"[a-z0-9]+")
_SOFTENED = re.compile("([dgk])j+")
# Cyrillic letters as Serbian and Macedonian write them in Latin: Чачак is Čačak, and Охрид is Ohrid. The hard and soft
# signs vanish, so that they do not split a word.
_LATIN = {"ч": "c", "ћ": "c", "ж": "z", "ш": "s", "ц": "c", "х": "h", "џ": "dz", "ь": "", "ъ": ""}
_CYRILLIC = str.maketrans(_LATIN | {letter.upper(): latin for letter, latin in _LATIN.items()})
LONGEST_WORD = 64


def folded(text: str) -> list[str]:
    """The words of a text in their order, as search compares them: Скопје and Skopje are the same, and so are 서울 and
    Seoul.

    Folded words consist of `a` to `z` and digits. Folding the beginning of a word gives the beginning of the folded
    word.

    Cyrillic is read as Serbian and Macedonian write it in Latin letters, and what they write with a j after d, g or k
    (đ, ѓ, ќ) is folded to that letter. Hangul is romanised syllable by syllable.
    """
    plain = anyascii(tidy(text).translate(_CYRILLIC)).lower()
    return [word[:LONGEST_WORD] for word in _WORD.findall(_SOFTENED.sub(r"\1", plain))]


def folded_in_place(text: str) -> list[tuple[str, int, int]]:
    """The folded words of a tidy text, each with the place where it begins there and the place after its end.

    It is several times slower than `folded`, which gives the same words.
    """
    plain, places = [], []
    for place, letter in enumerate(text):
        folds_to = anyascii(letter.translate(_CYRILLIC)).lower()
        plain.append(folds_to)
        places += [place] * len(folds_to)
    places.append(len(text))
    words = []
    for word in _WORD.finditer("".join(plain)):
        begins, last, after = places[word.start()], places[word.end() - 1], places[word.end()]
        words.append((_SOFTENED.sub(r"\1", word[0])[:LONGEST_WORD], begins, max(last + 1, after)))
    return words


def folded_words(text: str) -> frozenset[str]:
    return frozenset(folded(text))


def same_name(one: str, other: str) -> bool:
    """Whether they differ in capitals and spaces at most."""
    return tidy(one).casefold().split() == tidy(other).casefold().split()
