"""Fields for e-mail addresses, of rows and of forms: each refuses what no mail can be sent to."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.db import models

from accounts.emails.addresses import one_address, validate_address

if TYPE_CHECKING:
    EmailField = models.EmailField[str, str]
else:
    EmailField = models.EmailField  # it takes no types when the program runs


class AddressFormField(forms.EmailField):
    default_validators = [validate_address]

    def to_python(self, value: Any) -> str:
        return one_address(super().to_python(value) or "")


class AddressField(EmailField):
    """Migrations name Django's own field, as the column is the same."""

    default_validators = [validate_address]

    def to_python(self, value: Any) -> Any:
        return one_address(value) if isinstance(value, str) else value

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"form_class": AddressFormField, **kwargs})

    def deconstruct(self) -> Any:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.EmailField", args, kwargs
