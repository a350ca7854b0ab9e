"""Settings of applications, middleware, templates, language and time zone."""

from zoneinfo import reset_tzpath

from config.settings.environment import BASE_DIR

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
    "django_htmx",
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
    "config.running.headers.HeadersMiddleware",
    "participants.links.answers.PersonalAnswersMiddleware",
    "participants.links.packing.PackedPagesMiddleware",
    "csp.middleware.CSPMiddleware",
    "config.running.health.HealthMiddleware",
    "config.running.reconnecting.ReconnectMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "backstage.actor.ActorMiddleware",
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
# The administration's page of a large event has about seven fields for each city.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
# Scans of passports have up to 5 MB, and what is uploaded beyond this goes through a file on the disk.
FILE_UPLOAD_MAX_MEMORY_SIZE = 5_250_000
FORM_RENDERER = "config.forms.SiteForms"

LANGUAGE_CODE = "en-gb"
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "UTC"
reset_tzpath(to=())  # zones are those of the `tzdata` package, in pages as in calendars: a machine may have older ones
USE_I18N = True
USE_TZ = True
