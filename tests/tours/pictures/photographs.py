"""Photographs as a phone makes them: with place, maker and author in every part of the file that can hold them."""

import struct
import zlib
from io import BytesIO
from typing import Any

from PIL import Image, PngImagePlugin

TELLS = [b"GALAXY", b"Ana Horvat", b"45;48;52"]
"""Maker, author and place, as they stand in the bytes."""
XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/">GALAXY Ana Horvat 45;48;52</x:xmpmeta>'
RED, BLUE = (200, 30, 30), (30, 30, 200)


def halves(mode: str = "RGB") -> Image.Image:
    """64 by 32: the left half is red, the right half blue."""
    image = Image.new("RGB", (64, 32), RED)
    image.paste(BLUE, (32, 0, 64, 32))
    return image.convert(mode)


def exif(orientation: int) -> bytes:
    made = Image.Exif()
    made[0x010F], made[0x013B], made[0x0112] = "GALAXY", "Ana Horvat", orientation
    made.get_ifd(0x8825)[0x001D] = "45;48;52"
    return made.tobytes()


def saved(kind: str, image: Image.Image | None = None, **options: Any) -> bytes:
    file = BytesIO()
    (image or halves()).save(file, kind, **options)
    return file.getvalue()


def jpeg(orientation: int = 1, image: Image.Image | None = None, **options: Any) -> bytes:
    """With EXIF, XMP, IPTC, a comment, a part of the maker's own, and a film after the picture."""
    whole = saved("JPEG", image, exif=exif(orientation), comment=b"GALAXY", quality=90, **options)
    more = [(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + XMP), (0xED, b"Photoshop 3.0\0Ana Horvat"), (0xE5, b"GALAXY")]
    parts = (b"\xff" + bytes([marker]) + struct.pack(">H", len(body) + 2) + body for marker, body in more)
    return whole[:2] + b"".join(parts) + whole[2:] + b"ftypmp42 GALAXY 45;48;52"


def png(orientation: int = 1, image: Image.Image | None = None, **options: Any) -> bytes:
    """With EXIF, texts of every kind, the time, a chunk that nobody knows, and more after the end."""
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Author", "Ana Horvat")
    texts.add_text("Comment", "45;48;52", zip=True)
    texts.add_itxt("XML:com.adobe.xmp", XMP.decode())
    whole = saved("PNG", image, exif=exif(orientation), pnginfo=texts, **options)
    return whole[:33] + _chunk(b"tIME", b"\7\xe1\1\1\1\1\1") + _chunk(b"prVt", b"GALAXY") + whole[33:] + b"GALAXY"


def webp(orientation: int = 1, image: Image.Image | None = None, **options: Any) -> bytes:
    return saved("WEBP", image, exif=exif(orientation), xmp=XMP, **options) + b"GALAXY"


def said_to_be(width: int, height: int) -> bytes:
    """A PNG of some bytes, whose head promises so many points."""
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    chunks = [(b"IHDR", header), (b"IDAT", zlib.compress(b"\0")), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, body) for name, body in chunks)


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
