"""The fields that say what is agreed with a delegation, as forms at the desk have them."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from participants.forms.fields import field_of
from participants.models import Delegation
from tours.desk.forms.day_input import day_input
from tours.desk.forms.languages import LanguageNameField

LANGUAGE_HINT = _("We write letters to them in it. Type its name and choose it, or type its code, such as sr-Latn.")


class FactsForm(forms.Form):
    nominate_by = field_of(Delegation, "nominate_by", widget=day_input())
    confirm_by = field_of(Delegation, "confirm_by", widget=day_input())
    freeze_on = field_of(Delegation, "freeze_on", widget=day_input())
    extra = field_of(Delegation, "extra")
    language = field_of(Delegation, "language", form_class=LanguageNameField, help_text=LANGUAGE_HINT)

    def facts(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in FactsForm.base_fields}
