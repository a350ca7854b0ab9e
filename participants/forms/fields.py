"""Fields of rows as forms have them, and what their hints have in common."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy

CLOCK_HINT = gettext_lazy("Such as 9:30, 9.30 am or 0930.")


def field_of(model: type[models.Model], name: str, **facts: Any) -> Any:
    """The form field of a model's field, with its label, hint and checks."""
    field: Any = model._meta.get_field(name)
    return field.formfield(**facts)
