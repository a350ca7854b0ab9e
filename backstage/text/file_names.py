"""What a file is called on the machine of the person who saves it."""

import re
import unicodedata
from urllib.parse import quote

from anyascii import anyascii

from backstage.text.tidying import tidy

LONGEST_NAME = 128
LONGEST_DETAIL = 36
"""Bytes of UTF-8. A name with three details stays within the 255 that file systems take."""
UNNAMED = "file"
_SEPARATING = frozenset('"/\\:*?<>|')
_UNSAFE = re.compile(r"[^A-Za-z0-9 ()+,._'-]+")


def content_disposition(name: str, *details: str, extension: str) -> str:
    """The header of a file shown in place and saved as `name - detail - detail.extension` (RFC 6266, section 4.3).

    In ASCII for every client, transliterated, and as it is written for those that know RFC 8187, where the two differ.
    Nothing that names a folder, hides a file, turns the direction of writing or ends the header gets into either.
    """
    parts = [_cut(_legible(name), LONGEST_NAME), *(_cut(_legible(detail), LONGEST_DETAIL) for detail in details)]
    plain = [_cut(_ascii(parts[0]), LONGEST_NAME), *(_cut(_ascii(part), LONGEST_DETAIL) for part in parts[1:])]
    written, ascii_name = _joined(parts, extension), _joined(plain, extension)
    header = f'inline; filename="{ascii_name}"'
    return header if written == ascii_name else f"{header}; filename*=UTF-8''{quote(written, safe='')}"


def _legible(text: str) -> str:
    """In any script, without what separates folders and drives, in any of its shapes, and without what one cannot see."""
    return " ".join(tidy("".join(map(_letter, text))).split())


def _letter(letter: str) -> str:
    category = unicodedata.category(letter)
    if category == "Cf":  # soft hyphens, joiners, marks of direction: no width of their own
        return ""
    return " " if category[0] in "CZ" or anyascii(letter) in _SEPARATING else letter


def _ascii(text: str) -> str:
    return " ".join(_UNSAFE.sub(" ", anyascii(text)).split())


def _cut(text: str, most: int) -> str:
    """To so many bytes, in no letter's middle, without dots and spaces at either end."""
    return text.strip(" .").encode()[:most].decode(errors="ignore").strip(" .")


def _joined(parts: list[str], extension: str) -> str:
    return f"{' - '.join(filter(None, parts)) or UNNAMED}.{extension}"
