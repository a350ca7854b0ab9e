"""What the booklet says, and in which order."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from tours.agenda_view import AgendaView
from tours.booklet.cover import cover
from tours.booklet.days import programme
from tours.booklet.people import participating_cities, people
from tours.booklet.practical import contacts, places, practical_information, purposes
from tours.booklet.wording import audience
from tours.pdf.blocks import Block, Document, Section
from tours.pdf.styles import Paper
from tours.wording import version


def contents(view: AgendaView, *, base_url: str, paper: Paper) -> Document:
    return Document(
        title=view.event.title,
        edition=_edition(view),
        author=view.event.programme.name,
        language=view.event.language,
        dated=view.stamp.at,
        paper=paper,
        sections=(cover(view, base_url), Section(tuple(_body(view)))),
    )


def _edition(view: AgendaView) -> str:
    """`Version 3, 30 August 2017 · Audience: Staff`"""
    whose = audience(view)
    return " · ".join([version(view)] + ([_("Audience: %(audience)s") % {"audience": whose}] if whose else []))


def _body(view: AgendaView) -> Iterator[Block]:
    event = view.event
    yield from programme(view)
    yield from purposes(event)
    yield from people(view)
    yield from participating_cities(view)
    yield from places(view)
    yield from practical_information(event)
    yield from contacts(event)
