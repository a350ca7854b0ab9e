"""Turns the bytes of a text file into text, whatever encoding the host's computer has."""

import codecs

_MARKED = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_CENTRAL = "čćžšđČĆŽŠĐ"
_WESTERN = "äöüßÄÖÜéèêàçñíóúáôîïâûëÉÈÀÇÑ¿¡œ"
_BINARY = set(range(32)) - {7, 8, 9, 10, 11, 12, 13, 27}


class NoTextError(Exception):
    """The bytes are no text, such as those of a picture or of a Word file."""


def decoded(content: bytes) -> str:
    """The text of bytes in UTF-8 or UTF-16, with or without a mark, in Windows-1250 or in Windows-1252. Raises
    NoTextError.
    """
    for mark, encoding in _MARKED.items():
        if content.startswith(mark):
            return _decoded(content, encoding)
    if encoding := _unmarked_utf_16(content):
        return _decoded(content, encoding)
    if content.count(b"\0") or _is_binary(content):
        raise NoTextError
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return _of_windows(content)


def _decoded(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as trouble:
        raise NoTextError from trouble


def _unmarked_utf_16(content: bytes) -> str:
    """Every other byte of plain text in UTF-16 is zero, or that of Cyrillic letters."""
    half = len(content) // 2
    if content[1::2].count(0) > 0.4 * half > content[::2].count(0):
        return "utf-16-le"
    if content[::2].count(0) > 0.4 * half > content[1::2].count(0):
        return "utf-16-be"
    return ""


def _is_binary(content: bytes) -> bool:
    return content.startswith((b"PK\3\4", b"%PDF", b"\x89PNG", b"\xff\xd8", b"GIF8", b"\xd0\xcf\x11\xe0")) or (
        sum(byte in _BINARY for byte in content[:4096]) > len(content[:4096]) // 50
    )


def _of_windows(content: bytes) -> str:
    """Cyrillic if most letters lie beyond ASCII; else the page in which these are letters of its languages more often."""
    beyond = sum(byte > 127 for byte in content)
    if beyond > sum(chr(byte).isalpha() for byte in content if byte < 128):
        return content.decode("cp1251", errors="replace")
    central, western = (content.decode(page, errors="replace") for page in ("cp1250", "cp1252"))
    return central if _count(central, _CENTRAL) > _count(western, _WESTERN) else western


def _count(text: str, letters: str) -> int:
    return sum(text.count(letter) for letter in letters)
