"""What layout needs to know besides the blocks: the style, the widths of words, and the headings of the contents."""

from dataclasses import dataclass

from tours.pdf.blocks import Heading
from tours.pdf.faces.fonts import Ruler
from tours.pdf.layout.slabs import Frame
from tours.pdf.styles import Look, Style, Type


@dataclass(frozen=True, slots=True)
class Setting:
    """`headings` are the entries of the list of contents."""

    style: Style
    ruler: Ruler
    headings: tuple[Heading, ...] = ()

    @property
    def frame(self) -> Frame:
        width, height = self.style.size
        return Frame(width - 2 * self.style.side, height - self.style.top - self.style.bottom)

    def type(self, look: Look) -> Type:
        return self.style.types[look]

    def space(self, points: float) -> float:
        """A white space of that many points on A4, and less on small paper."""
        return points * self.style.space
