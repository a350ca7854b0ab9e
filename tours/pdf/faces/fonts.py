"""The faces as fonts of reportlab: which characters they have and how wide words are."""

import threading
import unicodedata
from collections.abc import Iterator
from functools import cache, cached_property
from itertools import groupby

from django.conf import settings
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from tours.pdf.faces.faces import Face, built_faces

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
INVISIBLE = {"Cc", "Cf"}
"""Unicode categories of invisible characters: control and format characters."""

_loading = threading.Lock()
_fonts: dict[Face, TTFont] = {}


def fonts() -> dict[Face, TTFont]:
    """The fonts, loaded and registered once in each process (25 ms a face).

    A face that is not built yet is built first.
    """
    with _loading:
        if not _fonts:
            _fonts.update(_load())
    return _fonts


def _load() -> dict[Face, TTFont]:
    loaded = {
        # No shaping, whichever libraries are installed: the same text gives the same bytes everywhere.
        face: TTFont(face.font_name, str(path), shapable=False)
        for face, path in built_faces(settings.FONT_DIR).items()
    }
    for font in loaded.values():
        pdfmetrics.registerFont(font)
    return loaded


@cache
def characters() -> frozenset[str]:
    """The characters that the faces have an outline for, and white space."""
    mapped = map(chr, fonts()[Face.REGULAR].face.charToGlyph)
    return frozenset(one for one in mapped if unicodedata.category(one) not in INVISIBLE)


def drawn_runs(words: str) -> Iterator[tuple[str, bool]]:
    """The words in runs, each with whether the faces have its characters.

    Missing ones are drawn as replacement characters.
    """
    if characters().issuperset(words):
        yield words, True
        return
    for drawn, run in groupby(words, characters().__contains__):
        yield "".join(run), drawn


def as_drawn(words: str) -> str:
    """The words as they are seen and measured: each character that no face has is a replacement character."""
    return "".join(run if drawn else REPLACEMENT * len(run) for run, drawn in drawn_runs(words))


class Ruler:
    """Measures words. Each is measured once for a document, because the words of an agenda often come again."""

    def __init__(self) -> None:
        self._fonts = fonts()
        self._widths: dict[Face, dict[str, float]] = {face: {} for face in Face}

    def width(self, text: str, face: Face, size: float) -> float:
        """The width in points."""
        known = self._widths[face]
        if text not in known:
            known[text] = self._fonts[face].stringWidth(as_drawn(text), 1)
        return known[text] * size

    @cached_property
    def space(self) -> float:
        """The width of a space at a size of one point; it is the same in all faces."""
        return self.width(" ", Face.REGULAR, 1)
