"""Declares what a tagged PDF needs to conform to PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2): metadata, colours,
page labels.
"""

from datetime import datetime
from functools import cache
from typing import Any, NamedTuple
from xml.sax.saxutils import escape

from PIL import ImageCms
from reportlab.pdfbase.pdfdoc import PDFName

from tours.pdf.file.objects import RawObject, add_stream, reference

SRGB = "(sRGB IEC61966-2.1)"
ICC_DATE = slice(24, 36)  # the time at which the profile was made (ICC.1:2010, 7.2.8), which would change the bytes
CREATOR = "Sojourn"


class Description(NamedTuple):
    title: str
    author: str
    subject: str
    language: str
    dated: datetime
    """UTC."""


def declare(canvas: Any, facts: Description) -> None:
    """Writes the metadata, the display of the title, the colour profile and the page labels.

    Call it once all pages are drawn.
    """
    objects = canvas._doc
    _inform(canvas, facts)
    profile = add_stream(objects, {"N": 3, "Alternate": PDFName("DeviceRGB")}, _srgb(), compressed=True)
    metadata = add_stream(
        objects, {"Type": PDFName("Metadata"), "Subtype": PDFName("XML")}, _metadata(facts, objects.info.producer)
    )
    catalog = objects.Catalog
    catalog.MarkInfo = RawObject("<</Marked true>>")
    catalog.ViewerPreferences = RawObject("<</DisplayDocTitle true>>")
    catalog.PageLabels = RawObject("<</Nums[0<</S/D>>]>>")
    catalog.Metadata = reference(objects, metadata)
    catalog.OutputIntents = RawObject(
        f"[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier{SRGB}/Info{SRGB}/DestOutputProfile {profile} 0 R>>]"
    )


def _inform(canvas: Any, facts: Description) -> None:
    """Writes the information dictionary, the older place of the metadata. PDF/A requires that both agree."""
    canvas.setTitle(facts.title)
    canvas.setAuthor(facts.author)
    canvas.setSubject(facts.subject)
    canvas.setCreator(CREATOR)
    stamp = facts.dated.strftime("D:%Y%m%d%H%M%SZ")
    canvas.setDateFormatter(lambda *_now: stamp)


@cache
def _srgb() -> bytes:
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    profile[ICC_DATE] = bytes.fromhex("07d000010001000000000000")  # 1 January 2000
    return bytes(profile)


def _metadata(facts: Description, producer: str) -> bytes:
    stamp = facts.dated.strftime("%Y-%m-%dT%H:%M:%SZ")
    return _XMP.format(
        title=escape(facts.title),
        author=escape(facts.author),
        subject=escape(facts.subject),
        language=escape(facts.language),
        creator=CREATOR,
        producer=escape(producer),
        stamp=stamp,
    ).encode()


# ISO 16684-1; the schema of `pdfuaid` is described because PDF/A does not know it (ISO 19005-2, 6.6.2.3).
_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfuaid:part>1</pdfuaid:part>
<pdfaid:part>2</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<pdf:Producer>{producer}</pdf:Producer>
<xmp:CreatorTool>{creator}</xmp:CreatorTool>
<xmp:CreateDate>{stamp}</xmp:CreateDate>
<xmp:ModifyDate>{stamp}</xmp:ModifyDate>
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""
