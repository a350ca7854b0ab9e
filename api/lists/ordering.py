"""The order of a list, by the fields that it allows."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import F
from django.db.models.expressions import OrderBy
from django.utils.translation import gettext as _
from rest_framework.exceptions import ValidationError
from rest_framework.filters import OrderingFilter
from rest_framework.request import Request

from api.lists.filtering import asks_for_changes


class Ordering(OrderingFilter):
    """Orders a list as DRF's filter does, by `?ordering=-starts,title`.

    DRF passes over a field that it does not know, so the list would come in another order than was asked for
    (test_unknown_order_is_refused_with_those_that_there_are). It also leaves rows that are equal in what was asked for in any
    order: here they come in the list's own order and then by their key, or by the cursor's columns where the list is of several
    tables, so each row stands on one page
    (test_rows_that_are_equal_stand_on_one_page). Who asks only for what has changed gets it in the order of its change, as with
    a cursor, unless another is asked for.
    """

    def get_ordering(self, request: Request, queryset: Any, view: Any) -> Sequence[Any]:
        """Returns nothing where a reader walks with a cursor: then the order is the cursor's."""
        if "cursor" not in request.query_params:
            asked: Any = super().get_ordering(request, queryset, view)  # never None: each list has an order
            names = (*asked, *view.ordering, *_last(view.cursor_columns))
            return [_empty_last(name) if name in _both_ways(view.ordering_empty_last) else name for name in names]
        if request.query_params.get(self.ordering_param):
            raise ValidationError({self.ordering_param: [_("A cursor goes in an order of its own: leave this out.")]})
        return ()

    def get_default_ordering(self, view: Any) -> Sequence[Any]:
        by_change = asks_for_changes(view.request) and "updated_at" in view.ordering_fields
        return ("updated_at",) if by_change else view.ordering

    def remove_invalid_fields(self, queryset: Any, fields: Iterable[str], view: Any, request: Request) -> list[str]:
        """Refuses the whole where one is invalid."""
        allowed = choices(view)
        if not set(fields) <= set(allowed):
            message = _("This list can be ordered by %(fields)s.") % {"fields": ", ".join(allowed)}
            raise ValidationError({self.ordering_param: [message]})
        return list(fields)

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        """Says which fields there are; DRF says no more than that it is a text."""
        [parameter] = super().get_schema_operation_parameters(view)
        text = _("Fields to order the list by, otherwise %(first)s; a minus reverses one. Not with cursor.")
        first = view.ordering[0]
        if "updated_at" in view.ordering_fields:
            first = _("%(first)s, or updated_at with updated_since") % {"first": first}
        description = text % {"first": first}
        schema = {"type": "array", "items": {"type": "string", "enum": choices(view)}}
        return [parameter | {"description": description, "schema": schema, "style": "form", "explode": False}]


def _last(columns: Sequence[str]) -> Sequence[str]:
    """What no two rows are equal in. A key alone: for the columns before it a database would leave the order of an index."""
    return columns[-1:] if columns[-1] == "pk" else columns


def choices(view: Any) -> list[str]:
    """Lists each field as it is, for upwards, and with a minus, for downwards."""
    return _both_ways(view.ordering_fields)


def _both_ways(fields: Iterable[str]) -> list[str]:
    return [name for field in fields for name in (field, f"-{field}")]


def _empty_last(name: str) -> OrderBy:
    return F(name[1:]).desc(nulls_last=True) if name.startswith("-") else F(name).asc(nulls_last=True)
