"""The structure of a tagged PDF, which says what the marks on the pages are (ISO 32000-1, sections 14.6 to 14.8).

Layout makes an `Element` for each thing that it sets, and passes it on with the words. Drawing asks the `Structure`, in
reading order, for the operator that tags each run of marks. An element is put into the tree when its first words are
drawn. At the end the structure writes the tree, the parent tree (which leads from the pages back to the elements), and
the links.
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
    """A marked run on a page: the number of the page and of the run on it, both counted from 0."""

    page: int
    mcid: int


class Area(NamedTuple):
    """The rectangle of a link on a page. `annotation` is the number of its annotation object."""

    page: int
    annotation: int


class Element:
    """A node of the structure tree.

    Its kids are in reading order: an `always` kid is added at once, others with their first words.
    """

    __slots__ = ("attributes", "kids", "parent", "placed", "tag")

    def __init__(self, tag: Tag, parent: Union["Element", None] = None, attributes: str = "") -> None:
        self.tag = tag
        self.parent = parent
        self.attributes = attributes
        self.kids: list[Element | Words | Area] = []
        self.placed = parent is None

    def child(self, tag: Tag, attributes: str = "", *, always: bool = False) -> "Element":
        """A new element within this one. `always` keeps it even without words, as an empty cell of a table."""
        element = Element(tag, self, attributes)
        if always:
            element.placed = True
            self.kids.append(element)
        return element

    def place(self) -> None:
        """Puts the element, and every element around it, into the tree."""
        element = self
        while element.parent is not None:
            if not element.placed:
                element.placed = True
                element.parent.kids.append(element)
            element = element.parent


def head_cell(scope: str, columns: int = 1) -> str:
    """The attributes of a cell that is the head of its `Row` or its `Column`: `scope` says which."""
    return f"/A<</O/Table/Scope/{scope}{_spanned(columns)}>>"


def cell(columns: int = 1) -> str:
    return f"/A<</O/Table{_spanned(columns)}>>" if columns > 1 else ""


def _spanned(columns: int) -> str:
    return f"/ColSpan {columns}" if columns > 1 else ""


def bulleted() -> str:
    return "/A<</O/List/ListNumbering/Disc>>"


def numbered() -> str:
    return "/A<</O/List/ListNumbering/Decimal>>"


def alternative(words: str) -> str:
    """The attribute that says in words what a picture shows."""
    return f"/Alt{text_string(words)}"


class Structure:
    """The structure of one document, while its pages are drawn one after another.

    `objects` is reportlab's `PDFDocument`.
    """

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
        """The operator that begins a run of marks of an element.

        Marks without an element are artifacts, such as page numbers.
        """
        if element is None:
            return "/Artifact BMC"
        element.place()
        runs = self._pages[-1]
        element.kids.append(Words(self.page, len(runs)))
        runs.append(element)
        return f"/{element.tag} <</MCID {len(runs) - 1}>> BDC"

    def link(self, element: Element, annotation: int) -> int:
        """Adds the annotation to the link's element and gives its key in the parent tree."""
        element.place()
        element.kids.append(Area(self.page, annotation))
        self._links.append(element)
        return FIRST_LINK_KEY + len(self._links) - 1

    def write(self, page_numbers: list[int]) -> int:
        """Writes the tree and gives the number of its root object.

        `page_numbers` are the pages' objects. Linear in the elements.
        """
        tree = reserve_object(self._objects)
        numbers = self._numbered()
        for element, number in numbers.items():
            parent = numbers[element.parent] if element.parent else tree
            write_object(self._objects, number, _element(element, parent, numbers, page_numbers))
        parent_tree = add_object(self._objects, self._parent_tree(numbers))
        write_object(
            self._objects,
            tree,
            f"<</Type/StructTreeRoot/K {numbers[self.root]} 0 R/ParentTree {parent_tree} 0 R"
            f"/ParentTreeNextKey {FIRST_LINK_KEY + len(self._links)}>>",
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

    def _parent_tree(self, numbers: dict[Element, int]) -> str:
        """The parent tree: it leads from each run of each page, and from each link, to its element (14.7.4.4)."""
        pages = (
            f"{page}[{' '.join(f'{numbers[element]} 0 R' for element in runs)}]"
            for page, runs in enumerate(self._pages)
        )
        links = (f"{FIRST_LINK_KEY + key} {numbers[element]} 0 R" for key, element in enumerate(self._links))
        return f"<</Nums[{' '.join([*pages, *links])}]>>"


FIRST_LINK_KEY = 1_000_000
"""In the parent tree the keys of pages begin at 0, and the keys of links here."""


def _element(element: Element, parent: int, numbers: dict[Element, int], pages: list[int]) -> str:
    words = next((kid for kid in element.kids if isinstance(kid, Words)), None)
    page = words.page if words else None
    kids = [_kid(kid, page, numbers, pages) for kid in element.kids]
    on_page = f"/Pg {pages[page]} 0 R" if page is not None else ""
    inside = kids[0] if len(kids) == 1 else f"[{' '.join(kids)}]"
    separator = " " if inside[0].isdigit() else ""
    return f"<</S/{element.tag}/P {parent} 0 R{on_page}{element.attributes}/K{separator}{inside}>>"


def _kid(kid: Element | Words | Area, page: int | None, numbers: dict[Element, int], pages: list[int]) -> str:
    """A kid as PDF syntax. `page` is the element's own page, which its kids need not name."""
    if isinstance(kid, Element):
        return f"{numbers[kid]} 0 R"
    if isinstance(kid, Area):
        return f"<</Type/OBJR/Pg {pages[kid.page]} 0 R/Obj {kid.annotation} 0 R>>"
    if kid.page == page:
        return str(kid.mcid)
    return f"<</Type/MCR/Pg {pages[kid.page]} 0 R/MCID {kid.mcid}>>"
