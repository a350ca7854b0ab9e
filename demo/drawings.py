"""Draws the pictures of the demonstration: views of cities and people, of plain shapes. They show nobody and nothing real."""

from collections.abc import Callable, Iterator
from functools import cache
from io import BytesIO

from PIL import Image, ImageDraw

WIDE, FACE = (1920, 1200), (640, 640)
SKY, SUN, FAR, NEAR, WATER, LIGHT = "#dce8f2", "#f4c95d", "#9fb6c9", "#2f4a63", "#7fa7bf", "#f7efdc"
Pen = ImageDraw.ImageDraw


@cache
def drawn(name: str) -> bytes:
    """The drawing of that name as a PNG, the same at each call."""
    size, draw = DRAWINGS[name]
    image = Image.new("P", size, SKY)
    draw(ImageDraw.Draw(image))
    file = BytesIO()
    image.save(file, "PNG")
    return file.getvalue()


def _towers(pen: Pen) -> None:
    """A large city at a river, before hills."""
    pen.ellipse((1440, 120, 1640, 320), fill=SUN)
    pen.polygon([(0, 760), (420, 420), (820, 700), (1260, 380), (1920, 760)], fill=FAR)
    for left, width, top in _blocks(17, (96, 176), (300, 680)):
        pen.rectangle((left, top, left + width, 900), fill=NEAR)
        for y in range(top + 30, 860, 52):
            pen.line((left + 12, y, left + width - 12, y), fill=FAR, width=8)
    pen.rectangle((0, 900, 1920, 1200), fill=WATER)
    pen.rectangle((0, 930, 1920, 958), fill=LIGHT)
    for left in range(60, 1920, 220):
        pen.rectangle((left, 958, left + 26, 1060), fill=LIGHT)


def _harbour(pen: Pen) -> None:
    """Houses on a slope, a quay with cranes, and the sea."""
    pen.polygon([(0, 520), (700, 260), (1300, 460), (1920, 300), (1920, 820), (0, 820)], fill=FAR)
    walls = (LIGHT, "#e6b98a", "#d98f6c")
    for number, (left, width, top) in enumerate(_blocks(23, (120, 200), (540, 680))):
        pen.rectangle((left, top, left + width, 820), fill=walls[number % 3])
        pen.polygon([(left - 8, top), (left + width / 2, top - 46), (left + width + 8, top)], fill="#9c4a32")
        for y in range(top + 40, 780, 70):
            pen.rectangle((left + 20, y, left + 44, y + 34), fill=NEAR)
    pen.rectangle((0, 820, 1920, 870), fill="#b9b2a3")
    pen.rectangle((0, 870, 1920, 1200), fill=WATER)
    for left in (300, 1180):
        pen.line((left, 820, left + 90, 420), fill=NEAR, width=22)
        pen.line((left + 90, 420, left + 430, 520), fill=NEAR, width=16)
        pen.line((left + 430, 520, left + 430, 760), fill=NEAR, width=6)
    pen.polygon([(620, 960), (1180, 960), (1090, 1060), (700, 1060)], fill=NEAR)


def _hall(pen: Pen) -> None:
    """Rows of chairs before a screen."""
    pen.rectangle((0, 0, 1920, 1200), fill=LIGHT)
    pen.rectangle((360, 140, 1560, 640), fill=NEAR)
    pen.polygon([(480, 560), (760, 300), (980, 460), (1220, 240), (1440, 560)], fill=FAR)
    for row in range(4):
        y, width = 740 + row * 120, 110 + row * 16
        for left in range(40 + 30 * (row % 2), 1900, width + 60):
            pen.rounded_rectangle((left, y, left + width, y + 90), 22, fill=WATER if row % 2 else FAR)


def _square(pen: Pen) -> None:
    """A square with trees, a town hall and its clock."""
    pen.rectangle((0, 780, 1920, 1200), fill="#d8cfbd")
    pen.rectangle((520, 380, 1400, 780), fill=LIGHT)
    pen.rectangle((880, 180, 1040, 380), fill=LIGHT)
    pen.polygon([(850, 180), (960, 60), (1070, 180)], fill="#9c4a32")
    pen.ellipse((910, 220, 1010, 320), fill=NEAR)
    for left in range(580, 1360, 130):
        pen.rectangle((left, 460, left + 60, 600), fill=NEAR)
    pen.rectangle((910, 640, 1010, 780), fill="#7a5c3e")
    for left in (140, 330, 1500, 1700):
        pen.rectangle((left + 56, 700, left + 84, 900), fill="#7a5c3e")
        pen.ellipse((left, 500, left + 140, 760), fill="#5f8f5a")


def _person(coat: str, hair: str, skin: str) -> Callable[[Pen], None]:
    def draw(pen: Pen) -> None:
        pen.ellipse((60, 420, 580, 940), fill=coat)
        pen.rectangle((270, 360, 370, 470), fill=skin)
        pen.ellipse((180, 90, 460, 410), fill=hair)
        pen.ellipse((205, 140, 435, 420), fill=skin)

    return draw


def _blocks(seed: int, widths: tuple[int, int], tops: tuple[int, int]) -> Iterator[tuple[int, int, int]]:
    """Left, width and top of houses side by side, as uneven as a street is, and the same each time."""
    left = 20
    while left < 1860:
        seed = seed * 1103515245 + 12345 & 0x7FFFFFFF
        width = widths[0] + (seed >> 16) % (widths[1] - widths[0])
        yield left, width, tops[0] + (seed >> 8) % (tops[1] - tops[0])
        left += width + 6 + (seed >> 20) % 16


DRAWINGS: dict[str, tuple[tuple[int, int], Callable[[Pen], None]]] = {
    "towers": (WIDE, _towers),
    "harbour": (WIDE, _harbour),
    "hall": (WIDE, _hall),
    "square": (WIDE, _square),
    "person in navy": (FACE, _person("#2f4a63", "#2b211b", "#e2b48f")),
    "person in green": (FACE, _person("#3f6b4f", "#6b4a2e", "#c98f6b")),
    "person in red": (FACE, _person("#97351f", "#8d8d8d", "#f0cdb0")),
}
