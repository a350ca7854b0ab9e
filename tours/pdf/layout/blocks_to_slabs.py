"""Turns blocks into slabs: how each kind of block looks, and which elements of the structure it makes."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import accumulate, zip_longest

from tours.pdf.blocks import Banner, Block, Bullets, Code, Contents, Facts, Heading, Paragraph, Span, Table, Text, text
from tours.pdf.file.tagging import Element, Tag, bulleted, numbered
from tours.pdf.layout.codes import code_slab
from tours.pdf.layout.cover import banner_slabs
from tours.pdf.layout.lines import Line, cell_lines, text_lines
from tours.pdf.layout.setting import Setting
from tours.pdf.layout.slabs import Anchor, Bar, Link, PageNumber, Slab, kept_together
from tours.pdf.layout.tables import TableLayout
from tours.pdf.styles import Colour, Look

HEADINGS = {
    0: (Tag.TITLE, Look.SECTION, 26.0, 8.0),
    1: (Tag.SECTION, Look.SECTION, 26.0, 8.0),
    2: (Tag.SUBSECTION, Look.SUBSECTION, 16.0, 4.0),
}
"""For each level: its tag, its look, and the space above and below it."""
BEFORE_PARAGRAPH = 6.0
BULLET_INDENT, NUMBER_INDENT = 14.0, 22.0
FACT_LABELS = 0.246
"""The part of the width that the labels take."""
BEFORE_FACTS = 18.0
BEFORE_FACT = 7.0
SECTION_START = 0.2
"""The part of a page that the start of a section takes.

