"""Shows in a form why a verb refused."""

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError


def tell(form: forms.Form, refusal: ValidationError) -> None:
    """Adds each sentence to the field that it is about, or to the form as a whole if the form has no such field."""
    if not hasattr(refusal, "error_dict"):
        form.add_error(None, refusal)
        return
    for name, errors in refusal.error_dict.items():
        form.add_error(name if name in form.fields and name != NON_FIELD_ERRORS else None, errors)
