"""Content lines (RFC 5545, section 3.1): icalendar's values in icalendar's order, written in a quarter of its time.

icalendar creates an object of parameters for every line, and folds character by character.
"""

from functools import lru_cache
from typing import Any

from icalendar import Component, Parameters

_BREAK = b"\r\n"
_LONGEST = 74
"""The longest line in octets, without the space at the start of a folded line."""


def encoded(component: Component) -> bytes:
    """The component in bytes, equal to its `to_ical`. Each value must be one line, as `properties` makes it."""
    return b"".join([content_line(name, value) for name, value in component.property_items()])


def content_line(name: str, value: Any) -> bytes:
    """One property of a component, folded, with its line break."""
    return folded(_line(name, value))


def folded(line: bytes) -> bytes:
    """The folded line and its line break. No fold splits a character or comes right after a backslash or caret."""
    parts, start = [], 0
    while len(line) - start > _LONGEST:
        end = start + _LONGEST
        while line[end] & 0xC0 == 0x80:  # this byte continues a UTF-8 character
            end -= 1
        if line[end - 1] in b"\\^":  # perhaps an escape begins: some clients read escapes before they unfold
            end -= 1
        parts.append(line[start:end])
        start = end
    return b"\r\n ".join([*parts, line[start:]]) + _BREAK


def _line(name: str, value: Any) -> bytes:
    if isinstance(value, bytes):  # BEGIN and END have bytes
        return b"%b:%b" % (name.encode(), value)
    octets = value.to_ical()
    parameters = _parameters(tuple(value.params.items())) if value.params else b""
    if isinstance(octets, str):
        octets = octets.encode()
    return b"%b%b:%b" % (name.encode(), b";" + parameters if parameters else b"", octets)


@lru_cache(maxsize=1024)
def _parameters(items: tuple[tuple[str, str], ...]) -> bytes:
    """A feed's lines have few different parameters: mostly the name of a zone."""
    octets: bytes = Parameters(items).to_ical()
    return octets
