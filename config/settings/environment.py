"""Reads the environment, and sets the mode, the secret key, and the names and addresses of the site."""

import base64
import hashlib
import json
import math
import os
import re
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from accounts.emails.addresses import ascii_host

YES, NO = {"1", "true", "yes", "on"}, {"0", "false", "no", "off"}
MOST = 1_000_000_000
DAYS = 36_500
"""No day is counted back further: the calendar of computers begins with the year 1."""
A_DAY = 24 * 3600


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, default)


def mailbox(name: str, default: str = "") -> str:
    """Reads an address, its host in the spelling of mail servers. Raises ImproperlyConfigured if they have none for it."""
    local, at, host = text(name, default).strip().rpartition("@")
    address = f"{local}{at}{ascii_host(host)}"
    if not address.isascii():
        raise ImproperlyConfigured(f"{name} is {address!r}; mail servers take no such letters.")
    return address


def words(name: str, default: str = "") -> list[str]:
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def flag(name: str, *, default: bool) -> bool:
    """Reads yes or no. Raises ImproperlyConfigured for anything else: a misspelt yes would be a no."""
    value = (text(name) or str(default)).strip().lower()
    if value not in YES | NO:
        raise ImproperlyConfigured(f"{name} is {value!r}; it may be true or false.")
    return value in YES


def number(name: str, default: int, *, least: int = 0, most: int = MOST) -> int:
    """Reads a whole number. Raises ImproperlyConfigured for anything else, for less than `least` and more than `most`."""
    value = text(name) or str(default)
    if not re.fullmatch(r"\s*[0-9]{1,18}\s*", value) or int(value) < least:
        raise ImproperlyConfigured(f"{name} is {value!r}; it is a whole number of at least {least}.")
    if int(value) > most:
        raise ImproperlyConfigured(f"{name} is {value!r}; it is a whole number of at most {most}.")
    return int(value)


def seconds(name: str, default: float, *, most: int = A_DAY) -> float:
    """Reads a time in seconds. Raises ImproperlyConfigured unless it is a number above 0, and no more than `most`."""
    value = text(name) or str(default)
    try:
        read = float(value)
    except ValueError:
        read = math.nan
    if not 0 < read < math.inf:
        raise ImproperlyConfigured(f"{name} is {value!r}; it is a number of seconds above 0.")
    if read > most:
        raise ImproperlyConfigured(f"{name} is {value!r}; it is at most {most} seconds.")
    return read


def options(name: str) -> dict[str, Any]:
    """Reads a JSON object. Raises ImproperlyConfigured for anything else."""
    try:
        value = json.loads(text(name, "{}"))
    except ValueError:
        value = None
    if not isinstance(value, dict):
        raise ImproperlyConfigured(f'{name} is no JSON object, as in {{"bucket_name": "uploads"}}.')
    return value


def applications(name: str) -> list[str]:
    """Reads names of applications. Raises ImproperlyConfigured for one that is not installed."""
    for word in words(name):
        try:
            found = find_spec(word)
        except (ImportError, ValueError):
            found = None
        if found is None:
            raise ImproperlyConfigured(f"{name} has {word!r}, which is not installed.")
    return words(name)


def required(name: str, why: str) -> str:
    value = text(name)
    if not value:
        raise ImproperlyConfigured(f"Set {name}: {why}")
    return value


def folder(name: str, default: str) -> Path:
    """Reads the address of a folder, and makes it. Raises ImproperlyConfigured where there can be none."""
    path = Path(text(name) or default)
    try:
        path.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as trouble:
        raise ImproperlyConfigured(f"{name} is {str(path)!r}; no folder can be made there: {trouble}.") from trouble
    return path


def origin_of(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


BASE_DIR = Path(__file__).resolve().parents[2]
VAR_DIR = folder("VAR_DIR", str(BASE_DIR / "var"))

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

# Former values of SECRET_KEY. With them sessions continue, and data sealed with them can still be opened.
SECRET_KEY_FALLBACKS = words("SECRET_KEY_FALLBACKS")


def _own_travel_key() -> str:
    """A key for a machine of one's own. It is made from SECRET_KEY, which is no secret there."""
    digest = hashlib.sha256(f"travel documents: {SECRET_KEY}".encode()).digest()
    return base64.urlsafe_b64encode(digest).decode()


# The keys that seal documents for travel, newest first. They are apart from SECRET_KEY, and in no backup.
TRAVEL_KEYS = words("TRAVEL_KEYS", "" if PRODUCTION else _own_travel_key())

# The address of the site in calendars, PDFs and posts, which must not depend on how a request arrived.
BASE_URL = text("BASE_URL", f"https://{ALLOWED_HOSTS[0]}" if PRODUCTION else "http://127.0.0.1:8000").rstrip("/")
# The mailbox that calendars name as their organiser (RFC 5546 requires one in a published calendar).
OFFICE_EMAIL = mailbox("OFFICE_EMAIL", "office@sojourn.invalid")
# The one name of the site, on pages, in calendars, feeds and mails. A site without one goes by its host, never by the software's name.
SITE_NAME = text("SITE_NAME", ALLOWED_HOSTS[0] if PRODUCTION else "Sojourn")
