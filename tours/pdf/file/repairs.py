"""What validators of PDF/UA and PDF/A find wrong in reportlab 5.1, put right. Imported for its effect by what draws."""

from collections.abc import Iterator, Sequence

from reportlab import rl_config
from reportlab.pdfbase import ttfonts
from reportlab.pdfbase.pdfdoc import PDFCatalog, PDFPage

BLOCK = 100
"""Entries of a block in a character map, at most (Adobe Technical Note 5014, `beginbfchar`)."""
UNMAPPED = {0, 0xFEFF, 0xFFFE}


def to_unicode_map(fontname: str, subset: Sequence[int]) -> str:
    """Which character each code of an embedded face stands for.

    reportlab's own maps .notdef to U+0000, which PDF/UA forbids (ISO 14289-1, 7.21.7), and writes 256 entries as one block.
    """
    entries = [f"<{code:02X}> <{point:04X}>" for code, point in enumerate(subset) if point not in UNMAPPED]
    return "\n".join(
        [
            "/CIDInit /ProcSet findresource begin",
            "12 dict begin",
            "begincmap",
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
            f"/CMapName /{fontname} def",
            "/CMapType 2 def",
            "1 begincodespacerange",
            "<00> <FF>",
            "endcodespacerange",
            *_blocks(entries),
            "endcmap",
            "CMapName currentdict /CMap defineresource pop",
            "end",
            "end",
        ]
    )


def _blocks(entries: list[str]) -> Iterator[str]:
    for start in range(0, len(entries), BLOCK):
        block = entries[start : start + BLOCK]
        yield f"{len(block)} beginbfchar"
        yield from block
        yield "endbfchar"


# Streams in plain bytes rather than in ASCII, a fifth smaller. reportlab knows this only as one value for a process, and only
# this kit draws with it.
rl_config.useA85 = 0
ttfonts.makeToUnicodeCMap = to_unicode_map
# Entries of tagged documents that reportlab would leave out.
PDFPage.__NoDefault__ = [*PDFPage.__NoDefault__, "StructParents", "Tabs"]
PDFCatalog.__NoDefault__ = [*PDFCatalog.__NoDefault__, "OutputIntents"]
