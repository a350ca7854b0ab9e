"""The purposes, the places, the practical information to know before travelling, and the contacts."""

from collections.abc import Iterator, Sequence
from urllib.parse import quote

from django.utils.translation import gettext as _

from tours.addresses import telephone_address
from tours.agenda.facts import Contact
from tours.agenda.values import Event
from tours.agenda.view import AgendaView
from tours.booklet.columns import without_empty_columns
from tours.booklet.notes import note_blocks
from tours.booklet.wording import as_written, own_language
from tours.pdf.blocks import Block, Bullets, Column, Heading, Row, Span, Table, Text, text
from tours.pdf.styles import Look


def purposes(event: Event) -> Iterator[Block]:
    if event.purposes:
        yield Heading(1, _("Purposes"))
        yield Bullets(tuple(as_written(purpose, event) for purpose in event.purposes))


def places(view: AgendaView) -> Iterator[Block]:
    """The table of places, also in the local script: for a taxi driver, and to compare with the sign at the door."""
    found = view.places()
    if not found:
        return
    yield Heading(1, _("Places"))
    rows = tuple(
        Row(
            (
                (text(place.name, Look.NAME), text(place.local_name, Look.CELL)),
                (text(place.address or place.city, Look.CELL), text(place.local_address, Look.CELL)),
            )
        )
        for place in found
    )
    columns = (Column(_("Place"), 0.4), Column(_("Address"), 0.6))
    yield without_empty_columns(Table(columns, rows, continued=_("Places, continued")))


def practical_information(event: Event) -> Iterator[Block]:
    if event.practical or event.conditions:
        yield Heading(1, _("Practical information"))
    for note in event.practical:
        yield Heading(2, note.heading, listed=False, language=own_language(event))
        yield from note_blocks(note.body, own_language(event))
    if event.conditions:
        yield Heading(2, _("Conditions of participation"), listed=False)
        yield from note_blocks(event.conditions, own_language(event))


def contacts(event: Event) -> Iterator[Block]:
    if event.contacts:
        yield Heading(1, _("Contacts"))
        yield _contact_table(event.contacts, continued=_("Contacts, continued"))


def contacts_to_call(event: Event) -> Iterator[Block]:
    """The table of contacts. Contacts with a telephone number come first."""
    if event.contacts:
        yield Heading(1, _("Whom to call"))
        with_numbers_first = sorted(event.contacts, key=lambda contact: not contact.phone)
        yield _contact_table(with_numbers_first, continued=_("Whom to call, continued"))


def _contact_table(found: Sequence[Contact], *, continued: str) -> Table:
    columns = (Column(_("Name"), 0.4), Column(_("Telephone"), 0.26), Column(_("E-mail"), 0.34))
    return without_empty_columns(Table(columns, tuple(map(_contact, found)), continued=continued))


def _contact(contact: Contact) -> Row:
    email = Text((Span(contact.email, url=f"mailto:{quote(contact.email, safe='@', errors='replace')}"),), Look.CELL)
    phone = Text((Span(contact.phone, url=telephone_address(contact.phone)),), Look.CELL)
    return Row(((text(contact.name, Look.NAME), text(contact.role, Look.CELL)), (phone,), (email,)))
