"""Settings of the database, the cache, uploads, static files, kept outputs and fonts."""

import os
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured

from config.databases import database
from config.settings.environment import BASE_DIR, VAR_DIR, number, options, seconds, text

# Seconds for which a request waits for a connection, or for another writer of SQLite, before the answer is 503. Less
# than four would make readers notice a restart of PostgreSQL: the pool connects at once, after one second and after three.
DATABASE_WAIT = seconds("DATABASE_WAIT", 4)
try:
    DATABASES = {
        "default": database(text("DATABASE_URL") or f"sqlite:///{VAR_DIR / 'sojourn.sqlite3'}", wait=DATABASE_WAIT)
    }
except ValueError as unknown:
    # The address is not told: it may hold a password.
    raise ImproperlyConfigured(
        "DATABASE_URL cannot be read; it looks like postgres://user@host:5432/name."
    ) from unknown
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# The cache, in which processes count together. Without Redis, only the processes of one machine share it.
CACHE_URL = text("CACHE_URL")
if CACHE_URL and not CACHE_URL.startswith(("redis://", "rediss://", "unix://")):
    raise ImproperlyConfigured("CACHE_URL begins with redis://, rediss:// or unix://.")
CACHES: dict[str, dict[str, Any]] = {
    "default": {
        "BACKEND": "config.running.redis_cache.SharedCache" if CACHE_URL else "config.running.caches.MachineCache",
        "LOCATION": CACHE_URL or str(VAR_DIR / "cache.sqlite3"),
        "KEY_PREFIX": "sojourn",
    },
    # Where a process counts alone while the cache is away.
    "process": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 10_000}},
}

# Fonts and static files, which a release builds once. They are apart from files made at run time, so that an image can
# hold them.
BUILT_DIR = Path(text("BUILT_DIR", str(VAR_DIR)))
STATIC_URL = "/static/"
STATIC_ROOT = BUILT_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_ALLOW_ALL_ORIGINS = False  # no other site needs our scripts and styles
MEDIA_ROOT = Path(text("MEDIA_DIR", str(VAR_DIR / "media")))
STORAGES = {
    "default": {
        "BACKEND": text("UPLOADS_STORAGE", "django.core.files.storage.FileSystemStorage"),
        "OPTIONS": options("UPLOADS_OPTIONS"),
    },
    "staticfiles": {"BACKEND": "config.static_files.BuiltStaticFiles"},
}
# Outputs drawn from editions. Their keys name everything they depend on, so they are never stale and may be deleted.
# The worker drops the oldest beyond KEPT_MEGABYTES.
KEPT_DIR = VAR_DIR / "kept"
KEPT_MEGABYTES = number("KEPT_MEGABYTES", 2000)
# The locks by which the processes of a machine take turns at drawing. They lie apart, as `kept` may be deleted.
LOCKS_DIR = VAR_DIR / "locks"
# How many PDFs a machine draws at once, and beside them how many other outputs.
DRAWINGS_AT_ONCE = number("DRAWINGS_AT_ONCE", os.cpu_count() or 1, least=1, most=1000)
FONT_DIR = BUILT_DIR / "fonts"
