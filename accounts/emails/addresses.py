"""E-mail addresses: their one spelling, and which of them mail can be sent to."""

import unicodedata

import idna
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

LONGEST = 254
LONGEST_LOCAL = 64


def one_address(text: str) -> str:
    """The address as it is kept: without spaces around it, in one spelling (NFKC), its host as people read it.
    What is no address comes back so far as it can be.
    """
    local, at, host = unicodedata.normalize("NFKC", text).strip().rpartition("@")
    return f"{local}{at}{_readable(host)}"


def compared_address(address: str) -> str | None:
    """The address in the spelling by which it is compared; None if no account can have it.

    Another server has verified what stands before the @ letter by letter. A look-alike, such as a dotless `ı` or `ſ`, is
    somebody else's, so nothing but capitals is evened out there.
    """
    local, _at, host = address.strip().rpartition("@")
    return f"{local}@{_readable(host)}".lower() if local.isascii() else None


def sendable_address(address: str) -> str:
    """The address as mail servers take it, with its host in IDNA spelling. Raises ValidationError.

    Letters beyond ASCII before the @ would need SMTPUTF8 on every server on the way, which few offer. A host that has no
    IDNA spelling does not exist, and no server takes an address that is longer than RFC 5321 (4.5.3.1) lets it be.
    """
    local, _at, host = address.rpartition("@")
    if not local.isascii():
        raise ValidationError(
            _("Before the @, use only letters without accents, digits and signs: mail servers take no others.")
        )
    sendable = f"{local}@{ascii_host(host)}"
    if not local.isprintable() or not sendable.isascii() or len(local) > LONGEST_LOCAL or len(sendable) > LONGEST:
        raise ValidationError(validate_email.message, code=validate_email.code)
    validate_email(sendable)
    return sendable


def validate_address(address: str) -> None:
    sendable_address(one_address(address))


def ascii_host(host: str) -> str:
    """The host in IDNA spelling (of 2008, by which `ß` is a letter). One that has none comes back as it is."""
    try:
        return host.lower() if host.isascii() else idna.encode(host, uts46=True).decode()
    except idna.IDNAError:
        return host


def _readable(host: str) -> str:
    """The host with the letters that its IDNA spelling stands for. One of plain letters comes back as it is."""
    ascii_only = ascii_host(host)
    try:
        return idna.decode(ascii_only) if "xn--" in ascii_only else host if host.isascii() else ascii_only
    except idna.IDNAError:
        return host
