"""Keys of rows that come in the query of an address or in the boxes of a form. No database holds a longer one."""

from typing import Any

from django import forms

LONGEST_KEY = 18


def key_in(text: str | None) -> int | None:
    """The key, or None for anything else."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) <= LONGEST_KEY else None


class BoxesField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # generic in the stubs only
    """Rows by their keys. Django asks the database for several keys at once, and SQLite fails on one that is too long."""

    def clean(self, value: Any) -> Any:
        """Raises ValidationError."""
        for key in value or ():
            if key_in(str(key)) is None:
                raise forms.ValidationError(
                    self.error_messages["invalid_pk_value"], code="invalid_pk_value", params={"pk": key}
                )
        return super().clean(value)
