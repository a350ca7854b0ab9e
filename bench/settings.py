"""The settings of the benchmark: those of production, with a database and folders that last only for the run."""

import os
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ |= {
    "SOJOURN_MODE": "production",
    "SECRET_KEY": "a key that opens nothing: what the bench makes goes when it ends",
    "ALLOWED_HOSTS": "bench.example",
}  # set before the settings read them

from config.settings import *

_folder = TemporaryDirectory(prefix="sojourn-bench-")  # removed when the process ends

ROOT_URLCONF = "bench.urls"
LOGGING["handlers"]["console"] |= {
    "class": "logging.FileHandler",
    "filename": os.devnull,
}  # written, but shown to nobody
SECOND_FACTOR_FOR = []  # or nobody could be signed in to measure the pages of the desk
KEPT_DIR = Path(_folder.name) / "kept"
LOCKS_DIR = Path(_folder.name) / "locks"
MEDIA_ROOT = Path(_folder.name) / "media"
STATIC_ROOT = Path(_folder.name) / "static"
if not CACHE_URL:
    CACHES["default"]["LOCATION"] = str(Path(_folder.name) / "cache.sqlite3")

# A database beside the site's own. The benchmark never writes to the site's own.
DATABASES["default"]["TEST"] = {
    "NAME": str(Path(_folder.name) / "bench.sqlite3")
    if DATABASES["default"]["ENGINE"].endswith("sqlite3")
    else f"sojourn_bench_{os.getpid()}"
}
