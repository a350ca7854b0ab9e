"""The one settings module; everything that differs between machines comes from the environment.

SOJOURN_MODE is `production` unless it says `demo` (make demo) or `test` (the suite). Production refuses to start without
SECRET_KEY and ALLOWED_HOSTS. docs/operations.md lists every variable.
"""

import json
import os
from email.utils import formataddr
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from config.databases import database
from config.running.logs import FORMATTERS, configuration, request_id


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, default)


def words(name: str, default: str = "") -> list[str]:
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def flag(name: str, *, default: bool) -> bool:
    return text(name, str(default)).lower() in {"1", "true", "yes", "on"}


def options(name: str) -> dict[str, Any]:
    """A JSON object."""
    try:
        value = json.loads(text(name, "{}"))
    except ValueError:
        value = None
    if not isinstance(value, dict):
        raise ImproperlyConfigured(f'{name} is no JSON object, as in {{"bucket_name": "uploads"}}.')
    return value


def required(name: str, why: str) -> str:
    value = text(name)
    if not value:
        raise ImproperlyConfigured(f"Set {name}: {why}")
    return value


def origin_of(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(text("VAR_DIR", str(BASE_DIR / "var")))
VAR_DIR.mkdir(parents=True, exist_ok=True)

MODE = text("SOJOURN_MODE", "production")
if MODE not in {"production", "demo", "test"}:
    raise ImproperlyConfigured(f"SOJOURN_MODE is {MODE!r}; it may be production, demo or test.")
PRODUCTION = MODE == "production"

DEBUG = False
if PRODUCTION:
    SECRET_KEY = required("SECRET_KEY", "a long random string, the same on every machine, kept secret.")
    ALLOWED_HOSTS = words("ALLOWED_HOSTS")
    if not ALLOWED_HOSTS:
        raise ImproperlyConfigured("Set ALLOWED_HOSTS: the host names of this site, separated by commas.")
else:
    SECRET_KEY = text("SECRET_KEY", f"{MODE}: a machine of one's own, nothing secret is kept here")
    ALLOWED_HOSTS = words("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")

# Keys that were SECRET_KEY before: sessions go on, and what was sealed under them still opens.
SECRET_KEY_FALLBACKS = words("SECRET_KEY_FALLBACKS")

# The address that calendars, PDFs and posts print; they must not depend on how a request arrived.
BASE_URL = text("BASE_URL", f"https://{ALLOWED_HOSTS[0]}" if PRODUCTION else "http://127.0.0.1:8000").rstrip("/")
# The mailbox that calendars name as their organiser (RFC 5546 wants one in a published calendar).
OFFICE_EMAIL = text("OFFICE_EMAIL", "office@sojourn.invalid")
SITE_NAME = text("SITE_NAME", "Sojourn")

INSTALLED_APPS = [
    "accounts",
    "backstage",
    "tours",
    "participants",
    "announcements",
    "api",
    "demo",
    "config",
    "tours.apps.AdministrationConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "rest_framework",
    "drf_spectacular",
    "django_filters",
    "django_tasks",
    "django_tasks_db",
    "auditlog",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
]

MIDDLEWARE = [
    "config.running.requests.RequestMiddleware",
    "config.running.health.HealthMiddleware",
    "config.running.reconnecting.ReconnectMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "backstage.actor.ActingMiddleware",
    "accounts.middleware.SignInRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
AUTH_USER_MODEL = "accounts.User"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "tours:desk"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "tours.pages.context.site",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static"],
        },
    },
]
# The administration's page of a large event has some seven fields a city.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
FORM_RENDERER = "config.forms.SiteForms"

DATABASES = {"default": database(text("DATABASE_URL") or f"sqlite:///{VAR_DIR / 'sojourn.sqlite3'}")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# What processes count together. Without Redis, those of one machine do.
CACHE_URL = text("CACHE_URL")
if CACHE_URL and not CACHE_URL.startswith(("redis://", "rediss://", "unix://")):
    raise ImproperlyConfigured("CACHE_URL begins with redis://, rediss:// or unix://.")
CACHES: dict[str, dict[str, Any]] = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache" if CACHE_URL else "config.running.caches.MachineCache",
        "LOCATION": CACHE_URL or str(VAR_DIR / "cache.sqlite3"),
        "KEY_PREFIX": "sojourn",
    }
}

