"""The parts of a JPEG file that its picture needs, copied without encoding the picture again."""

import re
import struct
from collections.abc import Iterator

START, END, SCAN = 0xD8, 0xD9, 0xDA
ALONE = {0x01, *range(0xD0, 0xD8)}
"""Markers without a length, which have no content."""
_NEXT_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
"""The marker that ends the data of a scan: it is neither an escaped 255 nor a restart."""


def bare_jpeg(body: bytes) -> bytes:
    """The JPEG without EXIF, XMP, IPTC, comments, thumbnails and anything after the picture. Raises ValueError."""
    return b"".join([b"\xff\xd8", *_kept(body), b"\xff\xd9"])


def jpeg_exif(body: bytes) -> bytes:
    """The EXIF of the JPEG, or empty bytes. Raises ValueError."""
    parts = (content[2:] for marker, content in _segments(body) if marker == 0xE1)
    return next((part for part in parts if part.startswith(b"Exif\0")), b"")


def _kept(body: bytes) -> Iterator[bytes]:
    for marker, content in _segments(body):
        if kept := _reduced(marker, content):
            yield kept


def _segments(body: bytes) -> Iterator[tuple[int, bytes]]:
    """Each marker with its content: the whole segment, and for a scan also the picture data after it."""
    if body[:2] != b"\xff\xd8":
        raise ValueError("no JPEG file")
    at = 2
    while True:
        at, marker = _marker(body, at)
        if marker == END:
            return
        end = at if marker in ALONE else at + _length(body, at)
        if marker == SCAN:
            found = _NEXT_MARKER.search(body, end)
            end = found.start() if found else len(body)
        yield marker, body[at:end]
        at = end


def _marker(body: bytes, at: int) -> tuple[int, int]:
    """The position of the content and the marker. Any number of 255 bytes may come before the marker."""
    if body[at : at + 1] != b"\xff":
        raise ValueError("a part of the JPEG file is missing")
    while body[at : at + 1] == b"\xff":
        at += 1
    if at >= len(body):
        raise ValueError("the JPEG file is cut off")
    return at + 1, body[at]


def _length(body: bytes, at: int) -> int:
    length = int.from_bytes(body[at : at + 2], "big")
    if length < 2 or at + length > len(body):
        raise ValueError("the JPEG file is cut off")
    return length


def _reduced(marker: int, content: bytes) -> bytes:
    """The parts of the segment that the picture needs; empty if the segment only describes the picture."""
    start = bytes([0xFF, marker])
    match marker:
        case 0xE0 if content[2:7] == b"JFIF\0" and len(content) >= 14:
            return start + struct.pack(">H", 16) + content[2:14] + b"\0\0"  # without a thumbnail
        case 0xE2 if content[2:14] == b"ICC_PROFILE\0":
            return start + content
        case 0xEE if content[2:7] == b"Adobe":
            return start + struct.pack(">H", 14) + content[2:14]  # how its colours are coded
        case 0xFE | 0xE0 | 0xE2 | 0xEE:
            return b""
        case _ if 0xE0 <= marker <= 0xEF:
            return b""
        case _:
            return start + content
