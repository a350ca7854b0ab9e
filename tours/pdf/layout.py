"""Blocks as slabs: what each kind of block looks like."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import accumulate, groupby

import segno

from tours.pdf.blocks import Banner, Block, Bullets, Code, Facts, Heading, Paragraph, Table, Text, text
from tours.pdf.fonts import Ruler
from tours.pdf.lines import Line, cell_lines, text_lines
from tours.pdf.slabs import Bar, Frame, Mark, Slab, kept_together
from tours.pdf.styles import SIDE_MARGIN, TOP_MARGIN, Colour, Look
from tours.pdf.tables import TableLayout

HEADINGS = {1: (Look.SECTION, 26.0, 8.0), 2: (Look.SUBSECTION, 14.0, 4.0)}
"""The look of each level, the space above it and below it."""
BEFORE_PARAGRAPH = 6.0
BULLET_INDENT = 14.0
FACT_LABELS = 120.0
BEFORE_FACTS = 18.0
BEFORE_FACT = 7.0
CODE_MODULE = 2.4
BESIDE_CODE = 18.0
BEFORE_CODE = 12.0
LONG_TITLE = 70
BANNER_RULE = 4.0
AFTER_BANNER = 14.0
BEGUN = 0.2
"""Of a page: so much of a section stands under its heading at least, or all of a shorter one."""
OVERLAP = 0.5  # or a hair of white shows between the grounds of two lines


def laid_out(blocks: Iterable[Block], frame: Frame, ruler: Ruler) -> Iterator[Slab]:
    for section in _sections(blocks):
        slabs = [slab for block in section for slab in _slabs(block, frame, ruler)]
        yield from _begun(slabs, frame) if isinstance(section[0], Heading) else slabs


def _sections(blocks: Iterable[Block]) -> Iterator[list[Block]]:
    """The blocks, parted before each heading of a section."""
    section: list[Block] = []
    for block in blocks:
        if section and isinstance(block, Heading) and block.level == 1:
            yield section
            section = []
        section.append(block)
    if section:
        yield section


def _begun(slabs: list[Slab], frame: Frame) -> list[Slab]:
    """The beginning of a section stays on one page."""
    lowest = accumulate(slab.before + slab.height for slab in slabs)
    count = sum(1 for low in lowest if low < BEGUN * frame.height) + 1
    return kept_together(slabs[:count]) + slabs[count:]


def _slabs(block: Block, frame: Frame, ruler: Ruler) -> Iterable[Slab]:
    match block:
        case Banner():
            return _banner(block, frame, ruler)
        case Heading():
            return _heading(block, frame, ruler)
        case Paragraph():
            return _paragraph(block.text, frame, ruler)
        case Bullets():
            return _bullets(block, frame, ruler)
        case Facts():
            return _facts(block, frame, ruler)
        case Table():
            return TableLayout(block, frame, ruler).slabs()
        case Code():
            return [_code(block, frame, ruler)]


def _banner(banner: Banner, frame: Frame, ruler: Ruler) -> Iterator[Slab]:
    """White on navy to the edges of the page, with a thin rule of ochre under it. A ground a line, so that it may be cut."""
    title = Look.TITLE if len(banner.title) <= LONG_TITLE else Look.LONG_TITLE
    over = text_lines(text(banner.over, Look.OVER_TITLE), frame.width, ruler)
    lines = [*over, *text_lines(text(banner.title, title), frame.width, ruler)]
    for words in banner.under:
        lines += text_lines(text(words, Look.UNDER_TITLE), frame.width, ruler)
    yield Slab(TOP_MARGIN, (_ground(-TOP_MARGIN, 2 * TOP_MARGIN, frame),))
    before = None
    for line in lines:
        apart = 10.0 if before and line.look is not before else 0.0
        before = line.look
        yield Slab(line.height + apart, (_ground(0, line.height + apart, frame), *line.marks(0, apart)))
    rule = Bar(-SIDE_MARGIN, TOP_MARGIN, frame.width + 2 * SIDE_MARGIN, BANNER_RULE, Colour.OCHRE)
    yield Slab(TOP_MARGIN + BANNER_RULE + AFTER_BANNER, (_ground(0, TOP_MARGIN, frame), rule))


def _ground(y: float, height: float, frame: Frame) -> Bar:
    return Bar(-SIDE_MARGIN, y - OVERLAP, frame.width + 2 * SIDE_MARGIN, height + OVERLAP, Colour.NAVY)


def _heading(heading: Heading, frame: Frame, ruler: Ruler) -> Iterator[Slab]:
    look, before, after = HEADINGS[heading.level]
    lines = text_lines(text(heading.words, look), frame.width, ruler)
    for number, line in enumerate(lines):
        space = after if number == len(lines) - 1 else 0
        yield Slab(line.height + space, tuple(line.marks(0, 0)), before=0 if number else before, keep=True)


def _paragraph(words: Text, frame: Frame, ruler: Ruler, *, indent: float = 0) -> list[Slab]:
    lines = text_lines(words, frame.width - indent, ruler)
    slabs = [Slab(line.height, tuple(line.marks(indent, 0))) for line in lines]
    if slabs:
        slabs[0] = replace(slabs[0], before=BEFORE_PARAGRAPH)
    return _without_widows(slabs)


def _without_widows(slabs: list[Slab]) -> list[Slab]:
    """The first two lines stay together, and the last two."""
    if len(slabs) <= 3:
        return kept_together(slabs)
    return kept_together(slabs[:2]) + slabs[2:-2] + kept_together(slabs[-2:])


def _bullets(bullets: Bullets, frame: Frame, ruler: Ruler) -> Iterator[Slab]:
    for item in bullets.items:
        slabs = _paragraph(text(item), frame, ruler, indent=BULLET_INDENT)
        if slabs:
            [bullet] = text_lines(text("•"), frame.width, ruler)
            yield replace(slabs[0], marks=(*bullet.marks(2, 0), *slabs[0].marks), before=BEFORE_PARAGRAPH / 2)
            yield from slabs[1:]


def _facts(facts: Facts, frame: Frame, ruler: Ruler) -> Iterator[Slab]:
    before = BEFORE_FACTS
    for label, cell in facts.entries:
        lines = cell_lines(cell, frame.width - FACT_LABELS, ruler)
        slabs = [Slab(line.height, tuple(line.marks(FACT_LABELS, 0))) for line in lines]
        if slabs:
            [name, *_rest] = text_lines(text(label, Look.LABEL), FACT_LABELS, ruler)
            marks = (*name.marks(0, _down(name, lines[0])), *slabs[0].marks)
            yield from _without_widows([replace(slabs[0], marks=marks, before=before), *slabs[1:]])
            before = BEFORE_FACT


def _down(label: Line, line: Line) -> float:
    """How far a smaller label goes down to stand on the baseline of the line beside it."""
    return (line.height - label.height) / 2


def _code(code: Code, frame: Frame, ruler: Ruler) -> Slab:
    matrix = segno.make(code.address, error="m", micro=False).matrix
    side = len(matrix) * CODE_MODULE
    left = side + BESIDE_CODE
    lines = cell_lines(code.beside, frame.width - left, ruler)
    marks: list[Mark] = list(_modules(matrix))
    top = 0.0
    for line in lines:
        marks += line.marks(left, top)
        top += line.height
    return Slab(max(side, top), tuple(marks), before=BEFORE_CODE)


def _modules(matrix: Iterable[Iterable[int]]) -> Iterator[Bar]:
    """The dark modules of each row; those side by side are one bar."""
    for row, modules in enumerate(matrix):
        column = 0
        for dark, run in groupby(modules):
            count = len(list(run))
            if dark:
                left, top = column * CODE_MODULE, row * CODE_MODULE
                yield Bar(left, top, count * CODE_MODULE, CODE_MODULE, Colour.BLACK)
            column += count
