"""Draws a programme directly on reportlab's canvas: words at known places, without measuring and tagging."""

from io import BytesIO
from typing import NamedTuple

from pypdf import PageObject, PdfReader
from reportlab.pdfgen.canvas import Canvas

from tours.pdf.faces.fonts import fonts


class Words(NamedTuple):
    """Words with the place where they begin, in points from the lower left corner of the page."""

    x: float
    y: float
    words: str
    face: str
    size: float


class Page(NamedTuple):
    width: float
    height: float
    words: list[Words]


def pages(booklet: bytes) -> list[Page]:
    """The words of a drawn booklet, read back with their places, faces and sizes."""
    return [
        Page(float(page.mediabox.width), float(page.mediabox.height), _words(page))
        for page in PdfReader(BytesIO(booklet)).pages
    ]


def booklet(recorded: list[Page]) -> bytes:
    fonts()  # this registers the faces with reportlab
    file = BytesIO()
    canvas = Canvas(file, pageCompression=1)
    for page in recorded:
        canvas.setPageSize((page.width, page.height))
        for x, y, words, face, size in page.words:
            canvas.setFont(face, size)
            canvas.drawString(x, y, words)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def _words(page: PageObject) -> list[Words]:
    found: list[Words] = []

    def note(text: str, placed: list[float], within: list[float], font: dict[str, str] | None, size: float) -> None:
        if font and text.strip():
            x, y = placed[4] + within[4], placed[5] + within[5]
            found.append(Words(x, y, text.strip(), font["/BaseFont"].rpartition("+")[2], size))

    page.extract_text(visitor_text=note)
    return found
