"""The adapters by which allauth learns how this site does things."""

import time
from typing import Any, cast

import segno
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.letters.writing import send_letter
from accounts.models import User
from accounts.secrets.sealing import seal, unseal
from accounts.sessions import begin, device_of
from accounts.sources import source_of
from accounts.throttles import key_of, too_many

THROTTLED = {"too_many_login_attempts", "rate_limited"}
"""allauth's codes for too many attempts, which it would otherwise show as an error of a field."""
NOTICES = {
    "account/email/password_changed": gettext_lazy("Your password was changed."),
    "mfa/email/totp_activated": gettext_lazy("An authenticator app was set up as your second factor."),
    "mfa/email/totp_deactivated": gettext_lazy("Your authenticator app was removed."),
    "mfa/email/webauthn_added": gettext_lazy("A passkey was added to your account."),
    "mfa/email/webauthn_removed": gettext_lazy("A passkey was removed from your account."),
    "mfa/email/recovery_codes_generated": gettext_lazy("New recovery codes were made; the old ones no longer work."),
    "socialaccount/email/account_connected": gettext_lazy("You signed in with another service for the first time."),
}
"""The sentences that users receive by mail, by allauth's template name. allauth's own letters would contain the IP
address.
"""


class SignInAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # untyped
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": gettext_lazy("E-mail address or password is wrong. Check both and try again."),
        "incorrect_password": gettext_lazy("This is not your password. Try again."),
        "enter_current_password": gettext_lazy("Your current password is wrong. Try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def validation_error(self, code: str, *args: Any) -> ValidationError:
        """Answers 429 to one attempt too many, whatever was tried. This is no error of a field."""
        if code in THROTTLED:
            raise ImmediateHttpResponse(too_many(context.request))
        return cast("ValidationError", super().validation_error(code, *args))

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """The cache key of attempts for an e-mail address. allauth's own contains the host name."""
        return key_of(credentials.get("email", ""))

    def get_client_ip(self, request: HttpRequest) -> str:
        """A digest in place of the IP address. It is used only by throttles, which therefore store no IP address.

        A Unix socket has no IP address. Without a proxy that sends one, all its requests count as one source.
        """
        try:
            address = super().get_client_ip(request)
        except PermissionDenied:
            address = ""
        return source_of(address)

    def login(self, request: HttpRequest, user: User) -> None:
        super().login(request, user)
        begin(request)

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponse:
        messages.error(request, _("This account is closed. Ask the person who invited you."))
        return redirect("account_login")

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Whether the user must prove their identity again. Somebody who did so a short time ago need not."""
        records = get_authentication_records(context.request, context.request.user)
        latest = max((record["at"] for record in records), default=0)
        return bool(time.time() - latest > settings.ACCOUNT_REAUTHENTICATION_TIMEOUT)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return resolve_url("account")

    def send_notification_mail(
        self, template_prefix: str, user: User, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        send_letter("accounts/notice", to=user.email, what=NOTICES[template_prefix])


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # untyped
    """Encrypts the stored secrets of second factors, so that a copy of the database is not enough to use them."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": gettext_lazy(
            "This code is not right, or was used before. Wait for the next one and try again."
        ),
    }

    def encrypt(self, text: str) -> str:
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(encrypted_text)

    def build_totp_svg(self, url: str) -> str:
        return segno.make(url, error="m").svg_inline(scale=5, border=4, svgclass=None, lineclass=None)

    def generate_authenticator_name(self, user: User, type: str) -> str:
        return device_of(context.request.headers.get("User-Agent", "")) or _("Passkey")

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {**super().get_public_key_credential_rp_entity(), "name": settings.SITE_NAME}


class OpenIdAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # untyped
    """Signs in existing users by an e-mail address that the other server has verified. It never makes a user."""

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Finds the user by e-mail address at the first sign-in.

        Later the identifier at the other server counts, not the address.
        """
        claims, sociallogin.account.extra_data = (
            sociallogin.account.extra_data,
            {},
        )  # the site needs nothing of what the other server says
        if sociallogin.is_existing:
            sociallogin.account.save(update_fields=["extra_data"])
            return
        user = _user_of(sociallogin, claims)
        if user is None:
            messages.error(request, _("No account has this e-mail address. Ask the person who invited you."))
            raise ImmediateHttpResponse(redirect("account_login"))
        sociallogin.connect(request, user)

    def on_authentication_error(self, request: HttpRequest, provider: Any, *args: Any, **kwargs: Any) -> None:
        messages.error(request, _("Signing in with the other service did not work. Try again, or use your password."))
        raise ImmediateHttpResponse(redirect("account_login"))

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False


def _user_of(sociallogin: SocialLogin, claims: dict[str, Any]) -> User | None:
    """The user of the verified address as the server wrote it. In allauth's small letters a Kelvin sign would be a k."""
    addresses = sociallogin.provider.extract_email_addresses(claims)
    verified = [str(address.email) for address in addresses if address.verified]
    return User.objects.with_email(verified[0]).filter(is_active=True).first() if verified else None
