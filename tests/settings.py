"""The settings of the suite: the project's own, in test mode."""

import os

os.environ.setdefault("SOJOURN_MODE", "test")  # before they are read
os.environ.setdefault("DATABASE_WAIT", "20")  # a busy machine is no fault of what is tested

from config.settings import *

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # strength costs time that tests do not need

# SQLite is a file, as in production: threads see one database, and the journal and locks are the real ones.
# PostgreSQL drops no database while a pool keeps connections to it open.
if not DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {}

# Counted in the process: runs side by side, and a demonstration, do not meet.
CACHES = {**CACHES, "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
API_REQUESTS = 1_000_000  # the suite asks faster than any reader

# A job is done where it is asked for; tests of the worker have its own backend.
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}

# Static files come from where they are written, so that the suite needs no collectstatic; they are looked up when they are
# asked for, as otherwise each test's client would list them all.
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = True
STATIC_ROOT = VAR_DIR / "test-static"
STATIC_ROOT.mkdir(exist_ok=True)
