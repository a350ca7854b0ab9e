"""Files as hosts send them: what is read of each, and the sentence for those that are refused."""

import zipfile
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from openpyxl import Workbook

from tours.importing.files import archives, sheets
from tours.importing.files.opening import Source, opened

BOX = "<w:txbxContent><w:p><w:r><w:t>Bus at the gate</w:t></w:r></w:p></w:txbxContent>"
TRACKED = f"""<w:p {nsdecls("w")}
  xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">
  <w:pPr><w:tabs><w:tab w:val="left" w:pos="720"/></w:tabs><w:rPr><w:del w:id="9" w:author="x"/></w:rPr></w:pPr>
  <w:ins w:id="1" w:author="x"><w:r><w:t>09:30</w:t></w:r></w:ins>
  <w:del w:id="2" w:author="x"><w:r><w:delText>09:00</w:delText></w:r></w:del>
  <w:r><w:tab/><w:t>Visit to </w:t></w:r>
  <w:sdt><w:sdtContent><w:r><w:t>City Hall</w:t></w:r></w:sdtContent></w:sdt>
  <w:fldSimple w:instr=" DATE "><w:r><w:t>, Monday</w:t></w:r></w:fldSimple>
  <w:r><w:br/><w:t>with lunch</w:t></w:r>
  <w:r><mc:AlternateContent><mc:Choice Requires="wps">{BOX}</mc:Choice><mc:Fallback>{BOX}</mc:Fallback></mc:AlternateContent></w:r>
</w:p>"""


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def saved(document: object) -> bytes:
    file = BytesIO()
    document.save(file)  # type: ignore[attr-defined]
    return file.getvalue()


def zipped(**members: bytes) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/") + ".xml", content)
    return file.getvalue()


def workbook() -> tuple[Workbook, Any]:
    book = Workbook()
    return book, book.active


def refused(name: str, content: bytes) -> str:
    with pytest.raises(ValidationError) as refusal:
        opened(upload(name, content))
    return str(refusal.value.messages[0])


def test_all_words_of_a_document_are_read_once() -> None:
    document = Document()
    document.add_paragraph("Monday 4 September 2017")
    document.element.body.insert(1, parse_xml(TRACKED))
    table = document.add_table(rows=2, cols=3)
    table.cell(0, 0).text, table.cell(0, 1).text, table.cell(0, 2).text = "10:00", "Opening\nMayor", "Hall"
    table.cell(1, 0).merge(table.cell(1, 1)).text = "Lunch"
    table.cell(1, 2).text = "Canteen"
    section = document.sections[0]
    section.header.paragraphs[0].text, section.footer.paragraphs[0].text = "Study tour", "Draft of 1 August"

    assert opened(upload("Agenda.DOCX", saved(document))) == Source(
        "Monday 4 September 2017\n09:30\tVisit to City Hall, Monday\nwith lunch\nBus at the gate\n"
        "10:00\tOpening\tHall\n\tMayor\nLunch\t\tCanteen\nDraft of 1 August\nStudy tour",
        notes=("1 deletion that was tracked is left out.",),
    )


def test_row_and_nested_table_that_were_tracked_as_deleted_are_left_out() -> None:
    document = Document()
    table = document.add_table(rows=2, cols=1)
    table.cell(0, 0).text = "Old"
    table.rows[0]._tr.insert(0, parse_xml(f"<w:trPr {nsdecls('w')}><w:del w:id='1' w:author='x'/></w:trPr>"))
    table.cell(1, 0).add_table(rows=1, cols=2).cell(0, 1).text = "New"
    source = opened(upload("a.docx", saved(document)))

    assert (source.text, source.notes) == ("\tNew", ("1 deletion that was tracked is left out.",))


def test_sheet_is_read_as_people_see_it() -> None:
    book, sheet = workbook()
    sheet.append(["Day", "Start", "Title", "Moment"])
    sheet.append([date(2017, 9, 4), time(9, 30), "Opening\nby the mayor", datetime(2017, 9, 4, 9, 30)])
    sheet.append([None, None, 7.0, 0.5])
    book.create_sheet("Notes").append(["Ask"])
    source = opened(upload("a.xlsx", saved(book)))

    assert source == Source(
        'Day\tStart\tTitle\tMoment\n2017-09-04\t09:30\t"Opening\nby the mayor"\t2017-09-04 09:30\n\t\t7\t0.5\n',
        is_table=True,
        notes=("Only the sheet “Sheet” is read.",),
    )


