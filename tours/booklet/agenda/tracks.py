"""The colours of an agenda's tracks."""

from tours.agenda.view import AgendaView
from tours.pdf.styles import TRACKS, Colour

Colours = dict[str, Colour]


def track_colours(view: AgendaView) -> Colours:
    """A colour for each track, in alphabetical order of the names, as on the web page. Colours repeat after five."""
    names = sorted({item.line.track for item in view.standing} - {""})
    return {name: TRACKS[number % len(TRACKS)] for number, name in enumerate(names)}
