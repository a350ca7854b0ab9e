"""Functions that sign in as people do."""

import re
import time
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.core import mail
from django.test import Client

from accounts.models import User

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer

SIGN_IN = "/account/sign-in/"
CODE = "/account/sign-in/code/"
PASSWORD = "a good password"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"


def somebody(email: str, **facts: Any) -> User:
    """A user whose password is PASSWORD."""
    return User.objects.create_user(email, PASSWORD, **facts)


def sign_in(browser: Client, email: str, password: str = PASSWORD, **extra: Any) -> "Answer":
    return browser.post(SIGN_IN, {"login": email, "password": password}, headers={"User-Agent": FIREFOX}, **extra)


def signed_in(user: User) -> Client:
    browser = Client()
    assert sign_in(browser, user.email).headers["Location"] == "/desk/"
    return browser


def who(browser: Client) -> str | None:
    """The primary key of the user who is signed in in that browser."""
    return browser.session.get("_auth_user_id")


def with_app(user: User) -> User:
    """Gives the user an authenticator app with the secret SECRET, and recovery codes."""
    TOTP.activate(user, SECRET)
    RecoveryCodes.activate(user)
    return user


def code_now(*, later: int = 0, secret: str = SECRET) -> str:
    """The code that the app shows now, or will show some periods later."""
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30 + later)))


def recovery_codes(user: User) -> list[str]:
    wrapped: RecoveryCodes = Authenticator.objects.get(user=user, type="recovery_codes").wrap()
    return list(wrapped.get_unused_codes())


def link_in(message: mail.EmailMessage) -> str:
    """The only link in a letter, without its host."""
    (found,) = re.findall(r"https?://[^/\s]+(/\S*link=\S+)", str(message.body))
    return str(found)


def secret_of(link: str) -> str:
    """The secret that the form behind the link sends along."""
    return parse_qs(urlsplit(link).query)["link"][0]


def without_token(response: "Answer", *typed: str) -> str:
    """A page without what differs at each request: the CSRF token and the typed texts."""
    page = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", response.content.decode())
    for word in typed:
        page = page.replace(word, "…")
    return page
