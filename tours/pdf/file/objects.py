"""Adds PDF objects, written as text, to reportlab's own.

Building reportlab's dictionaries costs several times as much.
"""

from typing import Any

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFObject, PDFObjectReference, PDFStream, PDFZCompress


class RawObject(PDFObject):
    """An object whose syntax is given now, or before the document is saved."""

    def __init__(self, syntax: str = "") -> None:
        self.syntax = syntax

    def format(self, _objects: Any) -> bytes:
        return self.syntax.encode("ascii")


def reserve_object(objects: Any) -> int:
    """The number of a new, empty object of a `PDFDocument`. `write_object` fills it later."""
    return add_object(objects, "")


def add_object(objects: Any, syntax: str) -> int:
    name = f"raw-{len(objects.idToObject)}"
    objects.Reference(RawObject(syntax), name)
    return object_number(objects, name)


def write_object(objects: Any, number: int, syntax: str) -> None:
    objects.idToObject[objects.numberToId[number]].syntax = syntax


def add_stream(objects: Any, facts: dict[str, object], content: bytes, *, compressed: bool = False) -> int:
    """Adds a stream and gives its object number. `facts` are the entries of its dictionary."""
    name = f"stream-{len(objects.idToObject)}"
    objects.Reference(PDFStream(PDFDictionary(facts), content, [PDFZCompress] if compressed else None), name)
    return object_number(objects, name)


def reference(objects: Any, number: int) -> PDFObjectReference:
    """A reference to one of our objects, for use in reportlab's own objects."""
    return PDFObjectReference(objects.numberToId[number])


def object_number(objects: Any, name: str) -> int:
    number: int = objects.idToObjectNumberAndVersion[name][0]
    return number


def text_string(words: str) -> str:
    """Any text as PDF syntax for use outside page content (ISO 32000-1, 7.9.2.2): printable ASCII as it is, other text
    as UTF-16.
    """
    if words.isascii() and words.isprintable():
        return byte_string(words)
    return f"<FEFF{words.encode('utf-16-be', errors='replace').hex().upper()}>"


def byte_string(ascii_words: str) -> str:
    """ASCII words as a literal string (ISO 32000-1, 7.3.4.2)."""
    for special in "\\()":
        ascii_words = ascii_words.replace(special, f"\\{special}")
    return f"({ascii_words})"
