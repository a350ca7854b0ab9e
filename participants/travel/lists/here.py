"""Who is here from when until when, and how many each day: read in two queries, and as a value for its files."""

from collections.abc import Mapping
from datetime import date, datetime

from django.utils.translation import gettext as _

from participants.models import Delegate
from participants.travel.coming import body_of, coming_to, name_of
from participants.travel.lists.values import Column, Part, PeopleList, Table, people_list
from participants.travel.presence import Days, days_of, heads_by_day, legs_by_delegate
from tours.models import Event
from tours.wording import weekday_and_date


def read_here(event: Event) -> list[tuple[Delegate, Days]]:
    """Those who come, with the days on which they are here. Two queries."""
    legs = legs_by_delegate(event)
    return [(row, days_of(row, event, legs.get(row.pk, ()))) for row in coming_to(event)]


def here_list(event: Event, *, at: datetime, day: date | None = None) -> PeopleList:
    """Everyone who comes, or those who are here on the day."""
    everyone = read_here(event)
    heads = heads_by_day([days for _row, days in everyone], event)
    shown = [(row, days) for row, days in everyone if day is None or day in days]
    tables = [_names(shown, day), *([_heads(heads)] if day is None else [])]
    return people_list(event, _("Who is here"), tables, at=at)


def _names(shown: list[tuple[Delegate, Days]], day: date | None) -> Table:
    columns = (Column(_("Name"), 0.4), Column(_("Delegation"), 0.3), Column(_("From"), 0.15), Column(_("Until"), 0.15))
    rows = tuple((name_of(row), body_of(row), days.first, days.last) for row, days in shown)
    heading = weekday_and_date(day) if day else _("Everyone who comes")
    parts = (Part(heading, "", rows),) if rows else ()
    return Table(_("Who is here"), _("Day"), columns, parts, _("Nobody is here on that day."))


def _heads(heads: Mapping[date, int]) -> Table:
    columns = (Column(_("Day"), 0.6), Column(_("People"), 0.4, is_figure=True))
    return Table(_("Day by day"), _("Days"), columns, (Part(_("Day by day"), "", tuple(heads.items())),), "")
