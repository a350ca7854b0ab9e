"""The fields by which people come in: an address, and a code."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.emails.fields import AddressFormField

SIX_DIGITS = re.compile("[0-9]{6}")


class AddressForm(forms.Form):
    email = AddressFormField(
        label=gettext_lazy("Your e-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=gettext_lazy("The one to which the organiser writes to you."),
    )


class CodeForm(forms.Form):
    """What is no code costs no try."""

    code = forms.CharField(
        label=gettext_lazy("Code"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
        help_text=gettext_lazy("Six digits, from the mail. They work for ten minutes."),
    )

    def clean_code(self) -> str:
        typed = re.sub(r"[\s-]", "", self.cleaned_data["code"])
        if not SIX_DIGITS.fullmatch(typed):
            raise ValidationError(_("A code has six digits, such as 012345."))
        return typed

    def refuse(self) -> None:
        words = _("This is not the code, or it is too old. Look for the newest mail, or have another code sent.")
        self.add_error("code", words)


class MailedCodeForm(CodeForm):
    """The form for the mailed code, with the address that was typed before."""

    email = AddressFormField(max_length=254, widget=forms.HiddenInput)
