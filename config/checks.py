"""The checks of `manage.py check --deploy`: settings with which the site would start, and then mislead people."""

import re
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from django.core import checks
from django.core.exceptions import ValidationError
from django.core.validators import validate_domain_name
from django.http.request import validate_host
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from accounts.emails.addresses import sendable_address
from participants.travel.documents.sealing import is_key

SHORTEST_SECRET = 20
HOST = re.compile(r"\.?[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*\.?|\[[0-9A-Fa-f:.]+\]")
LOOPBACK = {"localhost", "127.0.0.1", "::1"}


def deployment(app_configs: Any, **_options: Any) -> Sequence[checks.CheckMessage]:
    found = (*_hosts(), *_base_url(), *_mailboxes(), *_names(), *_secrets(), *_open_id(), *_classes(), *_travel_keys())
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
    if not settings.SITE_NAME.strip() or not settings.SITE_NAME.isprintable():
        yield "config.E006", _("SITE_NAME is one line of text: it begins mails and names the site on every page.")


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