# What carries jobs: `manage.py work` does those in the database; another backend's are left to workers of its own.
# TASKS_APPS are applications that such a backend needs, TASKS_URL is where its broker is.
INSTALLED_APPS += words("TASKS_APPS")
CELERY_BROKER_URL = CELERY_RESULT_BACKEND = text("TASKS_URL", CACHE_URL)
RQ_QUEUES = {"default": {"URL": CELERY_BROKER_URL}}
TASKS = {
    "default": {
        "BACKEND": text("TASKS_BACKEND", "django_tasks_db.DatabaseBackend"),
        "OPTIONS": options("TASKS_OPTIONS"),
    }
}

# Mails are rows of the outbox first, and leave by MAIL_URL; none leaves a demonstration. docs/mail.md tells of them.
EMAIL_BACKEND = "backstage.mail.outbox.Outbox"
MAIL_URL = text("MAIL_URL") if MODE != "demo" else ""
MAIL_FROM = text("MAIL_FROM", OFFICE_EMAIL)
DEFAULT_FROM_EMAIL = SERVER_EMAIL = formataddr((SITE_NAME, MAIL_FROM))
MAIL_RATE = int(text("MAIL_RATE", "60"))
MAIL_RATES = options("MAIL_RATES")
MAIL_LEASE = float(text("MAIL_LEASE", "120"))
MAIL_DAYS = int(text("MAIL_DAYS", "90"))
MAIL_BOUNCE_DOMAIN = text("MAIL_BOUNCE_DOMAIN")
MAIL_WEBHOOK_SECRET = text("MAIL_WEBHOOK_SECRET")

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

# Argon2 for whatever is new; a password kept in another way is kept in this one from its next use.
PASSWORD_HASHERS = [
    f"django.contrib.auth.hashers.{name}PasswordHasher" for name in ("Argon2", "PBKDF2", "PBKDF2SHA1", "Scrypt")
]

SESSION_ENGINE = "accounts.models.sessions"
SESSION_COOKIE_AGE = 14 * 24 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"

# Of whom a second factor is required: operators, coordinators, registrars, everyone. A word names all who may do as much.
SECOND_FACTOR_FOR = words("SECOND_FACTOR_FOR", "operators,registrars" if PRODUCTION else "")
if set(SECOND_FACTOR_FOR) - {"operators", "coordinators", "registrars", "everyone"}:
    raise ImproperlyConfigured("SECOND_FACTOR_FOR lists operators, coordinators, registrars or everyone, or nothing.")

# Accounts are made by invitation; the pages are accounts/pages/urls.py's. Of two figures, one is counted by address, one by source.
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
MFA_ALLOW_UNVERIFIED_EMAIL = True  # addresses are known to be good: they are invited
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

# Another place to sign in at, by OpenID Connect, for users that exist.
SOCIALACCOUNT_ADAPTER = "accounts.adapters.OpenIdAdapter"
SOCIALACCOUNT_PROVIDERS: dict[str, Any] = {}
OIDC_SERVER = text("OIDC_SERVER")
if OIDC_SERVER:
    _client = {
        "provider_id": urlsplit(OIDC_SERVER).hostname,  # whom one server calls by a name, another does not
        "name": text("OIDC_NAME", "OpenID Connect"),
        "client_id": required("OIDC_CLIENT_ID", "what the server of OIDC_SERVER calls this site."),
        "secret": required("OIDC_CLIENT_SECRET", "the secret that it gave this site."),
        "settings": {"server_url": OIDC_SERVER},
    }
    SOCIALACCOUNT_PROVIDERS["openid_connect"] = {"APPS": [_client], "OAUTH_PKCE_ENABLED": True}

LANGUAGE_CODE = "en-gb"
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "UTC"
USE_I18N = True
USE_TZ = True

