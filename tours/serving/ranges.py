"""Byte ranges of a file (RFC 9110, section 14)."""

import re

_ONE_RANGE = re.compile(r"bytes=(?:([0-9]{1,18})-([0-9]{0,18})|-([0-9]{1,18}))", re.IGNORECASE)


def part_asked_for(header: str, size: int) -> range | None:
    """The bytes that a Range header asks for: `bytes=0-99`, `bytes=100-`, or `bytes=-100` for the last 100.

    The range is empty if the file of `size` bytes has none of them; the answer is then 416. The result is None if the
    whole file is the answer: for another unit, several ranges, a malformed header, or numbers of more than 18 digits.
    Servers may ignore all of these (section 14.2).
    """
    match = _ONE_RANGE.fullmatch(header)
    if match is None:
        return None
    first, last, suffix = match.groups()
    if suffix:
        return range(max(size - int(suffix), 0), size)
    if last and int(last) < int(first):
        return None
    return range(int(first), min(int(last) + 1, size) if last else size)


def content_range(part: range, size: int) -> str:
    """The Content-Range header of a part; for an empty part it says only the file's size (section 14.4)."""
    return f"bytes {part.start}-{part.stop - 1}/{size}" if part else f"bytes */{size}"
