"""Parts of a file, as RFC 9110, section 14, lets a reader ask for them."""

import re

_ONE_RANGE = re.compile(r"bytes=(?:([0-9]{1,18})-([0-9]{0,18})|-([0-9]{1,18}))", re.IGNORECASE)


def part_asked_for(header: str, size: int) -> range | None:
    """The bytes that a Range header asks for, of a file of `size` bytes: `bytes=0-99`, `bytes=100-`, or `bytes=-100` for the last.

    An empty range where the file has none of them, which is answered by 416. None where the whole file is the answer: for
    another unit, for several ranges, for a malformed one, and for numbers of more than 18 figures. Servers may ignore all
    of these (section 14.2).
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
    """The Content-Range header: of a part of the file, or of an empty one, how long the file is (section 14.4)."""
    return f"bytes {part.start}-{part.stop - 1}/{size}" if part else f"bytes */{size}"
