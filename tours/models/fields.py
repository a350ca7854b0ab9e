"""Fields that more than one subject has."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, URLValidator
from django.db import models
from django.forms import Field
from django.utils.translation import gettext_lazy as _

# A date at the very end of the calendar leaves it when it is counted on or brought to another zone.
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2199, 12, 31)
MISTYPED_YEAR = _("Write the year in four figures, between 1900 and 2199.")
PLAUSIBLE_DAY = [MinValueValidator(FIRST_DAY, MISTYPED_YEAR), MaxValueValidator(LAST_DAY, MISTYPED_YEAR)]


def validate_visible(text: str) -> None:
    """A title of nothing but spaces, controls and marks without ink would print as an empty heading."""
    if not any(letter.isprintable() and not letter.isspace() for letter in text):
        raise ValidationError(_("Write something that can be seen."), code="invisible")


class WebAddressField(models.URLField):  # type: ignore[type-arg]  # generic in the stubs only
    """An http or https address; what is typed without a scheme is taken for https."""

    default_validators = [URLValidator(schemes=["http", "https"])]

    def formfield(self, **kwargs: Any) -> Field | None:
        return super().formfield(**{"assume_scheme": "https", **kwargs})
