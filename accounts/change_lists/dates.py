"""The links to years, months and days above a list."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.admin.views.main import ChangeList
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

UNITS = ("year", "month", "day")
DATES = {"day": "MONTH_DAY_FORMAT", "month": "YEAR_MONTH_FORMAT", "year": "Y"}
Dates = Mapping[str, Any]


def dates_of(rows: ChangeList) -> Dates:
    """What Django's template shows: the years of the rows; the months of one year; the days of one month.

    All from the first to the last are offered, as an index knows these two. Django would read the date of each row, to
    leave out those without any row.
    """
    first, last = _ends(rows)
    if first is None or last is None:
        return {"show": False}
    depth = _depth(rows, first, last)
    choices = [_choice(rows, day, UNITS[: depth + 1]) for day in _days(first, last, UNITS[depth])]
    return {"show": True, "back": _back(rows, first, depth), "choices": choices}


def _ends(rows: ChangeList) -> tuple[date | None, date | None]:
    column = str(rows.date_hierarchy)
    in_order = rows.queryset.filter(**{f"{column}__isnull": False}).order_by(column).values_list(column, flat=True)
    return _date(in_order.first()), _date(in_order.last())


def _date(at: date | None) -> date | None:
    return timezone.localtime(at).date() if isinstance(at, datetime) else at


def _depth(rows: ChangeList, first: date, last: date) -> int:
    """How many units are the same for all rows, the day not counted."""
    asked = sum(f"{rows.date_hierarchy}__{unit}" in rows.params for unit in UNITS[:2])
    return max(asked, first.year == last.year and 1 + (first.month == last.month))


def _days(first: date, last: date, unit: str) -> list[date]:
    """The first day of each year or month; or each day."""
    match unit:
        case "year":
            return [date(year, 1, 1) for year in range(first.year, last.year + 1)]
        case "month":
            return [date(first.year, month, 1) for month in range(first.month, last.month + 1)]
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def _choice(rows: ChangeList, day: date, units: tuple[str, ...]) -> dict[str, str]:
    return {"link": _link(rows, day, units), "title": capfirst(date_format(day, DATES[units[-1]]))}


def _back(rows: ChangeList, day: date, depth: int) -> dict[str, str] | None:
    if not depth:
        return None
    above = UNITS[: depth - 1]
    return _choice(rows, day, above) if above else {"link": _link(rows, day, ()), "title": _("All dates")}


def _link(rows: ChangeList, day: date, units: tuple[str, ...]) -> str:
    column = rows.date_hierarchy
    return rows.get_query_string({f"{column}__{unit}": str(getattr(day, unit)) for unit in units}, [f"{column}__"])
