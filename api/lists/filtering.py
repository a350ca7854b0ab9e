"""How filters are applied to a list of the API. What each filter means stands in the FilterSets, which pages share."""

from typing import Any

from django import forms
from django_filters.rest_framework import DjangoFilterBackend
from rest_framework.request import Request

from api.exceptions import no_choice


def asks_for_changes(request: Request) -> bool:
    """Whether the list is narrowed to what has changed since a moment."""
    return bool(request.query_params.get("updated_since"))


class Filtering(DjangoFilterBackend):  # type: ignore[misc]  # the library is untyped
    """Refuses a word that a filter does not know with those that it knows."""

    def get_filterset(self, request: Any, queryset: Any, view: Any) -> Any:
        filterset = super().get_filterset(request, queryset, view)
        for name, field in (filterset.form.fields if filterset else {}).items():
            if isinstance(field, forms.ChoiceField) and not isinstance(field, forms.ModelChoiceField):
                words: Any = field.choices
                told = no_choice("%(value)s", name, [value for value, _label in words if value])
                field.error_messages["invalid_choice"] = told
        return filterset
