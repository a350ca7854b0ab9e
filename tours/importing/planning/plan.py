"""Makes the plan of an import: which rows are added, change an item or change nothing, and what is gone."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from django.utils.translation import gettext as _

from tours.importing.planning.comparing import changes_of, end_of
from tours.importing.planning.matching import Matching
from tours.importing.planning.values import Change, DraftItem, Field, Outcome, Plan, PlannedRow, Row
from tours.importing.planning.wording import FIELDS
from tours.importing.reading.values import Doubt, ReadItem
from tours.vocabulary import Status

LONGEST = {Field.TITLE: 200, Field.PLACE: 200, Field.ROOM: 100, Field.TRACK: 60, Field.SUMMARY: 5_000}
"""The most characters of each field, as the rows have them."""


def plan(rows: Sequence[Row], draft: Sequence[DraftItem], first_day: date, last_day: date) -> Plan:
    """The event lasts from the first day to the last. What was cancelled in the draft is not told to be gone."""
    compared = [None if row.is_new or row.is_left_out else row.item for row in rows]
    matching = Matching(compared, draft)
    planned = tuple(_planned(row, matching.found.get(at), (first_day, last_day)) for at, row in enumerate(rows))
    gone = tuple(item for item in matching.left() if item.status is not Status.CANCELLED)
    return Plan(planned, gone, Counter(row.outcome for row in planned))


def _planned(row: Row, match: DraftItem | None, days: tuple[date, date]) -> PlannedRow:
    changes = changes_of(row, match) if match else ()
    doubts = _doubts(row, days)
    problems = (*row.problems, *_problems(row, match))
    return PlannedRow(row, _outcome(row, match, changes), match, changes, doubts, problems)


def _outcome(row: Row, match: DraftItem | None, changes: Sequence[Change]) -> Outcome:
    if row.is_left_out:
        return Outcome.LEFT_OUT
    if match is None:
        return Outcome.ADDED
    return Outcome.CHANGED if any(not change.stays for change in changes) else Outcome.SAME


def _doubts(row: Row, days: tuple[date, date]) -> frozenset[Doubt]:
    """What the text gives doubt of, and of the day as it stands now."""
    item = row.item
    if item.day is None:
        return item.doubts - {Doubt.NO_DAY} if row.waits else item.doubts | {Doubt.NO_DAY}
    outside = {Doubt.OUTSIDE_EVENT} if not days[0] <= item.day <= days[1] else set()
    return item.doubts - {Doubt.OUTSIDE_EVENT} | outside


def _problems(row: Row, match: DraftItem | None) -> Iterator[str]:
    item = row.item
    if item.day is None and match is None and not row.waits:
        yield _("Say on which day it is, or leave its section in the tray.")
    if not item.title.strip():
        yield _("It needs a title.")
    if item.end and not (item.start or (match and match.start)):
        yield _("It ends at a time, so it must also begin at one.")
    elif _ends_too_early(item, match):
        yield _("It ends before it begins.")
    for name, most in LONGEST.items():
        if len(said(item, name)) > most:
            yield _("The %(field)s is longer than %(most)d characters.") % {
                "field": str(FIELDS[name]).lower(),
                "most": most,
            }


def _ends_too_early(item: ReadItem, match: DraftItem | None) -> bool:
    start = item.start or (match.start if match else None)
    end, on = end_of(item, match)
    return bool(start and end and on is None and end <= start)


def said(item: ReadItem, name: Field) -> str:
    """The words of a field that is a text."""
    return item.rest if name is Field.SUMMARY else str(getattr(item, name))
