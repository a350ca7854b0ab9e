"""Draws a document: lays its sections out on pages, draws the pages, and finishes the file."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC
from itertools import dropwhile

from django.utils.translation import gettext as _

from tours.pdf.blocks import Block, Contents, Document, Heading
from tours.pdf.drawing.sheets import Sheets
from tours.pdf.faces.drawable import drawable
from tours.pdf.faces.fonts import Ruler
from tours.pdf.file.conformance import Description
from tours.pdf.file.tagging import Element, Tag
from tours.pdf.layout.blocks_to_slabs import laid_out, ruled
from tours.pdf.layout.headers_and_footers import Margins
from tours.pdf.layout.pages import Page, on_pages, with_back
from tours.pdf.layout.setting import Setting
from tours.pdf.layout.slabs import Anchor, Glyphs, Mark, PageNumber, Slab, moved
from tours.pdf.styles import STYLES, Style

_drawing = threading.Lock()
"""Only one thread draws at a time, because all documents share the position at which reportlab reads a font file."""


def drawn(document: Document) -> bytes:
    """The document as a PDF/UA-1 and PDF/A-2a file. The same document gives the same bytes in every process."""
    document = _keyed(document)
    setting = Setting(_style(document), Ruler(), _listed(document))
    root = Element(Tag.DOCUMENT)
    pages = _pages(document, setting, root)
    margins = Margins(document, len(pages), setting)
    numbers = _numbers(pages)
    with _drawing:
        sheets = Sheets(root, setting, document.language)
        for number, page in enumerate(pages, 1):
            sheets.draw([*_marks(page, numbers, setting), *margins.marks(number)])
        return sheets.save(_description(document))


def _style(document: Document) -> Style:
    style = STYLES[document.paper]
    width, height = style.size
    return replace(style, size=(height, width)) if document.landscape else style


def _keyed(document: Document) -> Document:
    """Gives every heading a key, so that the list of contents can link to it."""
    return replace(
        document,
        sections=tuple(
            replace(
                section, blocks=tuple(_with_key(block, f"{at}-{place}") for place, block in enumerate(section.blocks))
            )
            for at, section in enumerate(document.sections)
        ),
    )


def _with_key(block: Block, key: str) -> Block:
    return replace(block, key=key) if isinstance(block, Heading) and not block.key else block


def _listed(document: Document) -> tuple[Heading, ...]:
    """The headings in the list of contents: the listed ones that come after it."""
    blocks = [block for section in document.sections for block in section.blocks]
    after = dropwhile(lambda block: not isinstance(block, Contents), blocks)
    return tuple(block for block in after if isinstance(block, Heading) and block.listed)


def _pages(document: Document, setting: Setting, root: Element) -> list[Page]:
    height = setting.frame.height
    pages: list[Page] = []
    for section in document.sections:
        slabs = laid_out(section.blocks, setting, root)
        pages += on_pages(slabs, list(laid_out(section.foot, setting, root)), height)

    if not (document.lined or document.back):
        return pages

    def notes(room: float) -> Slab:
        return ruled(room, _("Notes"), setting, root)

    back = list(laid_out(document.back, setting, root))
    return with_back(pages, back, document.notes, setting.style.leaves, height, notes)


def _numbers(pages: list[Page]) -> dict[str, int]:
    """The page that each key is on, counted from 1."""
    return {
        mark.key: number
        for number, page in enumerate(pages, 1)
        for _top, slab in page
        for mark in slab.marks
        if isinstance(mark, Anchor)
    }


def _marks(page: Page, numbers: dict[str, int], setting: Setting) -> Iterator[Mark]:
    for top, slab in page:
        for mark in moved(slab.marks, 0, top):
            yield _page_number(mark, numbers, setting) if isinstance(mark, PageNumber) else mark


def _page_number(mark: PageNumber, numbers: dict[str, int], setting: Setting) -> Glyphs:
    words = str(numbers.get(mark.key, ""))
    width = setting.ruler.width(words, mark.type.face, mark.type.size)
    return Glyphs(mark.x - width, mark.y, words, mark.type, mark.element)


def _description(document: Document) -> Description:
    return Description(
        title=_plain(document.title),
        author=_plain(document.author),
        subject=_plain(document.edition),
        language=document.language,
        dated=document.dated.astimezone(UTC),
    )


def _plain(words: str) -> str:
    return drawable(words).replace("\n", " ")
