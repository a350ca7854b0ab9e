"""The names under which people save the files that they download."""

import re
import unicodedata
from urllib.parse import quote

from anyascii import anyascii

from backstage.text.tidying import tidy

LONGEST_NAME = 128
LONGEST_DETAIL = 36
"""Both are bytes of UTF-8. A name with three details stays within the 255 bytes that file systems allow."""
UNNAMED = "file"
_SEPARATING = frozenset('"/\\:*?<>|')
_UNSAFE = re.compile(r"[^A-Za-z0-9 ()+,._'-]+")


def content_disposition(name: str, *details: str, extension: str, kind: str = "inline") -> str:
    """The header of a file shown in place and saved as `name - detail - detail.extension` (RFC 6266, section 4.3).

    A file of the kind `attachment` is saved at once.

    The header has a transliterated ASCII name for every client and, if that differs, the name as it is written (RFC
    8187). Neither can name a folder, hide a file, turn the direction of writing or end the header.
    """
    parts = [_cut(_legible(name), LONGEST_NAME), *(_cut(_legible(detail), LONGEST_DETAIL) for detail in details)]
    plain = [_cut(_ascii(parts[0]), LONGEST_NAME), *(_cut(_ascii(part), LONGEST_DETAIL) for part in parts[1:])]
    written, ascii_name = _joined(parts, extension), _joined(plain, extension)
    header = f'{kind}; filename="{ascii_name}"'
    return header if written == ascii_name else f"{header}; filename*=UTF-8''{quote(written, safe='')}"


def _legible(text: str) -> str:
    """The text in its own script, without invisible characters and without separators of folders and drives of any
    kind.
    """
    return " ".join(tidy("".join(map(_letter, text))).split())


def _letter(letter: str) -> str:
    category = unicodedata.category(letter)
    if category == "Cf":  # soft hyphens, joiners and direction marks have no width
        return ""
    return " " if category[0] in "CZ" or anyascii(letter) in _SEPARATING else letter


def _ascii(text: str) -> str:
    return " ".join(_UNSAFE.sub(" ", anyascii(text)).split())


def _cut(text: str, most: int) -> str:
    """Cuts the text to `most` bytes but never inside a letter, and strips dots and spaces from both ends."""
    return text.strip(" .").encode()[:most].decode(errors="ignore").strip(" .")


def _joined(parts: list[str], extension: str) -> str:
    return f"{' - '.join(filter(None, parts)) or UNNAMED}.{extension}"