# What a release builds once, fonts and static files, apart from what a run makes: an image carries it.
BUILT_DIR = Path(text("BUILT_DIR", str(VAR_DIR)))
STATIC_URL = "static/"
STATIC_ROOT = BUILT_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = Path(text("MEDIA_DIR", str(VAR_DIR / "media")))
STORAGES = {
    "default": {
        "BACKEND": text("UPLOADS_STORAGE", "django.core.files.storage.FileSystemStorage"),
        "OPTIONS": options("UPLOADS_OPTIONS"),
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# Outputs drawn from editions, under keys that name all they depend on: safe to delete, never stale.
KEPT_DIR = VAR_DIR / "kept"
FONT_DIR = BUILT_DIR / "fonts"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
        "frame-ancestors": [NONE],
        # Browsers follow a form to where its answer leads.
        "form-action": [SELF, *({origin_of(OIDC_SERVER)} if OIDC_SERVER else ())],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if PRODUCTION:
    SECURE_SSL_REDIRECT = flag("SSL_REDIRECT", default=True)
    SECURE_HSTS_SECONDS = int(text("HSTS_SECONDS", "31536000"))
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    if flag("BEHIND_PROXY", default=False):
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CSRF_COOKIE_HTTPONLY = True

REST_FRAMEWORK = {
    # DRF's own default takes a password at each request: a way around second factor and throttles.
    "DEFAULT_AUTHENTICATION_CLASSES": ["api.authentication.TokenHolder"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_SCHEMA_CLASS": "api.schema.ReadingSchema",
    "EXCEPTION_HANDLER": "api.exceptions.handle",
    # Whose address X-Forwarded-For ends with: where no proxy is said to stand before the site, anyone could write it.
    "NUM_PROXIES": int(flag("BEHIND_PROXY", default=False)),
}
# How much may be asked of the API in so many seconds: by a stranger, and with each token.
API_WINDOW = 60
API_REQUESTS = int(text("API_REQUESTS", "300"))
API_TOKEN_REQUESTS = int(text("API_TOKEN_REQUESTS", "1200"))
SPECTACULAR_SETTINGS = {
    "OAS_VERSION": "3.1.0",
    "TITLE": "API",
    "DESCRIPTION": (
        "Events, agendas and news of city-exchange programmes: for everyone to read, and for programs with a token to write."
    ),
    "VERSION": "1",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "APPEND_COMPONENTS": {"securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}},
    "ENUM_NAME_OVERRIDES": {
        "Access": "tours.vocabulary.Access",
        "ChangeKind": "tours.agenda.comparing.ChangeKind",
        "EventKind": "tours.vocabulary.EventKind",
        "EventPhase": "tours.models.published.Phase",
        "EventState": "tours.vocabulary.EventState",
        "ItemKind": "tours.vocabulary.ItemKind",
        "ItemLevel": "tours.vocabulary.Level",
        "ItemStatus": "tours.vocabulary.Status",
        "OrganisationRole": "tours.vocabulary.OrganisationRole",
        "PersonRole": "tours.vocabulary.PersonRole",
        "RowOutcome": "tours.record.items.Outcome",
    },
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
}

# The audit trail: which rows it watches, each room says in its module `audited`. Its table is our own, so that the
# library's is not made.
AUDITLOG_LOGENTRY_MODEL = "backstage.AuditEntry"
AUDITLOG_STORE_JSON_CHANGES = True
AUDITLOG_DISABLE_ON_RAW_SAVE = True  # rows that are brought back from a copy bring their trail along
AUDITLOG_CID_GETTER = request_id.get
AUDIT_DAYS = int(text("AUDIT_DAYS", "1095"))
MIGRATION_MODULES = {"auditlog": None}

LOG_FORMAT = text("LOG_FORMAT", "json" if PRODUCTION else "line")
if LOG_FORMAT not in FORMATTERS:
    raise ImproperlyConfigured(f"LOG_FORMAT is {LOG_FORMAT!r}; it may be line or json.")
LOGGING = configuration(LOG_FORMAT, requests=PRODUCTION)
