"""Draws a document: lays its sections out on pages, then puts the pages on paper."""

import threading
from collections.abc import Iterator
from datetime import UTC
from io import BytesIO
from itertools import accumulate, takewhile
from typing import Any

from django.utils.translation import gettext as _
from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from tours.pdf.blocks import Document
from tours.pdf.faces import Face
from tours.pdf.fonts import Ruler
from tours.pdf.layout import laid_out
from tours.pdf.pages import Page, on_pages
from tours.pdf.slabs import Bar, Frame, Glyphs, Link, Mark, moved
from tours.pdf.styles import BOTTOM_MARGIN, FOOTER_HEIGHT, SIDE_MARGIN, TOP_MARGIN, Colour, Look
from tours.pdf.text import drawable

# Streams in plain bytes rather than in ASCII, a fifth smaller. reportlab knows this only as one value for a process, and only
# this kit draws with it.
rl_config.useA85 = 0

BETWEEN_FOOTERS = 18.0
ABOVE_FOOTER = 14.0

_drawing = threading.Lock()
"""One thread draws at a time: reportlab reads a face from a position that all documents share."""


def drawn(document: Document) -> bytes:
    """The document as PDF. The same document gives the same bytes, in every process."""
    ruler = Ruler()
    width, height = document.paper.size
    frame = Frame(width - 2 * SIDE_MARGIN, height - TOP_MARGIN - BOTTOM_MARGIN)
    pages = _pages(document, frame, ruler)
    footer = _Footer(document, len(pages), frame, ruler)
    file = BytesIO()
    with _drawing:
        canvas = _canvas(file, document)
        for number, page in enumerate(pages, 1):
            canvas.translate(SIDE_MARGIN, height - TOP_MARGIN)
            _draw(canvas, [*_marks(page), *footer.marks(number)])
            canvas.showPage()
        canvas.save()
    return file.getvalue()


def _pages(document: Document, frame: Frame, ruler: Ruler) -> list[Page]:
    pages: list[Page] = []
    for section in document.sections:
        foot = list(laid_out(section.foot, frame, ruler))
        pages += on_pages(laid_out(section.blocks, frame, ruler), foot, frame.height)
    return pages


def _marks(page: Page) -> Iterator[Mark]:
    for top, slab in page:
        yield from moved(slab.marks, 0, top)


class _Footer:
    """Which document this is on the left, which page of it on the right."""

    def __init__(self, document: Document, pages: int, frame: Frame, ruler: Ruler) -> None:
        self.pages, self.frame, self.ruler = pages, frame, ruler
        self.type = Look.FOOTER.value
        room = frame.width - self._width(self._numbered(pages)) - BETWEEN_FOOTERS
        edition = self._shortened(f" · {drawable(document.edition)}", room)
        title = self._shortened(drawable(document.title).replace("\n", " "), room - self._width(edition))
        self.words = title + edition

    def marks(self, page: int) -> Iterator[Mark]:
        face, size, colour = self.type.face, self.type.size, self.type.colour
        numbered = self._numbered(page)
        line = self.frame.height + FOOTER_HEIGHT
        yield Bar(0, line - ABOVE_FOOTER, self.frame.width, 0.6, Colour.RULE)
        yield Glyphs(0, line, self.words, face, size, colour)
        yield Glyphs(self.frame.width - self._width(numbered), line, numbered, face, size, colour)

    def _numbered(self, page: int) -> str:
        return _("Page %(number)d of %(count)d") % {"number": page, "count": self.pages}

    def _width(self, words: str) -> float:
        return self.ruler.width(words, self.type.face, self.type.size)

    def _shortened(self, words: str, room: float) -> str:
        """As much as there is room for; an ellipsis says that there is more."""
        if self._width(words) <= room:
            return words
        room -= self._width("…")
        widths = accumulate(map(self._width, words))
        count = sum(1 for _width in takewhile(lambda width: width <= room, widths))
        return f"{words[:count].rstrip()}…"


def _canvas(file: BytesIO, document: Document) -> Canvas:
    first_font: Any = Face.REGULAR.font_name  # which the stubs take for a number
    canvas = Canvas(
        file,
        pagesize=document.paper.size,
        invariant=1,
        pageCompression=1,
        initialFontName=first_font,
        lang=document.language,
    )
    canvas.setTitle(drawable(document.title))
    canvas.setAuthor(drawable(document.author))
    canvas.setSubject(drawable(document.edition))
    canvas.setCreator("Sojourn")
    stamp = document.dated.astimezone(UTC).strftime("D:%Y%m%d%H%M%SZ")
    canvas.setDateFormatter(lambda *_now: stamp)
    canvas.setViewerPreference("DisplayDocTitle", "true")
    return canvas


def _draw(canvas: Canvas, marks: list[Mark]) -> None:
    """Grounds and rules first, for words stand upon them."""
    for mark in marks:
        if isinstance(mark, Bar):
            canvas.setFillColorRGB(*mark.colour.rgb)
            canvas.rect(mark.x, -mark.y - mark.height, mark.width, mark.height, stroke=0, fill=1)
    words = canvas.beginText()
    for mark in marks:
        if isinstance(mark, Glyphs):
            words.setFont(mark.face.font_name, mark.size)
            words.setFillColorRGB(*mark.colour.rgb)
            words.setTextOrigin(mark.x, -mark.y)
            words.textOut(mark.words)
    canvas.drawText(words)
    for mark in marks:
        if isinstance(mark, Link):
            area = (mark.x, -mark.y - mark.height, mark.x + mark.width, -mark.y)
            canvas.linkURL(mark.target, area, relative=1)
