"""What layout needs to know besides the blocks."""

from dataclasses import dataclass

from tours.pdf.blocks import Heading
from tours.pdf.faces.fonts import Ruler
from tours.pdf.layout.slabs import Frame
from tours.pdf.styles import Look, Style, Type


@dataclass(frozen=True, slots=True)
class Setting:
    """`headings` are those that a list of contents names."""

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
        """So much white on A4, less on small paper."""
        return points * self.style.space
