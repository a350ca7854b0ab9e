"""Content lines (RFC 5545, section 3.1): icalendar's values in icalendar's order, written and folded in a third of its time.

icalendar makes an object of parameters for every line, and folds character by character.
"""

from typing import Any

from icalendar import Component

_BREAK = b"\r\n"
_LONGEST = 74
"""Octets, without the space that opens a line after a fold."""


def encoded(component: Component) -> bytes:
    """The same bytes as its `to_ical`. The values must be of one line each, as `properties` makes them."""
    return b"".join([folded(_line(name, value)) for name, value in component.property_items()])


def folded(line: bytes) -> bytes:
    """With its line break. No fold parts a character; one that would follow a backslash or caret comes before it."""
    parts, start = [], 0
    while len(line) - start > _LONGEST:
        end = start + _LONGEST
        while line[end] & 0xC0 == 0x80:  # goes on with a character of UTF-8
            end -= 1
        if line[end - 1] in b"\\^":  # begins an escape, perhaps: some clients read those before they unfold
            end -= 1
        parts.append(line[start:end])
        start = end
    return b"\r\n ".join([*parts, line[start:]]) + _BREAK


def _line(name: str, value: Any) -> bytes:
    if isinstance(value, bytes):  # of BEGIN and END
        return b"%b:%b" % (name.encode(), value)
    octets = value.to_ical()
    parameters = value.params.to_ical() if value.params else b""
    if isinstance(octets, str):
        octets = octets.encode()
    return b"%b%b:%b" % (name.encode(), b";" + parameters if parameters else b"", octets)
