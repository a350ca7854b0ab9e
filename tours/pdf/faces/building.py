"""Builds a face: Latin, Cyrillic, Greek and Hangul in one TrueType file. Run as `python -m tours.pdf.faces.building
Bold FILE`.

No single open face holds all these scripts. So Noto Sans and Noto Sans KR are cut down to what programmes need, set to
one weight, and merged. Hanja would add half again to the time and the size, so they are left out.
"""

import os
import sys
import tempfile
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from typing import Any

from fontTools import subset
from fontTools.merge import Merger
from fontTools.varLib.instancer import instantiateVariableFont

from tours.pdf.faces.faces import NOTO_SANS, NOTO_SANS_KR, Face

WEIGHTS = {Face.REGULAR: 400, Face.BOLD: 700}
# Letters, punctuation and signs of the basic plane: reportlab's character maps reach no further. Noto Sans KR adds what
# Noto Sans lacks: Hangul and its punctuation, more arrows, enclosed numbers, check marks.
ALPHABETIC = (range(0x20, 0x590), range(0x1C80, 0x2800), range(0xFB00, 0xFB07), range(0xFFFD, 0xFFFE))
KOREAN = (
    range(0x1100, 0x1200),
    range(0x2000, 0x2800),
    range(0x3000, 0x3400),
    range(0xAC00, 0xD7A4),
    range(0xFF00, 0xFFF0),
)
LAYOUT_TABLES = ["GSUB", "GPOS", "GDEF", "BASE", "VORG", "STAT", "vhea", "vmtx"]  # reportlab sets glyph by glyph
COPYRIGHT = 0  # the number of that name record


def build(face: Face, path: Path) -> None:
    """Builds and writes the face. The same sources give the same bytes."""
    alphabetic = _cut(NOTO_SANS, _points(ALPHABETIC))
    korean = _cut(NOTO_SANS_KR, _points(KOREAN) - set(alphabetic.getBestCmap()))
    weight = WEIGHTS[face]
    font = Merger().merge([_at(alphabetic, wght=weight, wdth=100), _at(korean, wght=weight)])
    font["head"].created = font["head"].modified = 0  # otherwise the bytes would change with the clock
    font.recalcTimestamp = False
    font.recalcBBoxes = False  # they are right, and working them out again takes seconds
    _name(font, face)
    write(path, _bytes(font))


def _cut(path: Path, points: set[int]) -> Any:
    """The variable font with only the glyphs of these code points, without hints and layout tables.

    It is cut before its weight is set, because setting the weight of unneeded glyphs takes the most time.
    """
    options = subset.Options(hinting=False, notdef_outline=True)
    options.drop_tables += LAYOUT_TABLES
    font = subset.load_font(path, options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=points)
    subsetter.subset(font)
    return font


def _at(variable: Any, **location: int) -> BytesIO:
    """The static font at one location of the variable font, which is changed in place and cannot be used again."""
    with instantiateVariableFont(variable, location, inplace=True) as font:
        return BytesIO(_bytes(font))


def _name(font: Any, face: Face) -> None:
    """Names the merged face, so that nobody takes it for Noto."""
    names = {1: "Sojourn Sans", 2: face.value, 4: f"Sojourn Sans {face.value}", 6: face.font_name}
    font["name"].names = [record for record in font["name"].names if record.nameID == COPYRIGHT]
    for number, text in names.items():
        font["name"].setName(text, number, 3, 1, 0x409)


def _points(blocks: Iterable[range]) -> set[int]:
    return {point for block in blocks for point in block}


def _bytes(font: Any) -> bytes:
    file = BytesIO()
    font.save(file)
    return file.getvalue()


def write(path: Path, body: bytes) -> None:
    """Writes the file whole or not at all, so that nobody reads half a font."""
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".", delete=False) as file:
        file.write(body)
        file.flush()
        os.fsync(file.fileno())  # otherwise a power cut could leave the name with nothing behind it
    os.chmod(file.name, 0o644)  # the server may run as another user than the builder
    os.replace(file.name, path)


if __name__ == "__main__":
    build(Face(sys.argv[1]), Path(sys.argv[2]))
