"""Reads back what was drawn."""

import re
from io import BytesIO
from typing import Any

from fontTools.ttLib import TTFont
from pypdf import PdfReader

MAPPED = re.compile(r"<([0-9A-F]{2})> <([0-9A-F]{4})>")


def reader(pdf: bytes) -> PdfReader:
    return PdfReader(BytesIO(pdf), strict=True)


def pages(pdf: bytes) -> list[list[str]]:
    """The lines of each page."""
    return [page.extract_text().split("\n") for page in reader(pdf).pages]


def lines(pdf: bytes) -> list[str]:
    """Of all pages, one after another."""
    return [line for page in pages(pdf) for line in page]


def letters(pdf: bytes) -> str:
    """All that is written, without its spaces: how a text is broken into lines makes no difference."""
    return "".join("".join(line.split()) for line in lines(pdf))


def links(pdf: bytes) -> list[str]:
    annotations = [note.get_object() for page in reader(pdf).pages for note in page.get("/Annots", [])]
    return [str(note["/A"]["/URI"]) for note in annotations]


def drawn_characters(pdf: bytes) -> dict[str, set[str]]:
    """By face, the characters that its embedded files have an outline for, under the codes that the text uses."""
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
