"""Draws marks on reportlab's canvas, page by page, and adds the links, the outline and the structure."""

from itertools import groupby
from typing import Any, NamedTuple, cast

from reportlab.pdfbase.pdfdoc import PDFName
from reportlab.pdfgen.canvas import Canvas

from tours.pdf.drawing.content import Pen
from tours.pdf.faces.faces import Face
from tours.pdf.file import repairs  # noqa: F401  # imported for its effect
from tours.pdf.file.conformance import Description, declare
from tours.pdf.file.objects import byte_string, object_number, reference, reserve_object, text_string, write_object
from tours.pdf.file.packing import packed
from tours.pdf.file.tagging import Element, Structure
from tours.pdf.layout.setting import Setting
from tours.pdf.layout.slabs import Anchor, Bar, Glyphs, Link, Mark


class _Drawn(NamedTuple):
    """A link whose annotation is written when all pages are drawn.

    `number` is its object, `key` its key in the parent tree.
    """

    number: int
    link: Link
    key: int


class Sheets:
    """The pages of one document, drawn one after another."""

    def __init__(self, root: Element, setting: Setting, language: str) -> None:
        width, height = setting.style.size
        first_font: Any = Face.REGULAR.font_name  # the stubs take it for a number
        self.canvas: Any = Canvas(  # its stubs leave out what is needed here
            "", pagesize=(width, height), invariant=1, pageCompression=1, initialFontName=first_font, lang=language
        )
        self.objects = cast("Any", self.canvas)._doc
        self.structure = Structure(self.objects, root)
        self.left, self.top = setting.style.side, height - setting.style.top
        self.pen = Pen(self.canvas, self.structure, language, (self.left, self.top))
        self.links: list[_Drawn] = []
        self.anchors: dict[str, tuple[int, float]] = {}

    def draw(self, marks: list[Mark]) -> None:
        """Draws one page.

        Backgrounds and rules come first, because words stand on them; then words and pictures in reading order.
        """
        self.structure.begin_page()
        code: list[str] = self.canvas._code
        code += self.pen.bars(mark for mark in marks if isinstance(mark, Bar) and not mark.element)
        read = (mark for mark in marks if isinstance(mark, Glyphs) or (isinstance(mark, Bar) and mark.element))
        for kind, run in groupby(read, type):
            if kind is Glyphs:
                code += self.pen.words(mark for mark in run if isinstance(mark, Glyphs))
            else:
                code += self.pen.bars(mark for mark in run if isinstance(mark, Bar))
        for mark in marks:
            if isinstance(mark, Link):
                self._add_link(mark)
            elif isinstance(mark, Anchor):
                self._add_anchor(mark)
        self.canvas.showPage()
        page = self.objects.Pages[-1]
        page.StructParents, page.Tabs = self.structure.page, PDFName("S")

    def save(self, facts: Description) -> bytes:
        """Finishes the file. Nothing can be drawn afterwards."""
        pages = [object_number(self.objects, f"Page{number}") for number in range(1, self.structure.page + 2)]
        for drawn in self.links:
            write_object(self.objects, drawn.number, self._annotation(drawn, pages))
        tree = self.structure.write(pages)
        self.objects.Catalog.StructTreeRoot = reference(self.objects, tree)
        declare(self.canvas, facts)
        return packed(self.objects, self.canvas)

    def _add_link(self, link: Link) -> None:
        number = reserve_object(self.objects)
        self.canvas._annotationrefs.append(reference(self.objects, number))
        self.links.append(_Drawn(number, link, self.structure.link(link.element, number)))

    def _add_anchor(self, anchor: Anchor) -> None:
        top = self.top - anchor.y
        self.anchors[anchor.key] = (self.structure.page, top)
        if anchor.level:
            self.canvas.bookmarkPage(anchor.key, fit="XYZ", left=0, top=top, zoom=0)
            self.canvas.addOutlineEntry(anchor.words, anchor.key, anchor.level - 1)

    def _annotation(self, drawn: _Drawn, pages: list[int]) -> str:
        link = drawn.link
        left, top = self.left + link.x, self.top - link.y
        return (
            f"<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]/StructParent {drawn.key}"
            f"/Rect[{left:.2f} {top - link.height:.2f} {left + link.width:.2f} {top:.2f}]"
            f"/Contents{text_string(link.words)}{self._target(link.target, pages)}>>"
        )

    def _target(self, target: str, pages: list[int]) -> str:
        """The link's action or destination; empty for a key that the document does not have."""
        if not target.startswith("#"):
            return f"/A<</S/URI/URI{byte_string(target)}>>"
        if target[1:] not in self.anchors:
            return ""
        page, top = self.anchors[target[1:]]
        return f"/Dest[{pages[page]} 0 R/XYZ 0 {top:.2f} 0]"
