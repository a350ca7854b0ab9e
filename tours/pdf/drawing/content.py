"""Writes the content of pages: marks as PDF operators. Each run of them is tagged with its element of the structure."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any, NamedTuple

from reportlab.pdfgen.canvas import Canvas

from backstage.text.language_tags import is_foreign
from backstage.text.scripts import script_runs
from tours.pdf.faces.faces import Face
from tours.pdf.faces.fonts import REPLACEMENT, drawn_runs, fonts
from tours.pdf.file.objects import text_string
from tours.pdf.file.tagging import Element, Structure
from tours.pdf.layout.slabs import Bar, Glyphs
from tours.pdf.styles import Colour

PLAIN = frozenset(map(chr, range(0x20, 0x250)))  # Latin letters and signs, which need no language mark in any document


class Run(NamedTuple):
    """A part of some words: strings, each with its font.

    `opening` is the operator that gives its language or its true text, or empty.
    """

    opening: str
    strings: tuple[tuple[str, str], ...]


class Pen:
    """Writes the pages of one document. The same words often come again, so their operators are kept in memory."""

    def __init__(self, canvas: Canvas, structure: Structure, language: str, origin: tuple[float, float]) -> None:
        """`origin` is the upper left corner of the frame, from the lower left corner of the page, in points."""
        self.canvas: Any = canvas  # its type stubs leave out what dynamic fonts need
        self.structure = structure
        self.language = language
        self.left, self.top = origin
        self._runs: dict[tuple[Face, str, str], tuple[Run, ...]] = {}

    def bars(self, bars: Iterable[Bar]) -> Iterator[str]:
        """Yields the operators of backgrounds and rules. The modules of a QR code are tagged as one picture."""
        for element, group in groupby(bars, lambda bar: bar.element):
            yield self.structure.marked(element)
            for colour, run in groupby(group, lambda bar: bar.colour):
                yield _fill(colour)
                for bar in run:
                    yield f"{self.left + bar.x:.2f} {self.top - bar.y - bar.height:.2f} {bar.width:.2f} {bar.height:.2f} re"
                yield "f"
            yield "EMC"

    def words(self, glyphs: Iterable[Glyphs]) -> Iterator[str]:
        """Yields one text object. Neighbouring words of one element on a page are one marked run."""
        yield "BT"
        state = _TextState()
        for element, group in groupby(glyphs, lambda mark: mark.element):
            yield self.structure.marked(element)
            for mark in group:
                yield from self._words(mark, element, state)
            yield "EMC"
        yield "ET"

    def _words(self, mark: Glyphs, element: Element | None, state: "_TextState") -> Iterator[str]:
        if mark.type.colour is not state.colour:
            state.colour = mark.type.colour
            yield _fill(mark.type.colour)
        yield f"1 0 0 1 {self.left + mark.x:.2f} {self.top - mark.y:.2f} Tm"
        for opening, strings in self._as_runs(mark):
            if opening and element:
                yield opening
            for font, string in strings:
                if (font, mark.type.size) != state.font:
                    state.font = (font, mark.type.size)
                    yield f"{font} {mark.type.size:g} Tf"
                yield f"({string}) Tj"
            if opening and element:
                yield "EMC"

    def _as_runs(self, mark: Glyphs) -> tuple[Run, ...]:
        key = (mark.type.face, mark.words, mark.language)
        if key not in self._runs:
            self._runs[key] = tuple(self._split(mark))
        return self._runs[key]

    def _split(self, mark: Glyphs) -> Iterator[Run]:
        if PLAIN.issuperset(mark.words) and not mark.language:
            yield Run("", self._strings(mark.words, mark.type.face))
            return
        for language, words in script_runs(mark.words):
            for run, drawn in drawn_runs(words):
                shown = run if drawn else REPLACEMENT * len(run)
                yield Run(self._opening(language or mark.language, run, drawn), self._strings(shown, mark.type.face))

    def _opening(self, language: str, words: str, drawn: bool) -> str:
        """The operator that gives the language of the words, and the words themselves where the faces lack their
        letters.
        """
        facts = f"/Lang({language})" if self._foreign(language) else ""
        if not drawn:
            facts += f"/ActualText{text_string(words)}"
        return f"/Span <<{facts}>> BDC" if facts else ""

    def _foreign(self, language: str) -> bool:
        try:
            return bool(language) and is_foreign(language, self.language)
        except ValueError:  # no language tag, so no reader of PDF would understand it
            return False

    def _strings(self, words: str, face: Face) -> tuple[tuple[str, str], ...]:
        font: Any = fonts()[face]
        document = self.canvas._doc
        return tuple(
            (font.getSubsetInternalName(subset, document), self.canvas._escape(string))
            for subset, string in font.splitString(words, document)
        )


class _TextState:
    """The font and the colour that a text object has set last."""

    font: tuple[str, float] | None = None
    colour: Colour | None = None


def _fill(colour: Colour) -> str:
    return _FILLS[colour]


_FILLS = {colour: " ".join(f"{part:.4g}" for part in colour.rgb) + " rg" for colour in Colour}
