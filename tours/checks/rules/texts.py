"""The texts that people read of an agenda, each with where it stands."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from tours.agenda.values import Event
from tours.checks.counted import Counted
from tours.checks.findings import Part


class Standing(NamedTuple):
    """A text, and the item whose it is; None for one of the event."""

    text: str
    item: Counted | None = None

    @property
    def part(self) -> Part:
        return Part.AGENDA if self.item else Part.EVENT

    @property
    def items(self) -> tuple[str, ...]:
        return (self.item.uid,) if self.item else ()


def texts(items: Iterable[Counted], event: Event) -> Iterator[Standing]:
    """The texts of the event first, then those of each item in order. Empty ones are left out."""
    of_event = (event.title, event.summary, event.conditions, *event.purposes)
    notes = (words for note in event.practical for words in (note.heading, note.body))
    for text in (*of_event, *notes, *(contact.role for contact in event.contacts)):
        if text:
            yield Standing(text)
    for item in items:
        line = item.line
        for text in (line.title, line.summary, line.report, line.staff_note, *(link.label for link in line.links)):
            if text:
                yield Standing(text, item)
