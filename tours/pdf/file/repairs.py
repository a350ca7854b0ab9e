"""Repairs what validators of PDF/UA and PDF/A find wrong in reportlab 5.1.

Drawing imports this module for its effect.
"""

from collections.abc import Iterator, Sequence

from reportlab import rl_config
from reportlab.pdfbase import ttfonts
from reportlab.pdfbase.pdfdoc import PDFCatalog, PDFPage

BLOCK = 100
"""The most entries that a block of a character map may have (Adobe Technical Note 5014, `beginbfchar`)."""
UNMAPPED = {0, 0xFEFF, 0xFFFE}


def to_unicode_map(fontname: str, subset: Sequence[int]) -> str:
    """The character map (CMap) that says which character each code of an embedded face stands for.

    reportlab's own maps .notdef to U+0000, which PDF/UA forbids (ISO 14289-1, 7.21.7), and writes 256 entries as one
    block.
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


# Streams are written in plain bytes rather than in ASCII, which makes them a fifth smaller. reportlab has only one
# value of this for the whole process, and nothing but this kit draws with reportlab.
rl_config.useA85 = 0
ttfonts.makeToUnicodeCMap = to_unicode_map
# reportlab would leave these entries of tagged documents out.
PDFPage.__NoDefault__ = [*PDFPage.__NoDefault__, "StructParents", "Tabs"]
PDFCatalog.__NoDefault__ = [*PDFCatalog.__NoDefault__, "OutputIntents"]
