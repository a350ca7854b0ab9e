"""What the schema says of the filters of a list."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django_filters.fields import IsoDateTimeField
from drf_spectacular.extensions import OpenApiFilterExtension
from drf_spectacular.openapi import AutoSchema

DESCRIPTIONS = {
    "category": _("A category, by its slug."),
    "city": _("A city that takes part, or is the host, by its slug."),
    "country": _("A country, by its ISO 3166-1 alpha-2 code, or XK."),
    "day": _("A day, at the place."),
    "event": _("An event, by its slug."),
    "external_id": _("What another system calls the item."),
    "kind": _("What kind it is of."),
    "language": _("A language, by its tag (BCP 47), such as ko or sr-Latn."),
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
"""What the filters mean to a program. The labels of the FilterSets are for the form on the page."""
FORMATS = {forms.DateField: "date", IsoDateTimeField: "date-time"}


class FilterParameters(OpenApiFilterExtension):  # type: ignore[no-untyped-call]  # it registers itself, untyped
    """Describes each filter by its form field.

    drf-spectacular's own extension reads the model's column instead: it loses the bounds of a year and the lengths of texts,
    and says nothing of a union, which has no model (test_committed_schema_is_that_of_the_views).
    """

    target_class = "api.lists.filtering.Filtering"
    priority = 1

    def get_schema_operation_parameters(
        self, auto_schema: AutoSchema, *_args: Any, **_options: Any
    ) -> list[dict[str, Any]]:
        view: Any = auto_schema.view
        filterset = self.target.get_filterset_class(view)
        descriptions = DESCRIPTIONS | view.filter_descriptions
        return [
            {
                "name": name,
                "in": "query",
                "description": str(descriptions.get(name, each.label)),
                "schema": _schema(each.field),
            }
            for name, each in (filterset.base_filters if filterset else {}).items()
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
