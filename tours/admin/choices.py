"""How a row of another table is chosen in the administration: in a select of a few rows, or by typing a part of the name."""

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.contrib.admin.widgets import AutocompleteSelect
from django.db import DataError, models
from django.forms.models import ModelChoiceIterator
from django.utils.functional import SimpleLazyObject

MOST_IN_SELECT = 100
"""The most rows in a plain select, which works without JavaScript.

If there are more, the user types a part of the name.
"""


def is_long(rows: models.QuerySet[Any]) -> bool:
    """Whether there are too many rows for a plain select. One query."""
    return rows.order_by()[MOST_IN_SELECT : MOST_IN_SELECT + 1].exists()


class TolerantSelect(AutocompleteSelect):
    """Shows the form again after any input. Django's own widget fails if the input was no key."""

    labels: Mapping[str, str] = {}
    """The names of rows that are known to be chosen, by their keys. Each other choice costs a query to be named."""

    def optgroups(self, name: str, value: Any, attr: Any = None) -> Any:
        chosen = [str(each) for each in value if each]
        if len(chosen) == 1 and chosen[0] in self.labels:
            return [(None, self._named(name, chosen[0]), 0)]
        try:
            return super().optgroups(name, value, attr)
        except (ValueError, OverflowError, DataError):
            return super().optgroups(name, [], attr)

    def _named(self, name: str, key: str) -> list[dict[str, Any]]:
        chosen = self.create_option(name, key, self.labels[key], True, 0)
        return [chosen] if self.is_required else [self.create_option(name, "", "", False, 0), chosen]


class ReadOnce:
    """The choices of a select that stands in each row of a table: read once, where Django reads them for each row."""

    def __init__(self, field: Any) -> None:
        self.choices: list[Any] = []
        self.source = ModelChoiceIterator(field)

    def __iter__(self) -> Iterator[Any]:
        self.choices = self.choices or list(self.source)
        return iter(self.choices)


def share(field: forms.ModelChoiceField[Any], rows: models.QuerySet[Any]) -> None:
    """Lets the rows of an inline share what their field reads: one query, however many rows there are.

    `rows` are those that they have chosen.
    """
    widget = getattr(field.widget, "widget", field.widget)
    if isinstance(widget, TolerantSelect):
        widget.labels = SimpleLazyObject(lambda: {str(row.pk): field.label_from_instance(row) for row in rows})  # type: ignore[assignment]  # it stands for the dict
    else:
        choices = ReadOnce(field)
        field.iterator = lambda _copy: choices  # type: ignore[assignment]  # Django calls it with the copy of the field
        field.choices = choices
