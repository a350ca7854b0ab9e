"""How far a city's delegates are with what the event asks: complete or missing. What they said stays theirs."""

from collections.abc import Collection
from typing import NamedTuple

from django.utils.translation import gettext as _

from participants.days import today_at
from participants.models import Delegation
from participants.travel.checklist.checking import Line
from participants.travel.checklist.reading import read_checklist
from tours.wording import joined


class Missing(NamedTuple):
    """Names the things, never what was said of them."""

    things: tuple[str, ...]

    @property
    def words(self) -> str:
        if not self.things:
            return _("Complete")
        return _("Missing: %(things)s") % {"things": joined(self.things)}


def missing_of(delegation: Delegation, keys: Collection[int]) -> dict[int, Missing]:
    """What is missing, by the key of the delegate, for those who come. It is empty if the event asks for nothing. It
    takes eight queries.
    """
    event = delegation.participation.event
    found = read_checklist(event, today=today_at(event))
    if not found.things:
        return {}
    lines = found.narrowed(delegation=delegation.pk).lines
    return {line.row.pk: _missing(line) for line in lines if line.row.pk in keys}


def _missing(line: Line) -> Missing:
    return Missing(tuple(cell.label for cell in line.cells if cell.is_open))
