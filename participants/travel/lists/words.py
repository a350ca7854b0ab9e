"""What a cell of a list says on a page and in a PDF."""

from datetime import date, time

from backstage.tables.cells import Value
from tours.wording import clock, short_weekday_and_day


def in_words(value: Value) -> str:
    if isinstance(value, date):
        return short_weekday_and_day(value)
    if isinstance(value, time):
        return clock(value)
    return "" if value is None else str(value)
