"""Draws an address as a QR code, for the camera of a telephone."""

from collections.abc import Iterable, Iterator
from itertools import groupby

import segno
from django.utils.translation import gettext as _

from tours.pdf.blocks import Code
from tours.pdf.file.tagging import Element, Tag, alternative
from tours.pdf.layout.lines import text_lines
from tours.pdf.layout.setting import Setting
from tours.pdf.layout.slabs import Bar, Mark, Slab
from tours.pdf.styles import Colour

MODULE = 2.4
"""The side of a module on A4, in points."""
SMALLEST_MODULE = 1.7  # 0.6 mm, which any telephone reads at a hand's distance
BESIDE = 18.0
BEFORE = 12.0


def code_slab(code: Code, setting: Setting, root: Element) -> Slab:
    matrix = segno.make(code.address, error="m", micro=False).matrix
    module = max(SMALLEST_MODULE, setting.space(MODULE))
    side = len(matrix) * module
    left = side + setting.space(BESIDE)
    shown = _("QR code that leads to %(address)s") % {"address": code.address}
    picture = root.child(Tag.FIGURE, alternative(shown))
    marks: list[Mark] = list(_modules(matrix, module, picture))
    top = 0.0
    for words in code.beside:
        for line in text_lines(words, setting.frame.width - left, setting, root.child(Tag.PARAGRAPH)):
            marks += line.marks(left, top)
            top += line.height
    return Slab(max(side, top), tuple(marks), before=setting.space(BEFORE))


def _modules(matrix: Iterable[Iterable[int]], module: float, element: Element) -> Iterator[Bar]:
    """Yields the dark modules of each row. Modules side by side are one bar."""
    for row, modules in enumerate(matrix):
        column = 0
        for dark, run in groupby(modules):
            count = len(list(run))
            if dark:
                yield Bar(column * module, row * module, count * module, module, Colour.BLACK, element)
            column += count
