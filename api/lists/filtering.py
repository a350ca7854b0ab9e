"""The filters of a list: what its FilterSet takes, and how the schema tells of it."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters.fields import IsoDateTimeField
from rest_framework.exceptions import ValidationError
from rest_framework.filters import BaseFilterBackend
from rest_framework.request import Request

MEANINGS = {
    "category": _("A category, by its slug."),
    "city": _("A city that takes part, or is the host, by its slug."),
    "country": _("A country, by its ISO 3166-1 alpha-2 code, or XK."),
    "day": _("A day, at the place."),
    "event": _("An event, by its slug."),
    "external_id": _("What another system calls the item."),
    "kind": _("What kind it is of."),
    "language": _("A language, by its ISO 639 code."),
    "media_type": _("A type of file, such as application/pdf."),
    "phase": _("Where events stand today, by the dates at their places."),
    "programme": _("A programme, by its slug."),
    "q": _("Words, or their beginnings, in any script: results contain all of them."),
    "role": _("What an organisation is there."),
    "slug": _("An event, by its slug."),
    "status": _("Whether an item is certain."),
    "theme": _("A theme, by its slug."),
    "track": _("A track of an agenda, by its name."),
    "updated_since": _("A moment with its offset, such as 2017-09-01T00:00:00Z: what has changed then or later."),
    "year": _("A year: that of a post, or any that an event has days in."),
}
"""What the parameters mean to a program; the labels of the FilterSets are those of a form."""
FORMATS = {forms.DateField: "date", IsoDateTimeField: "date-time"}


class Filtering(BaseFilterBackend):
    """By the view's `filterset_class`, which the pages share."""

    def filter_queryset(self, request: Request, queryset: QuerySet[Any], view: Any) -> Any:
        filters = view.filterset_class(request.query_params, queryset, request=request)
        if not filters.is_valid():
            raise ValidationError({name: list(errors) for name, errors in filters.errors.items()})
        return filters.qs

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        filters = view.filterset_class.base_filters
        meanings = MEANINGS | view.meanings
        return [
            {
                "name": name,
                "in": "query",
                "description": str(meanings.get(name, each.label)),
                "schema": _schema(each.field),
            }
            for name, each in filters.items()
        ]


def _schema(field: forms.Field) -> dict[str, Any]:
    if isinstance(field, forms.ChoiceField):
        words: Any = field.choices
        return {"type": "string", "enum": [value for value, _label in words if value]}
    if isinstance(field, forms.IntegerField):
        return {"type": "integer", "minimum": field.min_value, "maximum": field.max_value}
    known = next((format for kind, format in FORMATS.items() if isinstance(field, kind)), None)
    if known:
        return {"type": "string", "format": known}
    longest = getattr(field, "max_length", None)
    return {"type": "string", "maxLength": longest} if longest else {"type": "string"}