It stays together on one page, and so does a shorter section.
"""
CONTENTS_INDENT = 14.0
CONTENTS_NUMBERS = 40.0
BETWEEN_NOTES = 24.0


def laid_out(blocks: Iterable[Block], setting: Setting, root: Element) -> Iterator[Slab]:
    """Yields the slabs of the blocks. Their elements are made within `root`."""
    for section in _sections(blocks):
        slabs = [slab for block in section for slab in _slabs(block, setting, root)]
        yield from _with_start_kept(slabs, setting) if isinstance(section[0], Heading) else slabs


def ruled(height: float, words: str, setting: Setting, root: Element) -> Slab:
    """A slab of that height with a label and, below it, lines to write on."""
    before = setting.space(BETWEEN_NOTES)
    [line, *_rest] = text_lines(text(words, Look.LABEL), setting.frame.width, setting, root.child(Tag.PARAGRAPH))
    step = setting.space(BETWEEN_NOTES)
    top = before + line.height
    rules = [Bar(0, top + step * number, setting.frame.width, 0.5, Colour.RULE) for number in range(1, 100)]
    return Slab(height, (*line.marks(0, before), *(rule for rule in rules if rule.y <= height)))


def _sections(blocks: Iterable[Block]) -> Iterator[list[Block]]:
    """Splits the blocks before each heading of level 1."""
    section: list[Block] = []
    for block in blocks:
        if section and isinstance(block, Heading) and block.level == 1:
            yield section
            section = []
        section.append(block)
    if section:
        yield section


def _with_start_kept(slabs: list[Slab], setting: Setting) -> list[Slab]:
    """Keeps the start of a section on one page."""
    lowest = accumulate(slab.before + slab.height for slab in slabs)
    count = sum(1 for low in lowest if low < SECTION_START * setting.frame.height) + 1
    return kept_together(slabs[:count]) + slabs[count:]


def _slabs(block: Block, setting: Setting, root: Element) -> Iterable[Slab]:
    match block:
        case Banner():
            return banner_slabs(block, setting, root)
        case Heading():
            return _heading(block, setting, root)
        case Contents():
            return _contents(setting, root)
        case Paragraph():
            slabs = _paragraph(block.text, setting, root.child(Tag.PARAGRAPH))
            return [replace(slab, keep=slab.keep or block.leads) for slab in slabs]
        case Bullets():
            return _bullets(block, setting, root)
        case Facts():
            return _facts(block, setting, root)
        case Table():
            return TableLayout(block, setting, root).slabs()
        case Code():
            return [code_slab(block, setting, root)]


def _heading(heading: Heading, setting: Setting, root: Element) -> Iterator[Slab]:
    tag, look, before, after = HEADINGS[heading.level]
    words = Text((Span(heading.words, language=heading.language),), look)
    lines = text_lines(words, setting.frame.width, setting, root.child(tag))
    anchor = Anchor(0, 0, heading.key, heading.words, heading.level)
    for number, line in enumerate(lines):
        space = setting.space(after) if number == len(lines) - 1 else 0
        marks = (*line.marks(0, 0), *([] if number else [anchor]))
        yield Slab(line.height + space, marks, before=0 if number else setting.space(before), keep=True)


def _contents(setting: Setting, root: Element) -> Iterator[Slab]:
    contents = root.child(Tag.CONTENTS)
    for heading in setting.headings:
        yield from _entry(heading, setting, contents)


def _entry(heading: Heading, setting: Setting, contents: Element) -> Iterator[Slab]:
    """Yields the lines of an entry of the contents, with the page number at the end of the last line."""
    indent = setting.space(CONTENTS_INDENT) * (heading.level - 1)
    width = setting.frame.width - indent - CONTENTS_NUMBERS
    element = contents.child(Tag.CONTENTS_ITEM).child(Tag.REFERENCE).child(Tag.LINK)
    look = Look.NAME if heading.level == 1 else Look.CELL
    lines = text_lines(text(heading.words, look), width, setting, element)
    for number, line in enumerate(lines, 1):
        marks = [*line._replace(last=False).marks(indent, 0)]
        if number == len(lines):
            baseline = next(mark.y for mark in marks)
            marks.append(PageNumber(setting.frame.width, baseline, heading.key, line.type, element))
            left = indent + line.width + 6
            marks.append(Bar(left, baseline, setting.frame.width - CONTENTS_NUMBERS + 14 - left, 0.5, Colour.RULE))
        marks.append(
            Link(indent, 0, setting.frame.width - indent, line.height, f"#{heading.key}", heading.words, element)
        )
        apart = setting.space(7.0 if heading.level == 1 and number == 1 else 2.0)
        yield Slab(line.height, tuple(marks), before=apart, keep=number < len(lines))


def _paragraph(words: Text, setting: Setting, element: Element, *, indent: float = 0) -> list[Slab]:
    lines = text_lines(words, setting.frame.width - indent, setting, element)
    slabs = [Slab(line.height, tuple(line.marks(indent, 0))) for line in lines]
    if slabs:
        slabs[0] = replace(slabs[0], before=setting.space(BEFORE_PARAGRAPH))
    return _without_widows(slabs)


def _without_widows(slabs: list[Slab]) -> list[Slab]:
    """Keeps the first two lines together, and the last two, so that no page begins or ends with a single line."""
    if len(slabs) <= 3:
        return kept_together(slabs)
    return kept_together(slabs[:2]) + slabs[2:-2] + kept_together(slabs[-2:])


def _bullets(bullets: Bullets, setting: Setting, root: Element) -> Iterator[Slab]:
    listed = root.child(Tag.LIST, numbered() if bullets.numbered else bulleted())
    indent = setting.space(NUMBER_INDENT if bullets.numbered else BULLET_INDENT)
    for number, item in enumerate(bullets.items, 1):
        entry = listed.child(Tag.LIST_ITEM)
        label = entry.child(Tag.LABEL)
        words = item if isinstance(item, Text) else text(item)
        slabs = _paragraph(words, setting, entry.child(Tag.BODY), indent=indent)
        if slabs:
            [bullet] = text_lines(text(f"{number}." if bullets.numbered else "•"), setting.frame.width, setting, label)
            before = setting.space(BEFORE_PARAGRAPH / 2)
            yield replace(slabs[0], marks=(*bullet.marks(2, 0), *slabs[0].marks), before=before)
            yield from slabs[1:]


def _facts(facts: Facts, setting: Setting, root: Element) -> Iterator[Slab]:
    listed = root.child(Tag.LIST)
    indent = FACT_LABELS * setting.frame.width
    before = setting.space(BEFORE_FACTS)
    for label, cell in facts.entries:
        entry = listed.child(Tag.LIST_ITEM)
        named = text_lines(text(label, Look.LABEL), indent, setting, entry.child(Tag.LABEL))
        lines = cell_lines(cell, setting.frame.width - indent, setting, entry.child(Tag.BODY))
        if lines:
            yield from _fact(named, lines, indent, before)
            before = setting.space(BEFORE_FACT)


def _fact(label: list[Line], lines: list[Line], indent: float, before: float) -> list[Slab]:
    """Sets the label beside the first lines, on the same baselines."""
    slabs = []
    for name, line in zip_longest(label, lines):
        named = name.marks(0, _baseline_offset(name, line) if line else 0) if name else ()
        height = line.height if line else name.height
        slabs.append(Slab(height, (*named, *(line.marks(indent, 0) if line else ()))))
    slabs[0] = replace(slabs[0], before=before)
    return _without_widows(slabs)


def _baseline_offset(label: Line, line: Line) -> float:
    """How far a smaller label moves down to stand on the baseline of the line beside it."""
    return line.before + (line.type.leading - label.type.leading) / 2
