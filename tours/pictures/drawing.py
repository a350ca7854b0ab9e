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
        whole, profile = _plain(stored), stored.info.get("icc_profile", b"")
    smaller = ImageOps.fit(whole, to) if size.is_cut else whole.resize(to)
    shown = _in_colours_of_screens(smaller, profile)
    picture = Image.new("RGB", to, "white")
    picture.paste(shown, mask=shown if shown.mode == "RGBA" else None)
    return picture


def _plain(stored: "Image") -> "Image":
    """The picture in whole colours. Transparency is kept only where something is transparent: a large picture takes
    much memory.
    """
    if stored.mode.startswith("I"):  # 16 bits of grey, which Pillow would cut to white
        return stored.convert("I").point([value >> 8 for value in range(1 << 16)], "L").convert("RGB")
    if stored.mode == "CMYK":
        return stored.copy()
    return stored.convert("RGBA" if stored.has_transparency_data else "RGB")


def _in_colours_of_screens(image: "Image", profile: bytes) -> "Image":
    """A phone's own profile is applied: without it, the same numbers are paler colours."""
    from PIL import ImageCms

    to = "RGBA" if image.mode == "RGBA" else "RGB"
    if not profile:
        return image.convert(to)
    try:
        screen = ImageCms.createProfile("sRGB")
        return ImageCms.profileToProfile(image, BytesIO(profile), screen, outputMode=to) or image.convert(to)
    except (ImageCms.PyCMSError, OSError):  # the profile is damaged, or is for other colours
        return image.convert(to)
