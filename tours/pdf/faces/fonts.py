"""The faces as reportlab knows them: which characters they have and how wide words are."""

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
"""Categories of characters that have no look."""

_loading = threading.Lock()
_fonts: dict[Face, TTFont] = {}


def fonts() -> dict[Face, TTFont]:
    """Loaded and registered once a process, 25 ms a face; where no face is built yet, it is built first."""
    with _loading:
        if not _fonts:
            _fonts.update(_load())
    return _fonts


def _load() -> dict[Face, TTFont]:
    loaded = {
        # Without shaping whatever else is installed: the same text gives the same bytes everywhere.
        face: TTFont(face.font_name, str(path), shapable=False)
        for face, path in built_faces(settings.FONT_DIR).items()
    }
    for font in loaded.values():
        pdfmetrics.registerFont(font)
    return loaded


@cache
def characters() -> frozenset[str]:
    """What the faces have an outline for, or white space."""
    mapped = map(chr, fonts()[Face.REGULAR].face.charToGlyph)
    return frozenset(one for one in mapped if unicodedata.category(one) not in INVISIBLE)


def drawn_runs(words: str) -> Iterator[tuple[str, bool]]:
    """The words in runs, and of each whether the faces have it. What they lack is drawn as replacement characters."""
    if characters().issuperset(words):
        yield words, True
        return
    for drawn, run in groupby(words, characters().__contains__):
        yield "".join(run), drawn


def as_drawn(words: str) -> str:
    """With the replacement character for each that no face has: what is seen and measured."""
    return "".join(run if drawn else REPLACEMENT * len(run) for run, drawn in drawn_runs(words))


class Ruler:
    """Measures words, each once a document: the words of an agenda recur."""

    def __init__(self) -> None:
        self._fonts = fonts()
        self._widths: dict[Face, dict[str, float]] = {face: {} for face in Face}

    def width(self, text: str, face: Face, size: float) -> float:
        """In points."""
        known = self._widths[face]
        if text not in known:
            known[text] = self._fonts[face].stringWidth(as_drawn(text), 1)
        return known[text] * size

    @cached_property
    def space(self) -> float:
        """Of a text of one point; the faces agree on it."""
        return self.width(" ", Face.REGULAR, 1)
