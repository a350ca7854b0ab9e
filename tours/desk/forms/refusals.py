"""Shows in a form why a verb refused what was sent."""

from collections.abc import Callable, Mapping

from django import forms
from django.core.exceptions import ValidationError

SAME: Mapping[str, str] = {}


def show_refusal(form: forms.BaseForm, refusal: ValidationError, names: Mapping[str, str] = SAME) -> None:
    """Adds each sentence to the field that it is about, or to the form as a whole if the form has no such field.

    `names` says what facts are called in the form, where that is something else.
    """
    told = refusal.message_dict if hasattr(refusal, "error_dict") else {"": refusal.messages}
    for name, sentences in told.items():
        field = names.get(name, name)
        form.add_error(field if field in form.fields else None, sentences)


def is_done(form: forms.BaseForm, verb: Callable[[], object]) -> bool:
    """Calls the verb and says whether it did not refuse. A refusal stands in the form."""
    try:
        verb()
    except ValidationError as refusal:
        show_refusal(form, refusal)
    return not form.errors
