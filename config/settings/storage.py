"""Where things are kept: database, cache, uploads, static files, kept outputs, fonts."""

from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured

from config.databases import database
from config.settings.environment import BASE_DIR, VAR_DIR, options, text

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
