"""Draws the head of a cover: white on navy out to the edges of the page, with a thin ochre rule under it."""

from collections.abc import Iterator

from tours.pdf.blocks import Banner, Span, Text, text
from tours.pdf.file.tagging import Element, Tag
from tours.pdf.layout.lines import Line, text_lines
from tours.pdf.layout.setting import Setting
from tours.pdf.layout.slabs import Anchor, Bar, Slab
from tours.pdf.styles import Colour, Look

LONG_TITLE = 70
BANNER = 0.36
"""The least height of the banner, as a part of the page. The title stands at its lower end."""
RULE = 4.0
AFTER = 14.0
APART = 10.0
OVERLAP = 0.5  # otherwise a thin white line shows between the backgrounds of two lines


def banner_slabs(banner: Banner, setting: Setting, root: Element) -> Iterator[Slab]:
    """Yields one slab with its own background for each line, so that a very long banner can go on to the next page."""
    over, title, under = _texts(banner, setting, root)
    lines = [*over, *title, *under]
    apart = [_space_between(line, above) for line, above in zip(lines, [None, *lines], strict=False)]
    top = setting.style.top
    spare = BANNER * setting.style.size[1] - 2 * top - sum(line.height for line in lines) - sum(apart)
    yield Slab(top * 0.4, (_ground(-top, top * 1.4, setting),))
    for number, (line, space) in enumerate(zip(lines, apart, strict=True)):
        room = space + (max(0.0, spare) if number == len(over) else 0.0)
        marks = (_ground(0, line.height + room, setting), *line.marks(0, room))
        anchor = [Anchor(0, 0, "", banner.title, 0)] if number == len(over) else []
        yield Slab(line.height + room, (*marks, *anchor))
    rule = Bar(-setting.style.side, top * 0.6, setting.style.size[0], RULE, Colour.OCHRE)
    yield Slab(top * 0.6 + RULE + setting.space(AFTER), (_ground(0, top * 0.6, setting), rule))


def _texts(banner: Banner, setting: Setting, root: Element) -> tuple[list[Line], list[Line], list[Line]]:
    width = setting.frame.width
    title = Look.TITLE if len(banner.title) <= LONG_TITLE else Look.LONG_TITLE
    over = text_lines(text(banner.over, Look.OVER_TITLE), width, setting, root.child(Tag.PARAGRAPH))
    named = text_lines(
        Text((Span(banner.title, language=banner.language),), title), width, setting, root.child(Tag.TITLE)
    )
    under = [
        line
        for words in banner.under
        for line in text_lines(text(words, Look.UNDER_TITLE), width, setting, root.child(Tag.PARAGRAPH))
    ]
    return over, named, under


def _space_between(line: Line, above: Line | None) -> float:
    return APART if above and line.type is not above.type else 0.0


def _ground(y: float, height: float, setting: Setting) -> Bar:
    return Bar(-setting.style.side, y - OVERLAP, setting.style.size[0], height + OVERLAP, Colour.NAVY)
