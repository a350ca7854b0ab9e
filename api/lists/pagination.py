"""How a list comes: in numbered pages, or piece by piece with a cursor, for those who copy all of it."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core import signing
from django.db.models import Q
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework.exceptions import NotFound, ValidationError
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response

MOST_ROWS = 100
ORDINARY_ROWS = 20
NUMBER = re.compile("[1-9][0-9]{0,8}")
URI = {"type": ["string", "null"], "format": "uri"}


class Pages(BasePagination):
    """A page costs two queries, its count and its rows; a piece one. A cursor is signed, so what it holds came from here.

    What changes while a reader walks with a cursor is met again or later, never passed over: lists that tell when their
    rows have changed are walked in that order, oldest first.
    """

    def paginate_queryset(self, queryset: Any, request: Request, view: Any = None) -> list[Any]:
        self.query = request._request.GET.copy()
        self.address = f"{settings.BASE_URL}{request._request.path}"
        size = _number(self.query, "page_size", ORDINARY_ROWS)
        if size > MOST_ROWS:
            raise ValidationError({"page_size": [_("At most %(most)d at once.") % {"most": MOST_ROWS}]})
        if "cursor" not in self.query:
            return self._page(queryset, _number(self.query, "page", 1), size)
        if "page" in self.query:
            raise ValidationError({"page": [_("Either pages or a cursor, not both.")]})
        return self._piece(queryset, view.walked_by, size)

    def _page(self, queryset: Any, number: int, size: int) -> list[Any]:
        count = queryset.count()
        if number > 1 and (number - 1) * size >= count:
            raise NotFound(_("The list has no such page."))
        self.told = {
            "count": count,
            "next": self._link(page=number + 1) if number * size < count else None,
            "previous": self._link(page=number - 1) if number > 1 else None,
        }
        return list(queryset[(number - 1) * size : number * size])

    def _piece(self, queryset: Any, columns: Sequence[str], size: int) -> list[Any]:
        salt = f"api.cursor:{self.address}"
        if self.query["cursor"]:
            queryset = queryset.filter(_after(columns, _opened(self.query["cursor"], salt)))
        rows = list(queryset.order_by(*columns)[: size + 1])
        self.told = {"next": None}
        if len(rows) > size:
            rows.pop()
            self.told["next"] = self._link(cursor=_sealed([_fact(rows[-1], name) for name in columns], salt))
        return rows

    def _link(self, **changed: object) -> str:
        query = self.query.copy()
        for name, value in changed.items():
            query[name] = str(value)
        return f"{self.address}?{query.urlencode()}"

    def get_paginated_response(self, data: Any) -> Response:
        """With the ways on in a Link header too (RFC 8288)."""
        response = Response({**self.told, "results": data})
        ways = [f'<{self.told[name]}>; rel="{rel}"' for name, rel in RELATIONS.items() if self.told.get(name)]
        if ways:
            response["Link"] = ", ".join(ways)
        return response

    def get_paginated_response_schema(self, schema: Mapping[str, Any]) -> dict[str, Any]:
        told = {name: {**facts, "description": str(text)} for name, (facts, text) in TOLD.items()}
        return {
            "type": "object",
            "required": ["next", "results"],
            "properties": {**told, "results": schema},
        }

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        return [
            {"name": name, "in": "query", "description": str(text), "schema": schema}
            for name, (schema, text) in PARAMETERS.items()
        ]


RELATIONS = {"next": "next", "previous": "prev"}
TOLD: dict[str, tuple[dict[str, Any], Any]] = {
    "count": ({"type": "integer"}, gettext_lazy("How many there are in all. Not with a cursor.")),
    "next": (URI, gettext_lazy("Where the list goes on; null at its end.")),
    "previous": (URI, gettext_lazy("The page before. Not with a cursor.")),
}
PARAMETERS: dict[str, tuple[dict[str, Any], Any]] = {
    "page": (
        {"type": "integer", "minimum": 1, "maximum": 999_999_999, "default": 1},
        gettext_lazy("The number of a page."),
    ),
    "page_size": (
        {"type": "integer", "minimum": 1, "maximum": MOST_ROWS, "default": ORDINARY_ROWS},
        gettext_lazy("How many at once."),
    ),
    "cursor": (
        {"type": "string"},
        gettext_lazy(
            "Left empty, it begins a walk through the whole list; the answer's “next” leads on. Not with page."
        ),
    ),
}


def _number(query: QueryDict, name: str, otherwise: int) -> int:
    text = query.get(name, str(otherwise))
    if text is None or not NUMBER.fullmatch(text):
        raise ValidationError({name: [_("Give a whole number from 1.")]})
    return int(text)


def _sealed(values: list[Any], salt: str) -> str:
    """Without the time, or a list that has not changed would have another tag each second."""
    return signing.Signer(salt=salt).sign_object(values)


def _opened(cursor: Any, salt: str) -> list[Any]:
    try:
        values: list[Any] = signing.Signer(salt=salt).unsign_object(cursor)
    except signing.BadSignature as forged:
        message = _("This cursor does not belong to this list. Begin with an empty one.")
        raise ValidationError({"cursor": [message]}) from forged
    return values


def _after(columns: Sequence[str], values: Sequence[Any]) -> Q:
    """Rows that come after the one with these values, in the order of the columns."""
    after = Q()
    for place, (column, value) in enumerate(zip(columns, values, strict=True)):
        after |= Q(**dict(zip(columns[:place], values, strict=False)), **{f"{column}__gt": value})
    return after


def _fact(row: Any, column: str) -> Any:
    for name in column.split("__"):
        row = row[name] if isinstance(row, dict) else getattr(row, name)
    return row.isoformat() if isinstance(row, datetime) else row
