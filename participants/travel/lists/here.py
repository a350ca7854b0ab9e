"""The gate list: who is here from when until when, on a day or at an item, and how many each day."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import NamedTuple

from django.utils.translation import gettext as _

from participants.models import Delegate
from participants.travel.coming import body_of
from participants.travel.lists.counts import people_here
from participants.travel.lists.values import Column, Part, PeopleList, Table, people_list
from participants.travel.presence import Present, everyone_present, heads_by_day
from tours.agenda.phrases import time_range
from tours.agenda.values import Line
from tours.models import Event
from tours.wording import weekday_and_date

Here = list[tuple[Delegate, Present]]


class Gate(NamedTuple):
    """The people for whom the list asks: those at the item, or else on the day. With neither, it asks for everyone who
    comes.
    """

    day: date | None = None
    line: Line | None = None

    def lets_in(self, present: Present) -> bool:
        if self.line:
            return present.is_at(self.line)
        return self.day is None or self.day in present.days

    def __str__(self) -> str:
        if self.line:
            words = (weekday_and_date(self.line.day), time_range(self.line), self.line.title)
            return ", ".join(filter(None, words))
        return weekday_and_date(self.day) if self.day else _("Everyone who comes")


EVERYONE = Gate()


def read_here(event: Event, gate: Gate = EVERYONE) -> Here:
    """The people whom the gate lets in, with the days on which they are here. Three queries."""
    return [(row, present) for row, present in everyone_present(event) if gate.lets_in(present)]


def here_list(event: Event, gate: Gate = EVERYONE, *, at: datetime) -> PeopleList:
    """The list of those whom the gate lets in. A list of everyone also says how many are here each day."""
    shown = read_here(event, gate)
    heads = heads_by_day([present.days for _row, present in shown], event)
    tables = [_names(shown, gate), *([_heads(heads)] if gate == EVERYONE else [])]
    return people_list(event, _("Who is here (gate list)"), tables, at=at)


def _names(shown: Here, gate: Gate) -> Table:
    columns = (Column(_("Name"), 0.4), Column(_("Delegation"), 0.3), Column(_("From"), 0.15), Column(_("Until"), 0.15))
    rows = tuple((row.display_name, body_of(row), *present.days) for row, present in shown)
    parts = (Part(str(gate), people_here(len(rows)), rows),) if rows else ()
    nothing = _("Nobody is here: %(when)s.") % {"when": gate}
    return Table(_("Who is here"), _("Day"), columns, parts, nothing)


def _heads(heads: Mapping[date, int]) -> Table:
    columns = (Column(_("Day"), 0.6), Column(_("People"), 0.4, is_figure=True))
    return Table(_("Day by day"), _("Days"), columns, (Part(_("Day by day"), "", tuple(heads.items())),), "")
