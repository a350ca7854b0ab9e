"""Tidies every text that goes into an edition, a mail or a file."""

import re
import unicodedata

_NOT_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def tidy(text: str) -> str:
    """The text in NFC, with `\\n` for every line end and without control characters, lone surrogates and spaces around
    it.

    Hangul and carons in NFD fall apart in a PDF, and control characters end a text of XML, PDF or iCalendar early.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", _NOT_TEXT.sub("", lines)).strip()
