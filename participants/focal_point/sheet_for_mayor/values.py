"""What the sheet says, on screen and on paper."""

from typing import NamedTuple

from tours.agenda.view import AgendaView


class Goer(NamedTuple):
    """Somebody of the city, under the names of their card in each script; and how they stand, as far as the city knows."""

    names: tuple[str, ...]
    position: str
    standing: str


class Sheet(NamedTuple):
    """`terms` are labels with a text; `reply_to` is the address to ask where the event names no contact."""

    body: str
    view: AgendaView
    people: tuple[Goer, ...]
    terms: tuple[tuple[str, str], ...]
    reply_to: str
