"""The checks of `manage.py check --deploy`: settings with which the site would start, and then mislead people."""

import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from django.core import checks
from django.core.exceptions import ValidationError
from django.core.files.storage import FileSystemStorage, Storage
from django.core.validators import validate_domain_name
from django.http.request import validate_host
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from accounts.emails.addresses import sendable_address
from participants.travel.documents.sealing import is_key

SHORTEST_SECRET = 20
LONGEST_NAME = 100
HOST = re.compile(r"\.?[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*\.?|\[[0-9A-Fa-f:.]+\]")
LOOPBACK = {"localhost", "127.0.0.1", "::1"}


def deployment(app_configs: Any, **_options: Any) -> Sequence[checks.CheckMessage]:
    each = (_hosts, _base_url, _mailboxes, _names, _secrets, _open_id, _classes, _uploads, _cache, _travel_keys)
    found = (problem for check in each for problem in check())
    return [*(checks.Error(problem, id=key) for key, problem in found), *_no_travel_keys()]


Problems = Iterator[tuple[str, str]]


def _hosts() -> Problems:
    """A host name of somebody else's would get into links and caches."""
    for host in settings.ALLOWED_HOSTS:
        if not HOST.fullmatch(host):
            yield (
                "config.E001",
                _("ALLOWED_HOSTS has “%(host)s”: name each host of this site, without * and port.") % {"host": host},
            )


def _base_url() -> Problems:
    address, parts = settings.BASE_URL, _parts(settings.BASE_URL)
    if (
        not parts
        or address != f"https://{parts.netloc}"
        or not parts.hostname
        or parts.hostname.startswith(".")
        or parts.username
        or not _has_port(parts)
    ):
        yield (
            "config.E002",
            _("BASE_URL is “%(address)s”: it is https:// and the host, as in https://tours.example.org.")
            % {"address": address},
        )
    elif not validate_host(parts.hostname, settings.ALLOWED_HOSTS):
        yield "config.E003", _("The host of BASE_URL is not in ALLOWED_HOSTS: its links would lead nowhere.")


def _mailboxes() -> Problems:
    for name in ("OFFICE_EMAIL", "MAIL_FROM"):
        address = getattr(settings, name)
        if not _is_mailbox(address):
            yield (
                "config.E004",
                _("%(name)s is “%(address)s”: set it to a mailbox that somebody reads.")
                % {
                    "name": name,
                    "address": address,
                },
            )
    if settings.MAIL_BOUNCE_DOMAIN and not _is_domain(settings.MAIL_BOUNCE_DOMAIN):
        yield "config.E005", _("MAIL_BOUNCE_DOMAIN is a domain alone, as in bounces.example.org.")


def _names() -> Problems:
    name = settings.SITE_NAME
    if not name.strip() or not name.isprintable() or len(name) > LONGEST_NAME:
        words = _(
            "SITE_NAME is one line of up to %(most)d characters: it begins mails and names the site on every page."
        )
        yield "config.E006", words % {"most": LONGEST_NAME}


def _secrets() -> Problems:
    if 0 < len(settings.MAIL_WEBHOOK_SECRET) < SHORTEST_SECRET:
        yield (
            "config.E007",
            _("MAIL_WEBHOOK_SECRET is too short: take at least %(least)d random characters.")
            % {"least": SHORTEST_SECRET},
        )


def _open_id() -> Problems:
    parts = _parts(settings.OIDC_SERVER)
    if settings.OIDC_SERVER and not (parts and parts.hostname and _is_safe(parts)):
        yield "config.E008", _("OIDC_SERVER is an address that begins with https://.")


def _classes() -> Problems:
    """Storage and backend of jobs are loaded at their first use, which may be days later."""
    storages: Any = settings.STORAGES
    named = {
        "UPLOADS_STORAGE": storages["default"]["BACKEND"],
        "TASKS_BACKEND": settings.TASKS["default"]["BACKEND"],
    }
    for name, path in named.items():
        try:
            import_string(path)
        except ImportError as error:
            yield "config.E009", _("%(name)s cannot be loaded: %(error)s") % {"name": name, "error": error}


def _uploads() -> Problems:
    """A storage that cannot be made from its options, and a folder that is none, are noticed by who uploads the first file."""
    facts: Any = settings.STORAGES
    try:
        storage = import_string(facts["default"]["BACKEND"])(**facts["default"].get("OPTIONS", {}))
    except ImportError:
        return  # _classes names it
    except Exception as error:  # noqa: BLE001  # each storage raises errors of its own
        yield "config.E011", _("UPLOADS_OPTIONS does not fit UPLOADS_STORAGE: %(error)s") % {"error": error}
        return
    if not isinstance(storage, Storage):
        yield "config.E009", _("UPLOADS_STORAGE is no storage of files: Django's Storage is none of its classes.")
    elif isinstance(storage, FileSystemStorage) and not _may_be_written(Path(storage.location)):
        words = _("Uploads cannot be stored in %(folder)s: set MEDIA_DIR to a folder that the site may write.")
        yield "config.E012", words % {"folder": storage.location}


def _cache() -> Problems:
    parts = _parts(settings.CACHE_URL)
    is_right = parts and _has_port(parts) and (parts.hostname or parts.scheme == "unix")
    if settings.CACHE_URL and not is_right:  # which is not told: it may hold a password
        yield "config.E013", _("CACHE_URL has no host or a wrong port; it looks like redis://host:6379/0.")


def _travel_keys() -> Problems:
    """The key itself is not told: what is told here ends up in logs."""
    for number, key in enumerate(settings.TRAVEL_KEYS, 1):
        if not is_key(key):
            words = _("TRAVEL_KEYS: number %(number)d is no key. docs/operations.md says how to make one.")
            yield "config.E010", words % {"number": number}


def _no_travel_keys() -> Iterator[checks.CheckMessage]:
    if not settings.TRAVEL_KEYS:
        words = _("TRAVEL_KEYS is empty: nobody can keep documents for travel, such as passports.")
        hint = _("docs/operations.md says how to make a key.")
        yield checks.Warning(words, hint=hint, id="config.W001")


def _parts(address: str) -> SplitResult | None:
    try:
        return urlsplit(address)
    except ValueError:
        return None


def _has_port(parts: SplitResult) -> bool:
    """Whether the port is one, where there is any."""
    try:
        return parts.port != 0
    except ValueError:
        return False


def _may_be_written(folder: Path) -> bool:
    """Whether the folder can be written; where there is none yet, whether the nearest above it can."""
    there = next(path for path in (folder, *folder.parents) if path.exists() or path == Path("/"))
    return there.is_dir() and os.access(there, os.W_OK | os.X_OK)


def _is_safe(parts: SplitResult) -> bool:
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)


def _is_mailbox(address: str) -> bool:
    try:
        sendable_address(address)
    except ValidationError:
        return False
    return not address.endswith(".invalid")


def _is_domain(name: str) -> bool:
    try:
        validate_domain_name(name)
    except ValidationError:
        return False
    return True
