"""What shapes that are written have in common: they pass over nothing that is sent."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.settings import api_settings

from api.exceptions import MOST_ERRORS, not_valid
from backstage.text.tidying import tidy

LONGEST_NAME = 100
MOST_KEYS = 100
LARGEST_KEY = 2**63 - 1
MOST_LINES: Any = {"max_length": 50}
"""Of a list of shapes in one event or item. The stubs do not know it."""


class StrictSerializer(serializers.Serializer[Any]):
    def to_internal_value(self, data: Any) -> Any:
        """Refuses a field that there is not. DRF passes over it, and a misspelt one would be lost."""
        if isinstance(data, Mapping):
            wrong = [name for name in data if self._is_wrong(name)]
            if wrong:
                raise serializers.ValidationError(self._refusals(wrong))
        return super().to_internal_value(data)

    def _is_wrong(self, name: str) -> bool:
        return name not in self.fields or self.fields[name].read_only

    def _refusals(self, wrong: list[str]) -> dict[str, list[str]]:
        refusals = {tidy(str(name))[:LONGEST_NAME]: [self._refusal(name)] for name in wrong[:MOST_ERRORS]}
        more = len(wrong) - MOST_ERRORS
        return refusals | ({api_settings.NON_FIELD_ERRORS_KEY: [not_valid(more)]} if more > 0 else {})

    def _refusal(self, name: str) -> str:
        if name in self.fields:
            return _("This cannot be set: leave it out.")
        return _("There is no such field. There are %(names)s.") % {"names": ", ".join(self._written())}

    def _written(self) -> list[str]:
        return [name for name, field in self.fields.items() if not field.read_only]


class KeyField(serializers.CharField):
    """A row, named by one of its texts: its slug or its name. Only the text is sent; the verb looks the row up."""

    def __init__(self, attribute: str, **options: Any) -> None:
        self.attribute = attribute
        super().__init__(**options)

    def to_representation(self, row: Any) -> str:
        return str(getattr(row, self.attribute))


class KeyList(serializers.ListField):
    """Rows of a relation, each named by one of its texts."""

    def __init__(self, attribute: str, *, longest: int = LONGEST_NAME, **options: Any) -> None:
        super().__init__(child=KeyField(attribute, max_length=longest), max_length=MOST_KEYS, **options)

    def to_internal_value(self, data: Any) -> Any:
        """Refuses a list that is too long before it looks at each row."""
        if isinstance(data, list) and len(data) > MOST_KEYS:
            self.fail("max_length", max_length=MOST_KEYS)
        return super().to_internal_value(data)

    def get_attribute(self, instance: Any) -> Any:
        rows: Any = super().get_attribute(instance)
        return rows.all()


def whole(shape: StrictSerializer, facts: dict[str, Any]) -> dict[str, Any]:
    """Asks for the fields that a line needs, even where what it belongs to is sent in part: a line is always whole."""
    missing = [name for name, field in shape.fields.items() if field.required and field.source not in facts]
    if missing:
        raise serializers.ValidationError({name: [shape.fields[name].error_messages["required"]] for name in missing})
    return facts
