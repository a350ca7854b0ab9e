"""What a list of the journey says. Pages and files show it."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from backstage.tables.cells import Value
from tours.models import Event
from tours.wording import as_of, date_range


class Column(NamedTuple):
    """`share` is a part of the width; the shares of a table add up to 1."""

    label: str
    share: float
    is_figure: bool = False


class Part(NamedTuple):
    """The rows below one heading, such as a hotel or a day."""

    heading: str
    note: str
    rows: Sequence[tuple[Value, ...]]


class Table(NamedTuple):
    """Parts with the same columns. `of` says what the headings are, such as “Hotel”; `nothing`, what to say without rows."""

    name: str
    of: str
    columns: tuple[Column, ...]
    parts: tuple[Part, ...]
    nothing: str


class PeopleList(NamedTuple):
    """A list of those who come to an event, at one moment in the zone of the event."""

    name: str
    title: str
    programme: str
    language: str
    starts: date
    ends: date
    at: datetime
    zone: str
    tables: tuple[Table, ...]

    @property
    def dates(self) -> str:
        return date_range(self.starts, self.ends)

    @property
    def moment(self) -> str:
        return as_of(self.at, self.zone)


def people_list(event: Event, name: str, tables: Sequence[Table], *, at: datetime) -> PeopleList:
    moment = at.astimezone(ZoneInfo(event.zone)).replace(second=0, microsecond=0)
    facts = (event.title, event.programme.name, event.language, event.starts, event.ends)
    return PeopleList(name, *facts, moment, event.zone, tuple(tables))
