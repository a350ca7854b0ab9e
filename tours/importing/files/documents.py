"""The words of a Word document, by a walk of our own.

python-docx's paragraphs leave out tracked insertions, content controls, fields and text boxes, and give merged cells twice.
"""

from collections.abc import Iterator
from itertools import islice, zip_longest
from typing import IO, Any, NamedTuple
from zipfile import BadZipFile

from django.utils.translation import ngettext

from tours.importing.files.archives import damaged

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
SIGNS = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
SKIPPED = {
    f"{W}{name}" for name in ("pPr", "rPr", "tblPr", "trPr", "tcPr", "sectPr", "sdtPr", "instrText", "delInstrText")
}
REMOVED = {f"{W}del", f"{W}moveFrom"}
MOST_COLUMNS = 63
"""More columns no table in Word has. What says so is left out."""
BESIDE = ("/header", "/footer", "/footnotes", "/endnotes")
"""The ends of the relationships whose parts stand beside the text."""


class Words(NamedTuple):
    text: str
    notes: tuple[str, ...]
    """What was left out, in sentences."""


def words_of(file: IO[bytes]) -> Words:
    """The text: a line for each paragraph and each row of a table, whose cells are separated by tabs.

    Headers, footers and footnotes come last. Raises ValidationError for what is no Word document. Check the archive before.
    """
    from docx import Document
    from docx.opc.exceptions import OpcError

    try:
        part = Document(file).part
        elements = [part.element, *_beside(part)]
    except (OpcError, BadZipFile, SyntaxError, KeyError, ValueError, AttributeError, OSError) as fault:
        raise damaged() from fault
    walk = _Walk()
    lines = [line.rstrip() for element in elements for line in walk.lines(element)]
    return Words("\n".join(lines).strip("\n"), tuple(_notes(walk.deletions)))


def _beside(part: Any) -> Iterator[Any]:
    """Each part once: sections share their headers."""
    from docx.oxml import parse_xml

    found = {
        str(to.target_part.partname): to.target_part
        for to in part.rels.values()
        if not to.is_external and to.reltype.endswith(BESIDE)
    }
    for name in sorted(found):
        element = getattr(found[name], "element", None)
        yield parse_xml(found[name].blob) if element is None else element


def _notes(deletions: int) -> Iterator[str]:
    if deletions:
        words = ngettext(
            "%(count)d deletion that was tracked is left out.",
            "%(count)d deletions that were tracked are left out.",
            deletions,
        )
        yield words % {"count": deletions}


class _Walk:
    """Goes through the elements in their order, and counts the deletions that it passes."""

    def __init__(self) -> None:
        self.deletions = 0

    def lines(self, element: Any) -> Iterator[str]:
        """The lines of an element that holds paragraphs and tables."""
        for child in self._shown(element):
            if child.tag == f"{W}p":
                yield from self._paragraph(child)
            elif child.tag == f"{W}tbl":
                for row in self._rows(child):
                    yield from self._row(row)
            else:
                yield from self.lines(child)

    def _shown(self, element: Any) -> Iterator[Any]:
        """The children that are part of the text. Of alternatives only the first: the others repeat it for old programs."""
        children = [child for child in element if isinstance(child.tag, str) and child.tag not in SKIPPED]
        for child in children[:1] if element.tag == f"{MC}AlternateContent" else children:
            if child.tag not in REMOVED and not _is_removed_row(child):
                yield child
            elif child.tag != f"{W}moveFrom" and any(child.itertext()):
                self.deletions += 1

    def _paragraph(self, paragraph: Any) -> Iterator[str]:
        """The lines of the paragraph, then those of the text boxes that hang on it."""
        boxes: list[Any] = []
        text = "".join(self._inline(paragraph, boxes))
        if text.strip() or not boxes:
            yield from text.split("\n")
        for box in boxes:
            yield from self.lines(box)

    def _inline(self, element: Any, boxes: list[Any]) -> Iterator[str]:
        for child in self._shown(element):
            if child.tag in SIGNS:
                yield SIGNS[child.tag]
            elif child.tag in (f"{W}t", f"{MATHS}t"):
                yield child.text or ""
            elif child.tag == f"{W}txbxContent":
                boxes.append(child)
            else:
                yield from self._inline(child, boxes)

    def _rows(self, table: Any) -> Iterator[Any]:
        """The rows of the table, also those within content controls."""
        for child in self._shown(table):
            if child.tag == f"{W}tr":
                yield child
            else:
                yield from self._rows(child)

    def _row(self, row: Any) -> Iterator[str]:
        """The first lines of all cells in one line, then their second lines: a reader sees columns."""
        cells = (lines for cell in self._cells(row) for lines in (self._cell(cell), *[[]] * (_columns(cell) - 1)))
        for line in zip_longest(*islice(cells, MOST_COLUMNS), fillvalue=""):
            yield "\t".join(line)

    def _cells(self, row: Any) -> Iterator[Any]:
        for child in self._shown(row):
            if child.tag == f"{W}tc":
                yield child
            else:
                yield from self._cells(child)

    def _cell(self, cell: Any) -> list[str]:
        return [line for line in self.lines(cell) if line.strip()]


def _is_removed_row(element: Any) -> bool:
    return element.tag == f"{W}tr" and element.find(f"{W}trPr/{W}del") is not None


def _columns(cell: Any) -> int:
    """How many columns a merged cell spans, as far as is plausible."""
    span = cell.find(f"{W}tcPr/{W}gridSpan")
    text = span.get(f"{W}val", "") if span is not None else ""
    return int(text) if text.isdecimal() and len(text) < 3 else 1
