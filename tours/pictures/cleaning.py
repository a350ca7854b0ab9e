"""Pictures made ready to publish: upright, and with only the picture and its colour profile in the file.

An upright picture is copied part by part, so no pixel changes. Any other picture is turned and encoded again.
"""

from collections.abc import Callable
from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tours.pictures.chunks import bare_png, bare_webp, is_lossless_webp, png_exif, webp_exif
from tours.pictures.jpeg import bare_jpeg, jpeg_exif
from tours.pictures.orientation import orientation

if TYPE_CHECKING:
    from PIL.Image import Image, Transpose


class Reader(NamedTuple):
    bare: Callable[[bytes], bytes]
    exif: Callable[[bytes], bytes]


MOST_POINTS = 40_000_000
MOST_A_SIDE = 30_000
"""A picture of one line would take a gigabyte to draw smaller, however few its pixels."""
READERS = {
    "image/jpeg": Reader(bare_jpeg, jpeg_exif),
    "image/png": Reader(bare_png, png_exif),
    "image/webp": Reader(bare_webp, webp_exif),
}


def cleaned(body: bytes, media_type: str) -> bytes:
    """The clean picture; the same bytes if it was clean. Raises ValidationError if damaged, too large or animated."""
    from PIL import Image  # Pillow is slow to load, and most processes never read a picture

    reader = READERS[media_type]
    try:
        bare = reader.bare(body)  # so Pillow reads nothing else in the file
        with Image.open(BytesIO(bare)) as image:
            _check_size(image)
            image.load()
            _check_still(image)
            _check_palette(image)
            method = _turning(orientation(reader.exif(body)))
            return bare if method is None else reader.bare(_drawn_anew(image, method, **_as_it_was(image, bare)))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as bomb:
        raise _too_large() from bomb
    except (OSError, ValueError, SyntaxError, IndexError) as damage:
        raise ValidationError(
            {"file": _("This picture cannot be read. Save it again as JPEG, PNG or WebP.")}
        ) from damage


def is_clean(body: bytes, media_type: str) -> bool:
    """Whether the file holds nothing but the picture and its colour profile: told from its parts, without drawing it."""
    try:
        return READERS[media_type].bare(body) == body
    except (ValueError, IndexError):
        return False


def is_bomb(refusal: object) -> bool:
    """Whether Pillow refused to open a picture because it says that it is too large."""
    from PIL import Image

    return isinstance(refusal, Image.DecompressionBombError | Image.DecompressionBombWarning)


def too_large() -> str:
    return _("The picture has more than 40 million pixels. Make it smaller.")


def _check_size(image: "Image") -> None:
    if image.width * image.height > MOST_POINTS:
        raise _too_large()
    if max(image.width, image.height) > MOST_A_SIDE:
        raise ValidationError({"file": _("The picture has a side of more than 30,000 pixels. Make it smaller.")})


def _too_large() -> ValidationError:
    return ValidationError({"file": too_large()})


def _check_still(image: "Image") -> None:
    if getattr(image, "is_animated", False):
        raise ValidationError({"file": _("This picture moves. Save one of its pictures by itself, and upload that.")})


def _check_palette(image: "Image") -> None:
    if image.mode == "P" and image.palette is None:
        raise ValueError("no palette")


def _turning(held: int) -> "Transpose | None":
    from PIL.Image import Transpose

    return {
        2: Transpose.FLIP_LEFT_RIGHT,
        3: Transpose.ROTATE_180,
        4: Transpose.FLIP_TOP_BOTTOM,
        5: Transpose.TRANSPOSE,
        6: Transpose.ROTATE_270,
        7: Transpose.TRANSVERSE,
        8: Transpose.ROTATE_90,
    }.get(held)


def _drawn_anew(image: "Image", method: "Transpose", **options: Any) -> bytes:
    file = BytesIO()
    image.transpose(method).save(file, icc_profile=image.info.get("icc_profile"), **options)
    return file.getvalue()


def _as_it_was(image: "Image", body: bytes) -> dict[str, Any]:
    """Options to save it: a JPEG keeps its quantisation tables, and a lossless WebP stays lossless."""
    match image.format:
        case "PNG":
            return {"format": "PNG"}
        case "WEBP":
            return {"format": "WEBP", "quality": 95, "exact": True, "lossless": is_lossless_webp(body)}
        case _:
            tables = image.quantization  # type: ignore[attr-defined]  # only a JPEG has them
            return {"format": "JPEG", "qtables": tables, "subsampling": 0, "optimize": True}
