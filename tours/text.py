"""What every text goes through on its way into an edition."""

import re
import unicodedata

from anyascii import anyascii

_NOT_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_WORD = re.compile(r"[a-z0-9]+")
_SOFTENED = re.compile("([dgk])j+")
# Read as Serbian and Macedonian write them in Latin letters: Чачак is Čačak, and Охрид is Ohrid. The signs are no letters to
# cut a word at.
_LATIN = {"ч": "c", "ћ": "c", "ж": "z", "ш": "s", "ц": "c", "х": "h", "џ": "dz", "ь": "", "ъ": ""}
_CYRILLIC = str.maketrans(_LATIN | {letter.upper(): latin for letter, latin in _LATIN.items()})
LONGEST_WORD = 64


def tidy(text: str) -> str:
    """NFC, `\\n` for every line end, no control characters or lone surrogates, no space around it.

    NFD Hangul and carons fall apart in PDF, and control characters end an XML, PDF or iCalendar text early.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", _NOT_TEXT.sub("", lines)).strip()


def folded(text: str) -> list[str]:
    """The words of a text in their order, as search compares them: one spelling for Скопје and Skopje, Đakovo, Djakovo and
    dakovo, 서울 and Seoul. They are of `a` to `z` and digits, and folding a beginning gives a beginning of the folded word.

    Cyrillic is read as Serbian and Macedonian write it in Latin letters, and what they write with a j after d, g or k
    (đ, ѓ, ќ) is folded to that letter. Hangul is romanised syllable by syllable.
    """
    plain = anyascii(tidy(text).translate(_CYRILLIC)).lower()
    return [word[:LONGEST_WORD] for word in _WORD.findall(_SOFTENED.sub(r"\1", plain))]


def folded_words(text: str) -> frozenset[str]:
    return frozenset(folded(text))
