"""Documents to read before, at and after the event, with their addresses."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from tours.addresses import document_address
from tours.agenda.facts import Document
from tours.booklet.agenda.items import Context
from tours.booklet.columns import without_empty_columns
from tours.pdf.blocks import Block, Column, Heading, Row, Span, Table, Text, text
from tours.pdf.styles import Look
from tours.wording import file_format, file_size, language_name


def documents(context: Context) -> Iterator[Block]:
    """The table of documents: first those of the event, then those of its items."""
    rows = [_row(document, "", context) for document in context.event.documents]
    rows += [
        _row(document, item.line.title, context) for item in context.view.standing for document in item.line.documents
    ]
    if rows:
        yield Heading(1, _("Documents"))
        columns = (Column(_("Document"), 0.66), Column(_("File"), 0.34))
        yield without_empty_columns(Table(columns, tuple(rows), continued=_("Documents, continued")))


def _row(document: Document, item: str, context: Context) -> Row:
    address = document_address(context.home, document.digest, document.file_name)
    name = (Text((Span(document.title, url=address),), Look.NAME), text(item, Look.DETAIL))
    return Row((name, (text(_file(document), Look.CELL),)))


def _file(document: Document) -> str:
    """The type, size and language of the file, such as `PDF, 1.2 MB, Korean`."""
    language = language_name(document.language) if document.language else ""
    return ", ".join(filter(None, (file_format(document.file_name), file_size(document.size), language)))
