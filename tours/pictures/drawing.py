"""A stored picture drawn smaller, for pages, lists and shared links: a photograph as it was taken is megabytes large."""

from io import BytesIO
from typing import IO, TYPE_CHECKING, Any

from tours.pictures.sizes import JPEG, WEBP, Drawing, Size, measures

if TYPE_CHECKING:
    from PIL.Image import Image

SAVED: dict[str, dict[str, Any]] = {
    WEBP: {"format": "WEBP", "quality": 78, "method": 4},
    JPEG: {"format": "JPEG", "quality": 80, "optimize": True},
}
MARGIN = 2
"""A JPEG is decoded at no more than it takes to draw it well: twice the size."""


def drawn(file: IO[bytes], drawing: Drawing) -> bytes:
    """The picture in the colours of screens, on white where it was transparent, and with nothing else in the file.

    The same file gives the same bytes.
    """
    made = BytesIO()
    picture_of(file, drawing.size).save(made, **SAVED[drawing.kind])
    return made.getvalue()


def picture_of(file: IO[bytes], size: Size) -> "Image":
    from PIL import Image, ImageOps  # Pillow is slow to load, and most processes never draw

    with Image.open(file) as stored:
        to = measures(stored.width, stored.height, size)
        stored.draft(None, (to[0] * MARGIN, to[1] * MARGIN))
        whole = _in_colours_of_screens(stored)
    whole = ImageOps.fit(whole, to) if size.is_cut else whole.resize(to)
    picture = Image.new("RGB", to, "white")
    picture.paste(whole, mask=whole)
    return picture


def _in_colours_of_screens(stored: "Image") -> "Image":
    """A phone's own profile is applied: without it, the same numbers are paler colours."""
    from PIL import ImageCms

    if stored.mode.startswith("I"):  # 16 bits of grey, which Pillow would cut to white
        return stored.convert("I").point([value >> 8 for value in range(1 << 16)], "L").convert("RGBA")
    profile = stored.info.get("icc_profile")
    if not profile:
        return stored.convert("RGBA")
    whole, to = (stored, "RGB") if stored.mode == "CMYK" else (stored.convert("RGBA"), "RGBA")
    try:
        shown = ImageCms.profileToProfile(whole, BytesIO(profile), ImageCms.createProfile("sRGB"), outputMode=to)
    except (ImageCms.PyCMSError, OSError):  # the profile is damaged, or is for other colours
        return stored.convert("RGBA")
    return (shown or whole).convert("RGBA")
