"""What the marks on the pages are: the structure of a tagged PDF (ISO 32000-1, sections 14.6 to 14.8).

Layout makes an `Element` for each thing it sets and hands it on with the words. Drawing asks the `Structure` how each run of
marks is to be marked, in reading order; an element takes its place in the tree when its first words are drawn. In the end
the structure writes the tree, the way back from the pages to it, and the links.
"""

from enum import StrEnum
from typing import Any, NamedTuple, Union

from tours.pdf.file.objects import add_object, reserve_object, text_string, write_object


class Tag(StrEnum):
    """The standard structure types that documents use (ISO 32000-1, 14.8.4)."""

    DOCUMENT = "Document"
    TITLE = "H1"
    SECTION = "H2"
    SUBSECTION = "H3"
    PARAGRAPH = "P"
    LIST = "L"
    LIST_ITEM = "LI"
    LABEL = "Lbl"
    BODY = "LBody"
    TABLE = "Table"
    ROW = "TR"
    HEAD_CELL = "TH"
    CELL = "TD"
    CONTENTS = "TOC"
    CONTENTS_ITEM = "TOCI"
    REFERENCE = "Reference"
    LINK = "Link"
    FIGURE = "Figure"


class Words(NamedTuple):
    """A marked run on a page, both counted from 0."""

    page: int
    mcid: int


class Area(NamedTuple):
    """The rectangle of a link on a page, as the number of its annotation object."""

    page: int
    annotation: int


class Element:
    """A node of the tree. Its kids come in reading order: those made with `always` at once, others once they have words."""

    __slots__ = ("attributes", "kids", "parent", "placed", "tag")

    def __init__(self, tag: Tag, parent: Union["Element", None] = None, attributes: str = "") -> None:
        self.tag = tag
        self.parent = parent
        self.attributes = attributes
        self.kids: list[Element | Words | Area] = []
        self.placed = parent is None

    def child(self, tag: Tag, attributes: str = "", *, always: bool = False) -> "Element":
        """A new element within this one. `always` keeps one without words, such as an empty cell of a table."""
        element = Element(tag, self, attributes)
        if always:
            element.placed = True
            self.kids.append(element)
        return element

    def place(self) -> None:
        """Into the tree, and all that it stands in."""
        element = self
        while element.parent is not None:
            if not element.placed:
                element.placed = True
                element.parent.kids.append(element)
            element = element.parent


def head_cell(scope: str, columns: int = 1) -> str:
    """The attributes of a cell that heads its `Row` or its `Column`."""
    return f"/A<</O/Table/Scope/{scope}{_spanned(columns)}>>"


def cell(columns: int = 1) -> str:
    return f"/A<</O/Table{_spanned(columns)}>>" if columns > 1 else ""


def _spanned(columns: int) -> str:
    return f"/ColSpan {columns}" if columns > 1 else ""


def bulleted() -> str:
    return "/A<</O/List/ListNumbering/Disc>>"


def alternative(words: str) -> str:
    """What a picture shows, in words."""
    return f"/Alt{text_string(words)}"


class Structure:
    """Of one document, while its pages are drawn one after another; `objects` is reportlab's `PDFDocument`."""

    def __init__(self, objects: Any, root: Element) -> None:
        self.root = root
        self._objects = objects
        self._pages: list[list[Element]] = []
        self._links: list[Element] = []

    def begin_page(self) -> None:
        self._pages.append([])

    @property
    def page(self) -> int:
        return len(self._pages) - 1

    def marked(self, element: Element | None) -> str:
        """The operator that begins a run of marks: words of an element or, without one, what belongs to the page alone."""
        if element is None:
            return "/Artifact BMC"
        element.place()
        runs = self._pages[-1]
        element.kids.append(Words(self.page, len(runs)))
        runs.append(element)
        return f"/{element.tag} <</MCID {len(runs) - 1}>> BDC"

    def link(self, element: Element, annotation: int) -> int:
        """Notes an annotation as a link's; its key in the way back."""
        element.place()
        element.kids.append(Area(self.page, annotation))
        self._links.append(element)
        return LINK_KEYS + len(self._links) - 1

    def write(self, page_numbers: list[int]) -> int:
        """The number of the tree's root object. `page_numbers` are those of the pages' objects. Linear in the elements."""
        tree = reserve_object(self._objects)
        numbers = self._numbered()
        for element, number in numbers.items():
            parent = numbers[element.parent] if element.parent else tree
            write_object(self._objects, number, _element(element, parent, numbers, page_numbers))
        ways_back = add_object(self._objects, self._ways_back(numbers))
        write_object(
            self._objects,
            tree,
            f"<</Type/StructTreeRoot/K {numbers[self.root]} 0 R/ParentTree {ways_back} 0 R"
            f"/ParentTreeNextKey {LINK_KEYS + len(self._links)}>>",
        )
        return tree

    def _numbered(self) -> dict[Element, int]:
        """The elements in reading order, each with the number of its object."""
        numbers: dict[Element, int] = {}
        waiting = [self.root]
        while waiting:
            element = waiting.pop()
            numbers[element] = reserve_object(self._objects)
            waiting += [kid for kid in reversed(element.kids) if isinstance(kid, Element)]
        return numbers

    def _ways_back(self, numbers: dict[Element, int]) -> str:
        """From each run of each page, and from each link, to its element (14.7.4.4)."""
        pages = (
            f"{page}[{' '.join(f'{numbers[element]} 0 R' for element in runs)}]"
            for page, runs in enumerate(self._pages)
        )
        links = (f"{LINK_KEYS + key} {numbers[element]} 0 R" for key, element in enumerate(self._links))
        return f"<</Nums[{' '.join([*pages, *links])}]>>"


LINK_KEYS = 1_000_000
"""The ways back of pages are numbered from 0, those of links from here."""


def _element(element: Element, parent: int, numbers: dict[Element, int], pages: list[int]) -> str:
    words = next((kid for kid in element.kids if isinstance(kid, Words)), None)
    page = words.page if words else None
    kids = [_kid(kid, page, numbers, pages) for kid in element.kids]
    on_page = f"/Pg {pages[page]} 0 R" if page is not None else ""
    inside = kids[0] if len(kids) == 1 else f"[{' '.join(kids)}]"
    separator = " " if inside[0].isdigit() else ""
    return f"<</S/{element.tag}/P {parent} 0 R{on_page}{element.attributes}/K{separator}{inside}>>"


def _kid(kid: Element | Words | Area, page: int | None, numbers: dict[Element, int], pages: list[int]) -> str:
    """`page` is the element's own, which its kids need not name."""
    if isinstance(kid, Element):
        return f"{numbers[kid]} 0 R"
    if isinstance(kid, Area):
        return f"<</Type/OBJR/Pg {pages[kid.page]} 0 R/Obj {kid.annotation} 0 R>>"
    if kid.page == page:
        return str(kid.mcid)
    return f"<</Type/MCR/Pg {pages[kid.page]} 0 R/MCID {kid.mcid}>>"
