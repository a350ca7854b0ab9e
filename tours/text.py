"""What every text goes through on its way into an edition."""

import re
import unicodedata

from anyascii import anyascii

_NOT_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_WORD = re.compile(r"[a-z0-9]+")
LONGEST_WORD = 64


def tidy(text: str) -> str:
    """NFC, `\\n` for every line end, no control characters or lone surrogates, no space around it.

    NFD Hangul and carons fall apart in PDF, and control characters end an XML, PDF or iCalendar text early.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", _NOT_TEXT.sub("", lines)).strip()


def folded_words(text: str) -> frozenset[str]:
    """The words of a text as search compares them: one spelling for Скопје and Skopje, Đakovo and Djakovo, 서울 and Seoul."""
    plain = anyascii(tidy(text)).lower().replace("dj", "d")
    return frozenset(word[:LONGEST_WORD] for word in _WORD.findall(plain))
