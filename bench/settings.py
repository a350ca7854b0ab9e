"""The settings of the bench: the project's own, as in production, with a database and folders that last as long as the run."""

import os
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ |= {
    "SOJOURN_MODE": "production",
    "SECRET_KEY": "a key that opens nothing: what the bench makes goes when it ends",
    "ALLOWED_HOSTS": "bench.example",
}  # before they are read

from config.settings import *

_folder = TemporaryDirectory(prefix="sojourn-bench-")  # removed when the process ends

ROOT_URLCONF = "bench.urls"
KEPT_DIR = Path(_folder.name) / "kept"
MEDIA_ROOT = Path(_folder.name) / "media"
STATIC_ROOT = Path(_folder.name) / "static"
if not CACHE_URL:
    CACHES["default"]["LOCATION"] = str(Path(_folder.name) / "cache.sqlite3")

# Beside the site's own database, never in it.
DATABASES["default"]["TEST"] = {
    "NAME": str(Path(_folder.name) / "bench.sqlite3")
    if DATABASES["default"]["ENGINE"].endswith("sqlite3")
    else f"sojourn_bench_{os.getpid()}"
}
