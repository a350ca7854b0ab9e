"""Reads drawn documents, so that tests can compare what is in them."""

import re
from io import BytesIO
from typing import Any

import page as validator
import pymupdf
from fontTools.ttLib import TTFont
from pypdf import PdfReader

MAPPED = re.compile(r"<([0-9A-F]{2})> <([0-9A-F]{4})>")


def reader(pdf: bytes) -> PdfReader:
    return PdfReader(BytesIO(pdf), strict=True)


def pages(pdf: bytes) -> list[list[str]]:
    """The lines of each page, as they are seen."""
    return [[line.strip() for line in page.extract_text().split("\n")] for page in reader(pdf).pages]


def lines(pdf: bytes) -> list[str]:
    """The lines of all pages, one after another."""
    return [line for page in pages(pdf) for line in page]


def letters(pdf: bytes) -> str:
    """All text as it is seen, without spaces, so that line breaks make no difference."""
    return "".join("".join(line.split()) for line in lines(pdf))


def meant(pdf: bytes) -> str:
    """All text that is read aloud and copied, without spaces. It includes letters that no face has."""
    opened: Any = pymupdf.open  # which is untyped
    with opened(stream=pdf, filetype="pdf") as document:
        return "".join("".join(page.get_text().split()) for page in document)


def failures(pdf: bytes) -> list[tuple[str, str, str]]:
    """What a validator finds wrong with the file as PDF/UA-1 and as PDF/A-2a."""
    return [
        (profile, failure.rule_id, failure.message)
        for profile in ("ua1", "2a")
        for failure in validator.validate_pdf_bytes(pdf, profile=profile).failures
    ]


def links(pdf: bytes) -> list[str]:
    annotations = [note.get_object() for page in reader(pdf).pages for note in page.get("/Annots", [])]
    return [str(note["/A"]["/URI"]) for note in annotations if "/A" in note]


def within(pdf: bytes) -> list[tuple[int, int]]:
    """For each link within the document: its page and the page that it leads to, counted from 1."""
    found = reader(pdf)
    numbers = {page.indirect_reference: number for number, page in enumerate(found.pages, 1)}
    return [
        (number, numbers[note.get_object()["/Dest"][0]])
        for number, page in enumerate(found.pages, 1)
        for note in page.get("/Annots", [])
        if "/Dest" in note.get_object()
    ]


def outline(pdf: bytes) -> list[Any]:
    """The titles of the outline. Titles below another stand in a list behind it."""
    return _titles(reader(pdf).outline)


def _titles(entries: list[Any]) -> list[Any]:
    return [_titles(entry) if isinstance(entry, list) else entry.title for entry in entries]


def structure(pdf: bytes) -> list[Any]:
    """The tree. An element is its tag, its attributes if any, and its kids; runs of words are given as their count."""
    catalog: Any = reader(pdf).root_object
    return _element(catalog["/StructTreeRoot"]["/K"].get_object())


def _element(element: Any) -> list[Any]:
    kids = element.get("/K", [])
    kids = kids if isinstance(kids, list) else [kids]
    found: list[Any] = [str(element["/S"])[1:]]
    if "/A" in element:
        found.append({key[1:]: str(value).lstrip("/") for key, value in element["/A"].items() if key != "/O"})
    if "/Alt" in element:
        found.append(str(element["/Alt"]))
    runs = 0
    for kid in (one.get_object() for one in kids):
        if isinstance(kid, int) or kid.get("/Type") == "/MCR":
            runs += 1
        elif kid.get("/Type") == "/OBJR":
            found.append("area")
        else:
            found.append(_element(kid))
    return [*found, runs] if runs else found


def code(pdf: bytes) -> str:
    """The operators of all pages."""
    return "\n".join(page.get_contents().get_data().decode("latin-1") for page in reader(pdf).pages)  # type: ignore[union-attr]  # no page is empty


def spoken_languages(pdf: bytes) -> list[str]:
    """The languages of words that are not in the document's language, in order."""
    return re.findall(r"/Span <</Lang\((.*?)\)", code(pdf))


def strings(pdf: bytes) -> list[str]:
    """The text of the operators, as a screen reader joins it."""
    return re.findall(r"^\((.*)\) Tj$", code(pdf), re.MULTILINE)


def drawn_characters(pdf: bytes) -> dict[str, set[str]]:
    """For each face, the characters that its embedded files have an outline for, under the codes that the text uses."""
    found: dict[str, set[str]] = {}
    for page in reader(pdf).pages:
        resources: Any = page["/Resources"]
        for font in resources["/Font"].values():
            name = str(font["/BaseFont"]).partition("+")[2]
            found.setdefault(name, set()).update(_outlined(font))
    return found


def _outlined(font: Any) -> set[str]:
    embedded = TTFont(BytesIO(font["/FontDescriptor"]["/FontFile2"].get_data()))
    [cmap] = embedded["cmap"].tables
    glyphs = {code: name for code, name in cmap.cmap.items() if embedded.getGlyphID(name) != 0}
    mapped = {
        int(code, 16): chr(int(point, 16)) for code, point in MAPPED.findall(font["/ToUnicode"].get_data().decode())
    }
    return {
        letter for code, letter in mapped.items() if code in glyphs and embedded["glyf"][glyphs[code]].numberOfContours
    }
