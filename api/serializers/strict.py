"""What shapes that are written have in common: they pass over nothing that is sent."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers

from backstage.text.tidying import tidy

LONGEST_NAME = 100


class StrictSerializer(serializers.Serializer[Any]):
    def to_internal_value(self, data: Any) -> Any:
        """Refuses a field that there is not. DRF passes over it, and a misspelt one would be lost."""
        if isinstance(data, Mapping):
            wrong = {tidy(str(name))[:LONGEST_NAME]: refusal for name in data if (refusal := self._refusal(name))}
            if wrong:
                raise serializers.ValidationError(wrong)
        return super().to_internal_value(data)

    def _refusal(self, name: str) -> list[str]:
        if name not in self.fields:
            return [_("There is no such field. There are %(names)s.") % {"names": ", ".join(self._written())}]
        return [_("This cannot be set: leave it out.")] if self.fields[name].read_only else []

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

    def __init__(self, attribute: str, **options: Any) -> None:
        super().__init__(child=KeyField(attribute, max_length=100), max_length=100, **options)

    def get_attribute(self, instance: Any) -> Any:
        rows: Any = super().get_attribute(instance)
        return rows.all()
