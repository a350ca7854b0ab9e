"""What every text goes through on its way into an edition, a mail or a file."""

import re
import unicodedata

_NOT_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def tidy(text: str) -> str:
    """NFC, `\\n` for every line end, no control characters or lone surrogates, no space around it.

    NFD Hangul and carons fall apart in PDF, and control characters end an XML, PDF or iCalendar text early.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", _NOT_TEXT.sub("", lines)).strip()
