"""Settings of signing in: passwords, sessions, second factors, OpenID Connect, and rate limits."""

from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from config.settings.environment import PRODUCTION, SITE_NAME, flag, required, text, words

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

# New passwords are hashed by Argon2. A password hashed in another way is hashed anew at its next use.
PASSWORD_HASHERS = [
    f"django.contrib.auth.hashers.{name}PasswordHasher" for name in ("Argon2", "PBKDF2", "PBKDF2SHA1", "Scrypt")
]

SESSION_ENGINE = "accounts.models.sessions"
SESSION_COOKIE_AGE = 14 * 24 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"

# Who must have a second factor: operators, coordinators, registrars or everyone. A word also includes all who may do as
# much.
SECOND_FACTOR_FOR = words("SECOND_FACTOR_FOR", "operators,registrars" if PRODUCTION else "")
if set(SECOND_FACTOR_FOR) - {"operators", "coordinators", "registrars", "everyone"}:
    raise ImproperlyConfigured("SECOND_FACTOR_FOR lists operators, coordinators, registrars or everyone, or nothing.")

# Accounts are made by invitation; accounts/pages/urls.py lists the pages. In rate limits, `ip` counts by source and
# `key` by e-mail address.
ALLAUTH_TRUSTED_PROXY_COUNT = int(flag("BEHIND_PROXY", default=False))
ACCOUNT_ADAPTER = "accounts.adapters.SignInAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_SIGNUP_ENABLED = False
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    "login_failed": "20/5m/ip,5/5m/key",
    "reset_password": "20/h/ip,5/h/key",
    "open_link": "30/m/ip",
    # Of personal links. A delegation in one hotel is one source.
    "ask_code": "60/h/ip,5/h/key",
    "ask_link": "60/h/ip,3/h/key",  # each brings a mail for every holder whom the mailbox serves
    "ask_proof": "60/h/ip,20/h/key",  # by who came in already: a secretary has a visit for each delegate
    # Of the same, by address and source together.
    "ask_code_a_day": "20/d/key",
    "ask_link_a_day": "10/d/key",
    "ask_proof_a_day": "60/d/key",
    "try_code": "60/5m/ip,10/5m/key",
    "draft_comment": "10/m/ip",
    "manage_email": "5/h/user",
}
ACCOUNT_FORMS = {
    "login": "accounts.pages.forms.SignInForm",
    "reauthenticate": "accounts.pages.forms.PasswordAgainForm",
    "change_password": "accounts.pages.forms.ChangePasswordForm",
}
MFA_ADAPTER = "accounts.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # people are invited by their address, so it needs no further proof
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_TOLERANCE = 1
MFA_TOTP_ISSUER = SITE_NAME
MFA_FORMS = {
    "authenticate": "accounts.pages.forms.SecondFactorForm",
    "reauthenticate": "accounts.pages.forms.SecondFactorAgainForm",
    "activate_totp": "accounts.pages.forms.ActivateAppForm",
    "add_webauthn": "accounts.pages.forms.AddPasskeyForm",
    "edit_webauthn": "accounts.pages.forms.RenamePasskeyForm",
}

# Existing users may also sign in through another site, by OpenID Connect.
SOCIALACCOUNT_ADAPTER = "accounts.adapters.OpenIdAdapter"
SOCIALACCOUNT_PROVIDERS: dict[str, Any] = {}
OIDC_SERVER = text("OIDC_SERVER")
if OIDC_SERVER:
    _client = {
        "provider_id": urlsplit(OIDC_SERVER).hostname,  # the same user name may mean different people on two servers
        "name": text("OIDC_NAME", "OpenID Connect"),
        "client_id": required("OIDC_CLIENT_ID", "what the server of OIDC_SERVER calls this site."),
        "secret": required("OIDC_CLIENT_SECRET", "the secret that it gave this site."),
        "settings": {"server_url": OIDC_SERVER},
    }
    SOCIALACCOUNT_PROVIDERS["openid_connect"] = {"APPS": [_client], "OAUTH_PKCE_ENABLED": True}
