"""The parts of a PNG or WebP file that its picture needs, copied without encoding the picture again."""

import struct
from collections.abc import Iterator

PNG_START = b"\x89PNG\r\n\x1a\n"
PNG_KEPT = frozenset(
    b"IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP sBIT bKGD pHYs cICP mDCV cLLI acTL fcTL fdAT".split()
)
WEBP_KEPT = frozenset([b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ICCP", b"ANIM", b"ANMF"])
WEBP_SAYS_METADATA = 0x0C
"""The bits of VP8X which say that a WebP file holds EXIF and XMP."""


def bare_png(body: bytes) -> bytes:
    """The PNG without texts, EXIF, times and anything after the picture. Raises ValueError."""
    return PNG_START + b"".join(whole for name, whole in _png_chunks(body) if name in PNG_KEPT)


def bare_webp(body: bytes) -> bytes:
    """The WebP without EXIF, XMP, unknown chunks and anything after the picture. Raises ValueError."""
    chunks = b"".join(_webp_chunk(name, content) for name, content in _webp_chunks(body) if name in WEBP_KEPT)
    return b"RIFF" + struct.pack("<I", 4 + len(chunks)) + b"WEBP" + chunks


def png_exif(body: bytes) -> bytes:
    """The EXIF of the PNG, or empty bytes. Raises ValueError."""
    return next((whole[8:-4] for name, whole in _png_chunks(body) if name == b"eXIf"), b"")


def webp_exif(body: bytes) -> bytes:
    """The EXIF of the WebP, or empty bytes. Raises ValueError."""
    return next((content for name, content in _webp_chunks(body) if name == b"EXIF"), b"")


def is_lossless_webp(body: bytes) -> bool:
    return any(name == b"VP8L" for name, _content in _webp_chunks(body))


def _png_chunks(body: bytes) -> Iterator[tuple[bytes, bytes]]:
    if not body.startswith(PNG_START):
        raise ValueError("no PNG file")
    at, name = len(PNG_START), b""
    while name != b"IEND":
        name = body[at + 4 : at + 8]
        end = at + 12 + int.from_bytes(body[at : at + 4], "big")
        if end > len(body):
            raise ValueError("the PNG file is cut off")
        yield name, body[at:end]
        at = end


def _webp_chunks(body: bytes) -> Iterator[tuple[bytes, bytes]]:
    if body[:4] != b"RIFF" or body[8:12] != b"WEBP":
        raise ValueError("no WebP file")
    at, whole = 12, min(len(body), 8 + int.from_bytes(body[4:8], "little"))
    while at + 8 <= whole:
        name, size = body[at : at + 4], int.from_bytes(body[at + 4 : at + 8], "little")
        content = body[at + 8 : at + 8 + size]
        if len(content) < size:
            raise ValueError("the WebP file is cut off")
        yield name, content
        at += 8 + size + size % 2


def _webp_chunk(name: bytes, content: bytes) -> bytes:
    if name == b"VP8X":
        content = bytes([content[0] & ~WEBP_SAYS_METADATA]) + content[1:]
    return name + struct.pack("<I", len(content)) + content + b"\0" * (len(content) % 2)
