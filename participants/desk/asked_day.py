"""The day that an address asks for: `?day=2017-09-04`."""

from datetime import date

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _


def asked_day(query: QueryDict) -> date | None:
    """The day that is asked for, or None for all days. Raises ValidationError for what is no day."""
    text = query.get("day", "")
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise ValidationError(_("Write the day as in day=2017-09-04, or leave it out for all days.")) from error
