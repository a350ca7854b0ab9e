"""Draws the brochures that the programme hands out. Where it has any, they stay as they are."""

from collections.abc import Iterator
from datetime import datetime

from django.core.files.base import ContentFile
from django.db import transaction

from demo import records
from demo.rows import saved
from tours.models import Document, Programme
from tours.pdf import blocks
from tours.pdf.drawing.document import drawn
from tours.pdf.styles import Look, Paper


class BrochureSectionRecord(records.Record, frozen=True):
    heading: str
    paragraphs: tuple[str, ...] = ()
    points: tuple[str, ...] = ()


class BrochureRecord(records.Record, frozen=True):
    """A brochure is drawn as a PDF; `edition` stands at the foot of its pages."""

    title: str
    file_name: str
    language: str
    over: str
    under: str
    edition: str
    dated: datetime
    lead: str
    sections: tuple[BrochureSectionRecord, ...]
    notes: tuple[str, ...]
    """They stand at the foot of the last page."""


class BrochureRecords(records.Record, frozen=True):
    brochures: tuple[BrochureRecord, ...]


@transaction.atomic
def load_brochures() -> None:
    """Draws and saves them. Does nothing where the programme has another name in web addresses by now."""
    slug = records.read("programme", records.ProgrammeRecord).slug
    programme = Programme.objects.filter(slug=slug, documents__isnull=True).first()
    if not programme:
        return
    for position, record in enumerate(records.read("brochures", BrochureRecords).brochures):
        file = ContentFile(drawn(_document(record, programme)), record.file_name)
        saved(Document(programme=programme, title=record.title, language=record.language, file=file, position=position))


def _document(record: BrochureRecord, programme: Programme) -> blocks.Document:
    notes = tuple(blocks.Paragraph(blocks.text(note, Look.DETAIL)) for note in record.notes)
    return blocks.Document(
        title=record.title,
        edition=record.edition,
        author=programme.name,
        language=record.language,
        dated=record.dated,
        paper=Paper.A4,
        sections=(blocks.Section(tuple(_blocks(record)), foot=notes),),
    )


def _blocks(record: BrochureRecord) -> Iterator[blocks.Block]:
    yield blocks.Banner(over=record.over, title=record.title, under=(record.under,))
    yield blocks.Paragraph(blocks.text(record.lead, Look.LEAD))
    for section in record.sections:
        yield blocks.Heading(1, section.heading)
        for paragraph in section.paragraphs:
            yield blocks.Paragraph(blocks.text(paragraph))
        if section.points:
            yield blocks.Bullets(section.points)