def test_sheet_that_says_it_is_large_is_refused_at_its_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "MOST_ROWS", 3)
    book, sheet = workbook()
    sheet["A3"] = "third"
    assert "third" in opened(upload("a.xlsx", saved(book))).text
    sheet["A3"] = None
    sheet["A4"] = "x"
    assert refused("a.xlsx", saved(book)) == ("This sheet has more than 3 rows or 50 columns. Import it in parts.")
    sheet.delete_rows(4)
    sheet["AY1"] = "x"
    assert refused("a.xlsx", saved(book)) == "This sheet has more than 3 rows or 50 columns. Import it in parts."
    del sheet._cells[1, 51]
    sheet["A1000000"] = "far below"
    assert opened(upload("a.xlsx", saved(book))).text == ""


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("Šetnja, čaj i Đorđe".encode("cp1250"), "Šetnja, čaj i Đorđe"),
        ("Šetnja".encode("cp1250"), "Šetnja"),
        ("Café à Nîmes, 9 h".encode("cp1252"), "Café à Nîmes, 9 h"),
        ("Déjeuner".encode("cp1252"), "Déjeuner"),
        ("Prüfung im Straßenamt".encode("cp1252"), "Prüfung im Straßenamt"),
        ("Čaj".encode("utf-8-sig"), "Čaj"),
        ("Београд 서울".encode("utf-16"), "Београд 서울"),
        ("Београд".encode(), "Београд"),
    ],
)
def test_text_is_read_in_the_encoding_that_it_has(content: bytes, text: str) -> None:
    assert opened(upload("a.txt", content)) == Source(text)
    assert opened(upload("a.csv", content)) == Source(text, is_table=True)


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.doc", b"\xd0\xcf\x11\xe0old", "This is a file of an older office, or it has a password. Save it as .docx or .xlsx."),
        ("a.doc", b"<html>", "This is no file that can be read here. Save it as .docx or .xlsx."),
        ("a.pdf", b"%PDF-1.7", "A PDF cannot be read here. Open it, copy its text, and paste that."),
        ("a.txt", b"{\\rtf1 ", "This is a file of an older office. Save it as .docx."),
        ("a.docx", b"PK\x03\x04 broken", "This file is damaged or locked. Open it, save it again, and choose it anew."),
        ("a.docx", zipped(word__document=b"<a"), "This file is damaged or locked. Open it, save it again, and choose it anew."),
        ("a.xlsx", zipped(xl__workbook=b"<a"), "This file is damaged or locked. Open it, save it again, and choose it anew."),
        ("a.zip", zipped(a=b"<a/>"), "This is neither a Word document nor an Excel sheet. Save it as .docx or .xlsx, or paste its text."),
        ("a.bin", b"a\x00b", "This file cannot be read here. Choose a .docx, .xlsx, .csv or .txt file, or paste the text."),
        ("a.txt", b"a" * (5 * 1024 * 1024 + 1), "This file is larger than 5 MB. Take its pictures out, or paste its text."),
        (
            "a.docx",
            zipped(word__document=b'<!DOCTYPE a [<!ENTITY b "c">]><a/>'),
            "This file holds what no agenda needs: another archive, or declarations of its own. Paste its text.",
        ),
        (
            "a.docx",
            zipped(word__document=zipped(a=b"<a/>")),
            "This file holds what no agenda needs: another archive, or declarations of its own. Paste its text.",
        ),
    ],
    ids=["office", "html", "pdf", "rtf", "zip", "document", "sheet", "other", "bytes", "large", "declares", "nested"],
)  # fmt: skip
def test_other_files_are_refused_with_what_to_do(name: str, content: bytes, sentence: str) -> None:
    assert refused(name, content) == sentence


def test_archive_that_is_large_inside_is_refused_before_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = zipped(word__document=b"0" * 2_000)
    large = "This file is larger inside than 50 MB. Take its pictures out, or paste its text."
    monkeypatch.setattr(archives, "MOST_UNPACKED", 1_999)
    assert refused("a.docx", bomb) == large
    monkeypatch.setattr(archives, "MOST_UNPACKED", 2_000)
    monkeypatch.setattr(archives, "MOST_MEMBERS", 0)
    assert refused("a.docx", bomb) == large


def test_archive_of_too_many_tags_is_refused_before_they_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MOST_TAGS", 5)
    parts = {"word__document": b"<w><p/><p/></w>", "word__styles": b"<s></s>"}
    assert refused("a.docx", zipped(**parts)) == "This file holds more than an agenda can. Paste its text."


def test_merged_cell_of_more_columns_than_a_table_has_is_cut() -> None:
    document = Document()
    cells = document.add_table(1, 2).rows[0].cells
    for cell, span in zip(cells, ("²", "99"), strict=True):
        cell.text = span
        cell._tc.get_or_add_tcPr().get_or_add_gridSpan().set(qn("w:val"), span)
    assert opened(upload("a.docx", saved(document))).text == "²\t99"


def test_sheet_with_a_number_that_no_program_writes_is_refused() -> None:
    book, page = workbook()
    page.append(["Title"])
    with zipfile.ZipFile(BytesIO(saved(book))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["xl/styles.xml"] = parts["xl/styles.xml"].replace(b'numFmtId="0"', b'numFmtId="99999999999999999999"')
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    damaged = "This file is damaged or locked. Open it, save it again, and choose it anew."
    assert refused("a.xlsx", file.getvalue()) == damaged
