"""The forms for signing in and for the pages of an account."""

from typing import Any, cast

from allauth.account.forms import ChangePasswordForm as AllauthChangePasswordForm
from allauth.account.forms import LoginForm
from allauth.account.forms import ReauthenticateForm as PasswordReauthenticateForm
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.emails.fields import AddressFormField
from accounts.models import User
from accounts.models.users import one_spelling

LONGEST_PASSWORD = 1000
"""The most characters of a password, because hashing a long one takes long."""


class PasswordField(forms.CharField):
    """Checked and counted as it is kept: in one spelling."""

    def to_python(self, value: Any) -> str:
        return one_spelling(super().to_python(value) or "")


def password_field(label: Any, *, new: bool = False, hint: Any = "") -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": "new-password" if new else "current-password"})
    return PasswordField(label=label, strip=False, max_length=LONGEST_PASSWORD, widget=widget, help_text=hint)


def email_field(label: Any) -> forms.EmailField:
    widget = forms.EmailInput(attrs={"autocomplete": "email"})
    return AddressFormField(label=label, max_length=254, widget=widget)


def code_field(hint: Any) -> forms.CharField:
    """A field for the code of an authenticator app or a recovery code: digits, with or without spaces."""
    attributes = {"autocomplete": "one-time-code", "inputmode": "numeric"}
    return forms.CharField(label=_("Code"), max_length=20, widget=forms.TextInput(attrs=attributes), help_text=hint)


def new_password_field() -> forms.CharField:
    return password_field(_("New password"), new=True, hint=password_validation.password_validators_help_text_html())


class SignInForm(LoginForm):  # type: ignore[misc]  # untyped
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = email_field(_("E-mail address"))
        self.fields["password"] = password_field(_("Password"))


class PasswordAgainForm(PasswordReauthenticateForm):  # type: ignore[misc]  # untyped
    password = password_field(_("Password"))


class ChangePasswordForm(AllauthChangePasswordForm):  # type: ignore[misc]  # untyped
    """The new password is typed only once: browsers remember it, and a mistyped one can be reset by mail."""

    oldpassword = password_field(_("Current password"))
    password1 = new_password_field()
    password2 = None

    def clean_password1(self) -> str:
        password: str = self.cleaned_data["password1"]
        password_validation.validate_password(password, self.user)
        return password


class SecondFactorForm(AuthenticateForm):  # type: ignore[misc]  # untyped
    code = code_field(_("From your authenticator app, or one of your recovery codes."))


class SecondFactorAgainForm(ReauthenticateForm):  # type: ignore[misc]  # untyped
    code = code_field(_("From your authenticator app, or one of your recovery codes."))


class ActivateAppForm(ActivateTOTPForm):  # type: ignore[misc]  # untyped
    code = code_field(_("The six digits that the app shows now."))


class AddPasskeyForm(AddWebAuthnForm):  # type: ignore[misc]  # untyped
    """Every passkey can sign in without a password, and its device checks the user by fingerprint, face or PIN."""

    name = forms.CharField(
        label=_("Name"),
        max_length=100,
        required=False,
        help_text=_("A name to recognise the passkey by, such as the device."),
    )
    passwordless = forms.BooleanField(required=False, initial=True, widget=forms.HiddenInput)

    def clean_passwordless(self) -> bool:
        return True


class RenamePasskeyForm(EditWebAuthnForm):  # type: ignore[misc]  # untyped
    name = forms.CharField(label=_("Name"), max_length=100)


class NameForm(forms.ModelForm[User]):
    name = forms.CharField(
        label=_("Name"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        help_text=_(
            "As colleagues know you. Posts that you draft begin with it as their byline, which you can change before you publish."
        ),
    )

    class Meta:
        model = User
        fields = ["name"]


class ResetForm(forms.Form):
    email = email_field(_("E-mail address"))


class NewEmailForm(forms.Form):
    email = email_field(_("New e-mail address"))

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_email(self) -> str:
        email = cast("str", self.cleaned_data["email"])
        if email == self.user.email:
            raise ValidationError(_("This is your address already. Type another one."))
        return email


class NewPasswordForm(forms.Form):
    """The new password of somebody who followed a link. The hidden field `link` identifies them."""

    link = forms.CharField(widget=forms.HiddenInput, max_length=500)
    password = new_password_field()

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password(self) -> str:
        password = cast("str", self.cleaned_data["password"])
        password_validation.validate_password(password, self.user)
        return password


class InvitationForm(NewPasswordForm):
    """The name and first password of somebody who was invited."""

    name = NameForm.base_fields["name"]
    field_order = ["name", "password"]
