"""Shows in a form why a verb refused what was sent."""

from django import forms
from django.core.exceptions import ValidationError


def show_refusal(form: forms.BaseForm, refusal: ValidationError) -> None:
    """Beside the field that it names where the form has it, or else on top."""
    named = refusal.message_dict if hasattr(refusal, "error_dict") else {"": refusal.messages}
    for name, sentences in named.items():
        for sentence in sentences:
            form.add_error(name if name in form.fields else None, sentence)
