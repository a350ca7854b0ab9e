"""A stored picture drawn smaller, for pages, lists and shared links: a photograph as it was taken is megabytes large."""

from io import BytesIO
from typing import IO, NamedTuple


class Size(NamedTuple):
    width: int
    height: int
    is_cut: bool
    """Whether the picture fills the size, and what goes beyond is cut off; otherwise it fits within, and is never enlarged."""


SIZES = {
    "page": Size(1200, 1200, is_cut=False),
    "list": Size(320, 168, is_cut=True),
    "card": Size(1200, 630, is_cut=True),
}
QUALITY = 80


def measures(width: int, height: int, size: Size) -> tuple[int, int]:
    """How wide and high a picture of these measures becomes."""
    if size.is_cut:
        return size.width, size.height
    scale = min(1, size.width / width, size.height / height)
    return max(1, round(width * scale)), max(1, round(height * scale))


def drawn_smaller(file: IO[bytes], size: Size) -> bytes:
    """The picture as a JPEG, on white where it was transparent. The same file gives the same bytes."""
    from PIL import Image, ImageOps  # Pillow is slow to load, and most processes never draw

    with Image.open(file) as stored:
        whole = stored.convert("RGBA")
    to = measures(whole.width, whole.height, size)
    whole = ImageOps.fit(whole, to) if size.is_cut else whole.resize(to)
    picture = Image.new("RGB", to, "white")
    picture.paste(whole, mask=whole)
    made = BytesIO()
    picture.save(made, "JPEG", quality=QUALITY, optimize=True)
    return made.getvalue()
