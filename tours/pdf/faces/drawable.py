"""Every text enters a document through this module.

Nothing in a text is markup, and characters that no face has can still be read aloud and copied.
"""

import re
import unicodedata
from urllib.parse import urlsplit

from django.utils.encoding import iri_to_uri

from tours.pdf.faces.fonts import INVISIBLE, REPLACEMENT, characters

VARIATION_SELECTORS = frozenset(map(chr, range(0xFE00, 0xFE10)))
LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
SCHEMES = {"http", "https", "mailto", "tel"}


def drawable(text: str) -> str:
    """The text in NFC, with `\\n` for every line end and a space for every kind of space.

    NFD Hangul and carons fall apart in PDF. Control and format characters are invisible and are removed. The kit
    interprets no markup, so `<b>` and `&amp;` are printed as they are. Characters that no face has stay:
    `fonts.drawn_runs` says how they are shown.
    """
    text = unicodedata.normalize("NFC", text)
    if characters().issuperset(text):
        return text
    text = LINE_ENDS.sub("\n", text)
    return "".join(one if one in characters() else _substitute(one) for one in text)


def _substitute(character: str) -> str:
    if character == "\n":
        return character
    category = unicodedata.category(character)
    if character == "\t" or category == "Zs":
        return " "
    if category == "Cs":  # a lone surrogate, which no encoding can write
        return REPLACEMENT
    return "" if category in INVISIBLE or character in VARIATION_SELECTORS else character


def link_target(url: str) -> str:
    """The address in ASCII, as PDF requires; empty for an address that documents must not link to, such as
    `javascript:`.
    """
    if not url.isprintable() or " " in url:
        return ""
    try:
        scheme = urlsplit(url).scheme
    except ValueError:  # for example an unclosed bracket of an IPv6 host
        return ""
    return iri_to_uri(url) if scheme in SCHEMES else ""
