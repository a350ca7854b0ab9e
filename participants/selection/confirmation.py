"""The letter by which a city confirms its names: filled in beforehand, to be signed and sent back."""

from collections.abc import Iterator
from datetime import UTC

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from participants.selection.columns import comes_as, position
from participants.selection.sheet import Confirmation, Name
from tours.pdf.blocks import Block, Document, Facts, Heading, Paragraph, Row, Section, Table, text
from tours.pdf.blocks import Column as TableColumn
from tours.pdf.drawing.document import drawn
from tours.pdf.styles import Look, Paper
from tours.wording import date_range, full_date

LINE = "." * 60
"""A line to be written on by hand."""


def letter(confirmation: Confirmation) -> bytes:
    """A tagged A4 page or more, in the active language. Equal values give equal bytes."""
    return drawn(
        Document(
            title=_("Confirmation of names: %(body)s") % {"body": confirmation.body},
            edition=full_date(confirmation.at),
            audience=confirmation.title,
            author=confirmation.programme,
            language=get_language() or "en",
            dated=confirmation.at.astimezone(UTC),
            paper=Paper.A4,
            lined=False,
            sections=(Section(tuple(_blocks(confirmation))),),
        )
    )


def _blocks(confirmation: Confirmation) -> Iterator[Block]:
    yield Heading(0, _("Confirmation of names"))
    yield Facts(
        (
            (_("Event"), (text(confirmation.title), text(confirmation.programme, Look.DETAIL))),
            (
                _("When and where"),
                (text(f"{date_range(confirmation.starts, confirmation.ends)}, {confirmation.place}"),),
            ),
            (_("City or organisation"), (text(confirmation.body),)),
        )
    )
    yield Paragraph(text(_("We put these people forward, in this order of choice:")), leads=True)
    yield _table(confirmation)
    yield Facts(
        (
            (_("Place and date"), (text(LINE),)),
            (_("Name and position"), (text(LINE),)),
            (_("Signature and stamp"), (text(LINE),)),
        )
    )
    yield Paragraph(text(_where_to_send(confirmation), Look.DETAIL))


def _table(confirmation: Confirmation) -> Table:
    columns = (
        TableColumn(_("Name"), 0.34),
        TableColumn(_("Order"), 0.1, figures=True),
        TableColumn(_("Position and organisation"), 0.36),
        TableColumn(_("Comes as"), 0.2),
    )
    return Table(columns, tuple(map(_row, confirmation.names)))


def _row(name: Name) -> Row:
    words = ("" if name.rank is None else str(name.rank), position(name), comes_as(name))
    return Row(((text(name.name, Look.NAME),), *((text(each, Look.CELL),) for each in words)))


def _where_to_send(confirmation: Confirmation) -> str:
    to = {"address": confirmation.reply_to}
    if confirmation.confirm_by is None:
        return _("Please sign this letter and send it to %(address)s.") % to
    by = {**to, "day": full_date(confirmation.confirm_by)}
    return _("Please sign this letter and send it to %(address)s by %(day)s.") % by
