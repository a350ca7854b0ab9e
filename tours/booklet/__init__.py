"""The booklet: the PDF programme of an event, drawn from what an audience sees of an edition."""

from tours.agenda.view import AgendaView
from tours.booklet.contents import contents
from tours.pdf.drawing.document import drawn
from tours.pdf.styles import Paper

__all__ = ["Paper", "booklet"]


def booklet(view: AgendaView, *, base_url: str, paper: Paper, notes: int = 0) -> bytes:
    """A PDF in the active language, with so many pages ruled for notes.

    `base_url` is the site's address without a slash at its end.
    Costs 20 ms and 0.5 ms an item, twice that for staff; the first one of a process 0.1 s more.
    """
    return drawn(contents(view, base_url=base_url, paper=paper, notes=notes))
