"""What stands above and below the frame of every page: the document, its edition, its audience and the page number."""

from collections.abc import Iterator
from itertools import accumulate, takewhile

from django.utils.translation import gettext as _

from tours.pdf.blocks import Document
from tours.pdf.faces.drawable import drawable
from tours.pdf.layout.setting import Setting
from tours.pdf.layout.slabs import Bar, Glyphs, Mark
from tours.pdf.styles import Colour, Look

BETWEEN = 18.0
ABOVE_FOOTER = 14.0


class Margins:
    """The header has the title; the footer has the edition, the audience and the page. They belong to no element."""

    def __init__(self, document: Document, pages: int, setting: Setting) -> None:
        self.setting, self.pages = setting, pages
        self.type = setting.type(Look.FOOTER)
        width = setting.frame.width
        edition = " · ".join(
            drawable(words).replace("\n", " ") for words in (document.edition, document.audience) if words
        )
        self.edition = self._shortened(edition, width - self._width(self._numbered(pages)) - setting.space(BETWEEN))
        self.title = self._shortened(drawable(document.title).replace("\n", " "), width)

    def marks(self, page: int) -> Iterator[Mark]:
        """The marks of one page, counted from 1. The first page has its cover instead of a header."""
        frame, line = self.setting.frame, self.setting.frame.height + self.setting.style.footer
        numbered = self._numbered(page)
        yield Bar(0, line - self.setting.space(ABOVE_FOOTER), frame.width, 0.6, Colour.RULE)
        yield Glyphs(0, line, f"{self.edition} ", self.type)
        yield Glyphs(frame.width - self._width(numbered), line, numbered, self.type)
        if page > 1:
            yield Glyphs(0, -self.setting.style.footer + self.type.size, self.title, self.type)

    def _numbered(self, page: int) -> str:
        return _("Page %(number)d of %(count)d") % {"number": page, "count": self.pages}

    def _width(self, words: str) -> float:
        return self.setting.ruler.width(words, self.type.face, self.type.size)

    def _shortened(self, words: str, room: float) -> str:
        """The words, cut to the room. If some are cut off, an ellipsis stands there."""
        if self._width(words) <= room:
            return words
        room -= self._width("…")
        widths = accumulate(map(self._width, words))
        count = sum(1 for _width in takewhile(lambda width: width <= room, widths))
        return f"{words[:count].rstrip()}…"
