"""The one way of a text into a document: what is drawn is what the faces can show, and nothing is markup."""

import re
import unicodedata
from functools import cache
from urllib.parse import urlsplit

from django.utils.encoding import iri_to_uri

from tours.pdf.faces import Face
from tours.pdf.fonts import fonts

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
INVISIBLE = {"Cc", "Cf"}
VARIATION_SELECTORS = frozenset(map(chr, range(0xFE00, 0xFE10)))
LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
SCHEMES = {"http", "https", "mailto", "tel"}


def drawable(text: str) -> str:
    """NFC, with `\\n` for every line end and the replacement character for what the faces cannot draw.

    NFD Hangul and carons fall apart in PDF, and a character without a glyph would come out as an empty box. Control and
    format characters have no look and go. The kit interprets no markup, so `<b>` and `&amp;` come out as they went in.
    """
    text = unicodedata.normalize("NFC", text)
    if _shown().issuperset(text):
        return text
    text = LINE_ENDS.sub("\n", text)
    return "".join(character if character in _shown() else _substitute(character) for character in text)


def _substitute(character: str) -> str:
    if character == "\t" or unicodedata.category(character) == "Zs":
        return " "
    invisible = unicodedata.category(character) in INVISIBLE or character in VARIATION_SELECTORS
    return "" if invisible else REPLACEMENT


@cache
def _shown() -> frozenset[str]:
    characters = map(chr, fonts()[Face.REGULAR].face.charToGlyph)
    return frozenset(one for one in characters if unicodedata.category(one) not in INVISIBLE) | {"\n"}


def link_target(url: str) -> str:
    """The address in ASCII, as PDF wants it; empty for one that no document of ours may lead to, such as `javascript:`."""
    if not url.isprintable() or " " in url:
        return ""
    try:
        scheme = urlsplit(url).scheme
    except ValueError:  # such as an unclosed bracket of an IPv6 host
        return ""
    return iri_to_uri(url) if scheme in SCHEMES else ""
