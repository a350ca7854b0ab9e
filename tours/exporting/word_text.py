"""Words and tables in a Word file: in its styles, so that one can edit it, and in their language and script."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import Any, NamedTuple

import docx
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from backstage.tables.packing import without_times
from backstage.text.language_tags import is_foreign
from backstage.text.scripts import script_runs
from backstage.text.tidying import tidy

FONT, KOREAN_FONT, KOREAN = "Calibri", "Malgun Gothic", "ko-KR"
"""Word has both; other programs have metric equals of the first, and find a face for Hangul by the language."""
NAVY = RGBColor(0x0D, 0x2C, 0x4B)
SIZES = {"Normal": 10, "Title": 22, "Subtitle": 12, "Heading 1": 14, "Heading 2": 12}
MARGIN = Mm(18)


class Words(NamedTuple):
    """Words of one kind within a paragraph."""

    text: str
    bold: bool = False
    italic: bool = False
    struck: bool = False


Cell = Sequence[Sequence[Words]]
"""Paragraphs, each of words of several kinds."""


class WordFile:
    """A file that is written from its beginning to its end. `language` is the tag of its texts."""

    def __init__(self, *, title: str, author: str, language: str, at: datetime) -> None:
        self._document = docx.Document()
        self._language = language
        _describe(self._document, title=title, author=author, language=language, at=at)
        _set_styles(self._document, language)

    def paragraph(self, text: str, style: str = "Normal") -> None:
        if text:
            self._write(self._document.add_paragraph(style=style), [Words(text)])

    def table(self, columns: Sequence[tuple[str, int]], rows: Iterable[Sequence[Cell]]) -> None:
        """`columns` are labels with widths in millimetres. The labels stand again on each page; no row is cut."""
        table = self._document.add_table(rows=0, cols=len(columns), style="Table Grid")
        table.autofit = False
        table._tbl.tblPr.find(qn("w:tblLook")).addprevious(_padding())  # the order that Word expects
        for column, (_label, width) in zip(table.columns, columns, strict=True):
            column.width = Mm(width)
        self._row(table, columns, [[[Words(label, bold=True)]] for label, _width in columns], "tblHeader")
        for cells in rows:
            self._row(table, columns, cells, "cantSplit")
        self._document.add_paragraph()

    def saved(self) -> bytes:
        """The file in bytes. The same content gives the same bytes."""
        written = BytesIO()
        self._document.save(written)
        return without_times(written.getvalue())

    def _row(self, table: Any, columns: Sequence[tuple[str, int]], cells: Sequence[Cell], rule: str) -> None:
        row = table.add_row()
        row._tr.get_or_add_trPr().append(OxmlElement(f"w:{rule}"))
        for place, (_label, width), paragraphs in zip(row.cells, columns, cells, strict=True):
            place.width = Mm(width)
            first, *others = [words for words in paragraphs if any(each.text for each in words)] or [[]]
            self._write(place.paragraphs[0], first)
            for words in others:
                self._write(place.add_paragraph(), words)
            for paragraph in place.paragraphs:
                paragraph.paragraph_format.space_after = Pt(0)

    def _write(self, paragraph: Paragraph, words: Iterable[Words]) -> None:
        for each in words:
            for script, text in script_runs(tidy(each.text)):
                run = paragraph.add_run(text)
                run.bold, run.italic, run.font.strike = each.bold or None, each.italic or None, each.struck or None
                if script and is_foreign(script, self._language):
                    _mark(run._r.get_or_add_rPr(), script)


def _mark(properties: Any, script: str) -> None:
    """Says that a run is Korean; of Cyrillic that its language is not known, so that no program corrects it."""
    if script != "ko":
        properties.append(OxmlElement("w:noProof"))
        return
    properties.insert(0, _element("w:rFonts", hint="eastAsia"))
    properties.append(_element("w:lang", val=KOREAN, eastAsia=KOREAN))


def _describe(document: Document, *, title: str, author: str, language: str, at: datetime) -> None:
    facts = document.core_properties
    facts.title, facts.author, facts.language = tidy(title)[:255], tidy(author)[:255], language
    facts.last_modified_by, facts.comments = facts.author, ""
    facts.created = facts.modified = at.astimezone(UTC).replace(tzinfo=None)


def _set_styles(document: Document, language: str) -> None:
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = MARGIN
    defaults = document.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    _set_fonts(defaults)
    defaults.remove(defaults.find(qn("w:lang")))
    defaults.append(_element("w:lang", val=language, eastAsia=KOREAN))
    for name, size in SIZES.items():
        style: Any = document.styles[name]
        _set_fonts(style.element.get_or_add_rPr())
        style.font.size = Pt(size)
        style.paragraph_format.space_after = Pt(4)
        if name != "Normal":
            style.font.color.rgb = NAVY
            style.font.italic = False


def _set_fonts(properties: Any) -> None:
    for there in properties.findall(qn("w:rFonts")):
        properties.remove(there)
    properties.insert(0, _element("w:rFonts", ascii=FONT, hAnsi=FONT, cs=FONT, eastAsia=KOREAN_FONT))


def _padding() -> Any:
    """Room above and below the words of each cell, in twentieths of a point."""
    margins = OxmlElement("w:tblCellMar")
    margins.extend(_element(f"w:{side}", w="50", type="dxa") for side in ("top", "bottom"))
    return margins


def _element(name: str, **values: str) -> Any:
    element = OxmlElement(name)
    for key, value in values.items():
        element.set(qn(f"w:{key}"), value)
    return element
