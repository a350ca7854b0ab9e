"""Fields that more than one subject has."""

from typing import Any

from django.core.validators import URLValidator
from django.db import models
from django.forms import Field


class WebAddressField(models.URLField):  # type: ignore[type-arg]  # generic in the stubs only
    """An http or https address; what is typed without a scheme is taken for https."""

    default_validators = [URLValidator(schemes=["http", "https"])]

    def formfield(self, **kwargs: Any) -> Field | None:
        return super().formfield(**{"assume_scheme": "https", **kwargs})
