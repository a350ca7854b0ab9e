"""How the camera was held, read from the EXIF of a picture."""

import struct

TAG, SHORT = 0x0112, 3
UPRIGHT = 1
_ORDERS = {b"II*\0": "<", b"MM\0*": ">"}


def orientation(exif: bytes) -> int:
    """The orientation, from 1 to 8. It is upright if it cannot be read, as in browsers."""
    tiff = exif.removeprefix(b"Exif\0\0")
    order = _ORDERS.get(tiff[:4])
    try:
        return _found(tiff, order) if order else UPRIGHT
    except struct.error:  # the EXIF is cut off, or points beyond its end
        return UPRIGHT


def _found(tiff: bytes, order: str) -> int:
    (at,) = struct.unpack_from(f"{order}I", tiff, 4)
    (count,) = struct.unpack_from(f"{order}H", tiff, at)
    for number in range(count):
        tag, kind, _count, value = struct.unpack_from(f"{order}HHIH", tiff, at + 2 + 12 * number)
        if (tag, kind) == (TAG, SHORT):
            return value if 1 <= value <= 8 else UPRIGHT
    return UPRIGHT
