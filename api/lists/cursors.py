"""A walk through a whole list, piece by piece, from where the last piece ended.

DRF's CursorPagination holds the first column and an offset into the rows that are equal in it. All items of an event change
at the same moment, so when such an event is published anew, the offset passes over items of the next event
(test_items_that_leave_during_a_walk_hide_no_others). It cannot walk through a union either. So a cursor here holds the values
of all its columns, which together are those of one row alone.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.core import signing
from django.db.models import Q
from django.utils.translation import gettext as _
from rest_framework.exceptions import ValidationError


class Piece(NamedTuple):
    """The rows of one piece, and the cursor to the next, if there are more."""

    rows: list[Any]
    next_cursor: str | None


def piece_after(cursor: str, queryset: Any, columns: Sequence[str], *, size: int, address: str) -> Piece:
    """Reads the rows after the one that the cursor names; an empty cursor begins the walk. It costs one query.

    A cursor of another address, or of a release whose columns were others, is refused.
    """
    signer = signing.Signer(salt=f"api.cursor:{address}:{','.join(columns)}")
    if cursor:
        queryset = queryset.filter(_after(columns, _opened(cursor, signer)))
    rows = list(queryset.order_by(*columns)[: size + 1])
    if len(rows) <= size:
        return Piece(rows, None)
    rows.pop()
    return Piece(rows, _sealed([_value(rows[-1], column) for column in columns], signer))


def _sealed(values: list[Any], signer: signing.Signer) -> str:
    """Signs without the time, or a list that has not changed would have another entity tag each second."""
    return signer.sign_object(values)


def _opened(cursor: str, signer: signing.Signer) -> list[Any]:
    try:
        values: list[Any] = signer.unsign_object(cursor)
    except signing.BadSignature as forged:
        message = _("This cursor does not belong to this list. Begin with an empty one.")
        raise ValidationError({"cursor": [message]}) from forged
    return values


def _after(columns: Sequence[str], values: Sequence[Any]) -> Q:
    """Makes the condition for rows that come after the one with these values, in the order of the columns.

    The first column is not less in any of them: by that, an index finds where the piece begins.
    """
    after = Q()
    for place, (column, value) in enumerate(zip(columns, values, strict=True)):
        after |= Q(**dict(zip(columns[:place], values, strict=False)), **{f"{column}__gt": value})
    return Q((f"{columns[0]}__gte", values[0])) & after


def _value(row: Any, column: str) -> Any:
    value = row[column] if isinstance(row, dict) else getattr(row, column)
    return value.isoformat() if isinstance(value, datetime) else value
