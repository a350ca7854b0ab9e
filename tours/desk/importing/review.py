"""What the review shows of a plan: sections with their rows, what is gone, texts of no item, columns of a table."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import zip_longest
from typing import Any, NamedTuple

from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from tours.desk.importing.corrections import NEW, OUT, Corrected, CorrectedSection, values_of
from tours.importing.planning.comparing import clock, end_text, person_text
from tours.importing.planning.draft import Names
from tours.importing.planning.values import Change, Outcome, Plan, PlannedRow
from tours.importing.planning.wording import DOUBTS, FIELDS, OUTCOMES
from tours.importing.reading.days.calendar import Calendar
from tours.importing.reading.doubts import disagreeing
from tours.importing.reading.values import Doubt
from tours.importing.sources import ReadSource
from tours.importing.tables.columns import COLUMNS
from tours.labels import ITEM_KINDS
from tours.models import Event
from tours.vocabulary import ItemKind
from tours.wording import weekday_and_date, weekday_and_day, wrong_weekday

MOST_DAYS = 60
"""Of an event whose days a select lists. In longer ones, it lists those that were read."""
SELECTED = SafeString(" selected")
TONES = {Outcome.ADDED: "good", Outcome.CHANGED: "notice", Outcome.SAME: "", Outcome.LEFT_OUT: "info"}


class ShownRow(NamedTuple):
    key: str
    plan: PlannedRow
    values: dict[str, str]
    kinds: SafeString
    """The options of its kind."""
    becomes: list[tuple[str, str, bool]]
    when: str
    people: list[tuple[str, bool]]
    """Each with whether the import makes a card."""
    outcome: str
    tone: str
    changes: list[tuple[str, Change]]
    doubts: list[str]
    problems: list[str]
    is_new_place: bool


class ShownSection(NamedTuple):
    key: str
    heading: str
    day: date | None
    waits: bool
    name: str
    days: list[tuple[str, str]]
    doubts: list[str]
    rows: list[ShownRow]


class Shower:
    """Puts together what the template of the review is given."""

    def __init__(self, event: Event, plan: Plan, names: Names, refused: Mapping[str, list[str]]) -> None:
        self._event, self._names, self._refused = event, names, refused
        self._rows = {row.row.key: row for row in plan.rows}
        self._kinds = {kind: _kind_options(kind) for kind in (None, *ItemKind)}

    def sections(self, corrections: Corrected) -> Iterator[ShownSection]:
        days = self._days(corrections)
        for section in corrections.sections:
            rows = [self._row(self._rows[row.key], section.doubts) for row in section.rows]
            if rows or section.section.heading:
                yield ShownSection(
                    section.key,
                    section.section.heading,
                    section.day,
                    section.waits,
                    self._named(section.day) if section.day else _no_day(section),
                    days,
                    self._doubts_of(section),
                    rows,
                )

    def _doubts_of(self, section: CorrectedSection) -> list[str]:
        """A weekday that is not that of its date is told with the days of the event that fit."""
        if Doubt.WEEKDAY_DISAGREES not in section.doubts or section.day is None:
            return _doubts(section.doubts)
        first, last = self._event.starts, self._event.ends
        found = disagreeing(section.section.heading, section.day, Calendar(section.day.year, first, last))
        told = [wrong_weekday(*found, first, last)] if found else []
        return told + _doubts(section.doubts - {Doubt.WEEKDAY_DISAGREES})

    def _days(self, corrections: Corrected) -> list[tuple[str, str]]:
        """The days of the event, and those that were read."""
        first, last = self._event.starts, self._event.ends
        length = (last - first).days + 1
        of_event = {first + timedelta(days=at) for at in range(length)} if length <= MOST_DAYS else {first, last}
        read = {section.day for section in corrections.sections if section.day}
        return [(day.isoformat(), self._named(day)) for day in sorted(of_event | read)]

    def _named(self, day: date) -> str:
        """The name of the day. It has its year if that is not the event's."""
        return weekday_and_day(day) if day.year == self._event.starts.year else weekday_and_date(day)

    def _row(self, row: PlannedRow, of_section: frozenset[Doubt]) -> ShownRow:
        """What gives doubt in the whole section is said there."""
        item = row.item
        return ShownRow(
            key=row.row.key,
            plan=row,
            values=values_of(item),
            kinds=self._kinds[item.kind],
            becomes=_becomes(row),
            when="–".join(filter(None, [clock(item.start), end_text(item.end, later=item.ends_next_day)])),
            people=self._people(row),
            outcome=str(OUTCOMES[row.outcome]),
            tone=TONES[row.outcome],
            changes=[(str(FIELDS[change.field]), change) for change in row.changes],
            doubts=_doubts(row.doubts - of_section),
            problems=self._problems(row),
            is_new_place=row.is_written and self._names.is_new_place(item.place),
        )

    def _people(self, row: PlannedRow) -> list[tuple[str, bool]]:
        return [
            (
                person_text(person.name, person.role, person.about),
                row.is_written and self._names.is_new_person(person.name),
            )
            for person in row.item.people
        ]

    def _problems(self, row: PlannedRow) -> list[str]:
        known = row.problems if row.is_written else ()
        return list(dict.fromkeys([*known, *self._refused.get(row.row.key, [])]))


def _no_day(section: CorrectedSection) -> str:
    return _("In the tray, without a day") if section.waits else _("No day yet")


def columns_of(read: ReadSource) -> list[tuple[Any, Any]]:
    return list(zip_longest(read.columns, read.first, fillvalue=""))


def column_choices() -> list[tuple[str, str]]:
    return [(column.value, str(label)) for column, label in COLUMNS.items()]


def _becomes(row: PlannedRow) -> list[tuple[str, str, bool]]:
    """Value, label, and whether it is chosen."""
    is_found = row.match is not None and not row.row.is_new
    first = _("Changes the item of the draft") if is_found else _("Is added")
    if row.outcome is Outcome.SAME:
        first = _("Stays as it is")
    choices = [("", first, not (row.row.is_new or row.row.is_left_out))]
    if is_found or row.row.is_new:
        choices.append((NEW, _("Is added as another item"), row.row.is_new))
    return [*choices, (OUT, _("Is left out"), row.row.is_left_out)]


def _doubts(doubts: frozenset[Doubt]) -> list[str]:
    return [str(label) for doubt, label in DOUBTS.items() if doubt in doubts]


def _kind_options(chosen: ItemKind | None) -> SafeString:
    options = [("", _("Session, if it is new"))] + [
        (kind, label) for kind, label in ITEM_KINDS.items() if kind is not ItemKind.EVENT
    ]
    return format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        ((value, SELECTED if value == (chosen or "") else "", label) for value, label in options),
    )
