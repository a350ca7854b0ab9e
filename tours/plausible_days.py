"""The days that an event or an item may have. Others are mistyped."""

from datetime import date

# A date at the very end of the calendar overflows when days are added or when it is converted to another zone.
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2199, 12, 31)
