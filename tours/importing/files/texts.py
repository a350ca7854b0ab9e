"""The characters of a text file, in the encodings that such files come in."""

import codecs

BYTE_ORDER_MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
CENTRAL, WESTERN = "cp1250", "cp1252"
_OF_CENTRAL = frozenset("čćđČĆĐąęłńőśűźżăţşěřůťď")
_OF_WESTERN = frozenset("àâèêîïñôùûœãõåæøÀÂÈÊÎÑÔÙÛ¿¡")
_HACEKS = frozenset("šžŠŽ")
"""The same bytes in both, and seldom written in the west."""


def decoded(content: bytes) -> str:
    """By a byte order mark, as UTF-8, or as the Windows encoding whose letters it has: central (1250) or western (1252)."""
    for mark, encoding in BYTE_ORDER_MARKS.items():
        if content.startswith(mark):
            return content.decode(encoding, errors="replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return _of_windows(content)


def _of_windows(content: bytes) -> str:
    central, western = (content.decode(encoding, errors="replace") for encoding in (CENTRAL, WESTERN))
    is_western = _count(western, _OF_WESTERN) > _count(central, _OF_CENTRAL | _HACEKS) or (
        "é" in western and not _count(central, _HACEKS)
    )
    return western if is_western else central


def _count(text: str, letters: frozenset[str]) -> int:
    return sum(letter in letters for letter in text)
