"""The order of a list, by the fields that it allows."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework.exceptions import ValidationError
from rest_framework.filters import BaseFilterBackend
from rest_framework.request import Request
from rest_framework.views import APIView


class Ordering(BaseFilterBackend):
    """`?ordering=-updated_at`. Where a reader walks with a cursor, the order is the cursor's."""

    def filter_queryset(self, request: Request, queryset: QuerySet[Any], view: APIView) -> QuerySet[Any]:
        asked = request.query_params.get("ordering", "")
        if "cursor" in request.query_params:
            if asked:
                raise ValidationError({"ordering": [_("A cursor goes in an order of its own: leave this out.")]})
            return queryset
        allowed = choices(view)
        if asked and asked not in allowed:
            message = _("This list can be ordered by %(fields)s.") % {"fields": ", ".join(allowed)}
            raise ValidationError({"ordering": [message]})
        return in_order(queryset, asked or allowed[0], view)

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        allowed = choices(view)
        text = gettext_lazy("The order of the list, otherwise %(first)s; a minus reverses it. Not with cursor.")
        schema = {"type": "string", "enum": allowed}
        return [{"name": "ordering", "in": "query", "description": str(text) % {"first": allowed[0]}, "schema": schema}]


def choices(view: Any) -> list[str]:
    """Each field upwards and, with a minus, downwards; the list's own order first."""
    first, *others = view.orderings
    opposite = first[1:] if first.startswith("-") else f"-{first}"
    return [first, opposite, *(name for field in others for name in (field, f"-{field}"))]


def in_order(queryset: QuerySet[Any], asked: str, view: Any) -> QuerySet[Any]:
    """Rows that are equal in what was asked for come by the cursor's columns: each row stands on one page."""
    columns = {name.removeprefix("-"): columns for name, columns in view.orderings.items()}
    first, *others = columns[asked.removeprefix("-")]
    minus = "-" if asked.startswith("-") else ""
    return queryset.order_by(f"{minus}{first}", *others, *(name for name in view.walked_by if name != first))
