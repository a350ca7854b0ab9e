"""What the booklet says, and in which order, for the public, for delegates, and for staff."""

from collections.abc import Iterator

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tours.agenda.phrases import version
from tours.agenda.view import AgendaView
from tours.booklet.agenda.days import programme
from tours.booklet.agenda.duties import duties
from tours.booklet.agenda.items import Context
from tours.booklet.agenda.overview import overview
from tours.booklet.cover import cover, current_version
from tours.booklet.documents import documents
from tours.booklet.own import Own, own_days
from tours.booklet.people import participating_cities, people
from tours.booklet.practical import contacts, contacts_to_call, places, practical_information, purposes
from tours.booklet.wording import audience, own_language
from tours.pdf.blocks import Block, Document, Section
from tours.pdf.styles import Paper
from tours.vocabulary import Level


def contents(view: AgendaView, *, home: str, paper: Paper, notes: int = 0, own: Own | None = None) -> Document:
    context = Context(view, home, paper)
    return Document(
        title=view.event.title,
        edition=version(view),
        audience=_audience(view),
        author=view.event.programme.name,
        language=(get_language() if own_language(view.event) else None) or view.event.language,
        dated=view.stamp.at,
        paper=paper,
        sections=tuple(_sections(context, own)),
        notes=notes,
        back=() if view.is_draft else (current_version(home),),
    )


def _audience(view: AgendaView) -> str:
    """The audience with its label, such as `Audience: Delegates (A, B)`. Empty for the public."""
    whose = audience(view)
    return _("Audience: %(audience)s") % {"audience": whose} if whose else ""


def _sections(context: Context, own: Own | None) -> Iterator[Section]:
    yield cover(context.view, context.paper)
    if own:
        yield Section(tuple(own_days(own)))
    order = {Level.PUBLIC: _for_everyone, Level.DELEGATES: _for_delegates, Level.STAFF: _for_staff}
    body = order[context.view.audience.level]
    yield Section((*overview(context), *body(context)))


def _for_everyone(context: Context) -> Iterator[Block]:
    yield from programme(context)
    yield from _background(context)
    yield from contacts(context.event)


def _for_delegates(context: Context) -> Iterator[Block]:
    """The contacts come right after the programme, where delegates look most often."""
    yield from programme(context)
    yield from contacts(context.event)
    yield from _background(context)


def _background(context: Context) -> Iterator[Block]:
    yield from purposes(context.event)
    yield from people(context.view)
    yield from participating_cities(context.view)
    yield from places(context.view)
    yield from practical_information(context.event)
    yield from documents(context)


def _for_staff(context: Context) -> Iterator[Block]:
    """What staff act on, most urgent first. The purposes are left out because staff know them."""
    yield from contacts_to_call(context.event)
    yield from programme(context)
    yield from duties(context)
    yield from people(context.view)
    yield from participating_cities(context.view)
    yield from places(context.view)
    yield from practical_information(context.event)
    yield from documents(context)
