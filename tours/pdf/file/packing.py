"""Writes a drawn document as a file, with its objects in compressed streams (ISO 32000-1, 7.5.7 and 7.5.8).

reportlab writes every object uncompressed, so the structure tree would be larger than everything else. Libraries that
compress objects end a stream ambiguously where its data ends in a carriage return, and PDF/A validators then count its
length wrongly.
"""

import hashlib
import zlib
from collections.abc import Iterator
from typing import Any, NamedTuple

from reportlab.pdfbase.pdfdoc import PDFStream
from reportlab.pdfbase.pdfdoc import format as formatted

HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"  # four bytes beyond ASCII show that the file is binary (7.5.2)
ENDSTREAM = b"endstream\n"
OBJECTS_PER_STREAM = 200
"""More objects in a stream pack better; fewer are found more quickly by a viewer that shows one page."""


class Place(NamedTuple):
    """An object's entry in the cross-reference stream (7.5.8.3): free, at an offset, or the nth object of a stream."""

    kind: int
    where: int
    nth: int


FREE = Place(0, 0, 65535)
WIDTHS = (1, 4, 2)
"""How many bytes each field of a `Place` takes in the file."""


def packed(objects: Any, canvas: Any) -> bytes:
    """The bytes of the `PDFDocument` that a canvas has drawn. Neither can be used afterwards."""
    _prepare(objects, canvas)
    file = _File()
    loose: list[tuple[int, bytes]] = []
    for number, thing, syntax in _syntax(objects):
        if isinstance(thing, PDFStream):
            file.add(number, syntax.removesuffix(ENDSTREAM) + b"\r\n" + ENDSTREAM)
        else:
            loose.append((number, syntax.strip()))
    last = len(objects.numberToId)
    for start in range(0, len(loose), OBJECTS_PER_STREAM):
        last += 1
        file.add_object_stream(last, loose[start : start + OBJECTS_PER_STREAM])
    root, info = (objects.Reference(thing).format(objects) for thing in (objects.Catalog, objects.info))
    return file.finished(last + 1, b"/Root " + root + b"/Info " + info)


def _prepare(objects: Any, canvas: Any) -> None:
    """Adds the objects that reportlab makes last: the fonts and the outline."""
    for font in objects.delayedFonts:
        font.addObjects(objects)
    objects.info.invariant = objects.invariant
    objects.Reference(objects.Catalog)
    objects.Reference(objects.info)
    objects.Outlines.prepare(objects, canvas)
    if objects.Outlines.ready < 0:
        objects.Catalog.Outlines = None


def _syntax(objects: Any) -> Iterator[tuple[int, object, bytes]]:
    """Yields every object with its number and its syntax. Formatting one object may add others, which come later."""
    number = 1
    while number in objects.numberToId:
        thing = objects.idToObject[objects.numberToId[number]]
        yield number, thing, formatted(thing, objects, toplevel=1)
        number += 1


class _File:
    def __init__(self) -> None:
        self.parts = [HEADER]
        self.length = len(HEADER)
        self.places: dict[int, Place] = {0: FREE}

    def add(self, number: int, syntax: bytes) -> None:
        self.places[number] = Place(1, self.length, 0)
        self._write(b"%d 0 obj\n%s\nendobj\n" % (number, syntax.rstrip(b"\n")))

    def add_object_stream(self, number: int, objects: list[tuple[int, bytes]]) -> None:
        """Writes objects that are not streams into one object stream."""
        heads: list[bytes] = []
        offset = 0
        for nth, (each, syntax) in enumerate(objects):
            self.places[each] = Place(2, number, nth)
            heads.append(b"%d %d " % (each, offset))
            offset += len(syntax) + 1
        head = b"".join(heads)
        body = head + b"\n".join(syntax for _number, syntax in objects)
        self.add(number, _stream(b"/Type/ObjStm/N %d/First %d" % (len(objects), len(head)), body))

    def finished(self, number: int, trailer: bytes) -> bytes:
        """The whole file, ended by the cross-reference stream as object `number`.

        The file's ID is a digest of its content.
        """
        start = self.length
        self.places[number] = Place(1, start, 0)
        digest = hashlib.sha256(b"".join(self.parts)).hexdigest()[:32].encode()
        facts = b"/Type/XRef/Size %d/W[%d %d %d]%s/ID[<%s><%s>]" % (number + 1, *WIDTHS, trailer, digest, digest)
        columns = sum(WIDTHS)
        facts += b"/DecodeParms<</Predictor 12/Columns %d>>" % columns
        rows = [self._row(each) for each in range(number + 1)]
        self.add(number, _stream(facts, _predicted(rows)))
        return b"".join(self.parts) + b"startxref\n%d\n%%%%EOF\n" % start

    def _row(self, number: int) -> bytes:
        place = self.places.get(number, FREE)
        return b"".join(part.to_bytes(width, "big") for part, width in zip(place, WIDTHS, strict=True))

    def _write(self, part: bytes) -> None:
        self.parts.append(part)
        self.length += len(part)


def _stream(facts: bytes, body: bytes) -> bytes:
    """A compressed stream.

    The line end before `endstream` has two bytes, so that no byte of the data is taken for part of it.
    """
    data = zlib.compress(body)
    return b"<<%s/Filter/FlateDecode/Length %d>>\nstream\n%s\r\n%s" % (facts, len(data), data, ENDSTREAM)


def _predicted(rows: list[bytes]) -> bytes:
    """Each row as its difference from the row above (PNG filter 2). The rows hardly differ, so they compress well."""
    above = bytes(len(rows[0]))
    lines = []
    for row in rows:
        lines.append(b"\x02" + bytes((one - two) & 255 for one, two in zip(row, above, strict=True)))
        above = row
    return b"".join(lines)
