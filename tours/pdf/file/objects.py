"""PDF syntax of our own among reportlab's objects, written as text: building its dictionaries costs several times as much."""

from typing import Any

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFObject, PDFObjectReference, PDFStream, PDFZCompress


class RawObject(PDFObject):
    """An object whose syntax is at hand, or will be before the document is saved."""

    def __init__(self, syntax: str = "") -> None:
        self.syntax = syntax

    def format(self, _objects: Any) -> bytes:
        return self.syntax.encode("ascii")


def reserve_object(objects: Any) -> int:
    """The number of a new object of a `PDFDocument`, which `write_object` fills."""
    return add_object(objects, "")


def add_object(objects: Any, syntax: str) -> int:
    name = f"raw-{len(objects.idToObject)}"
    objects.Reference(RawObject(syntax), name)
    return object_number(objects, name)


def write_object(objects: Any, number: int, syntax: str) -> None:
    objects.idToObject[objects.numberToId[number]].syntax = syntax


def add_stream(objects: Any, facts: dict[str, object], content: bytes, *, compressed: bool = False) -> int:
    """`facts` are its dictionary's."""
    name = f"stream-{len(objects.idToObject)}"
    objects.Reference(PDFStream(PDFDictionary(facts), content, [PDFZCompress] if compressed else None), name)
    return object_number(objects, name)


def reference(objects: Any, number: int) -> PDFObjectReference:
    """For reportlab's own objects to refer to one of ours."""
    return PDFObjectReference(objects.numberToId[number])


def object_number(objects: Any, name: str) -> int:
    number: int = objects.idToObjectNumberAndVersion[name][0]
    return number


def text_string(words: str) -> str:
    """A text as PDF writes one outside of page content (ISO 32000-1, 7.9.2.2), safe for any: as it is, or as UTF-16."""
    if words.isascii() and words.isprintable():
        return byte_string(words)
    return f"<FEFF{words.encode('utf-16-be', errors='replace').hex().upper()}>"


def byte_string(ascii_words: str) -> str:
    """A literal string (7.3.4.2)."""
    for special in "\\()":
        ascii_words = ascii_words.replace(special, f"\\{special}")
    return f"({ascii_words})"
