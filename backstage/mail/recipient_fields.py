"""The fields that a delivery status notification has for each recipient (RFC 3464, 2.3)."""

import re
from collections.abc import Iterator
from email import message_from_string
from email.message import Message
from typing import NamedTuple

from accounts.emails.addresses import ascii_host
from backstage.mail.parts import header_of, mention
from backstage.mail.statuses import has_failed, says_no_such_address, status_of

_OF_A_RECIPIENT = ("Final-Recipient", "Original-Recipient", "Action")
_REASONS = ("Diagnostic-Code", "X-Supplementary-Info")
"""Exchange writes the second in place of the first."""
_TYPE = re.compile(r"^[\w.-]+ ?; ?")
"""The type before the value of a field, as in “rfc822; maja@example.org”."""
_COMMENT = re.compile(r"\([^()]*\)")
_UNITEXT = re.compile(r"\\x\{([0-9A-Fa-f]{1,6})\}")
_XTEXT = re.compile(r"\+([0-9A-F]{2})", re.IGNORECASE)
_QUOTE = '"'
_ANGLED = re.compile(r"<([^<>]*)>")


class RecipientFields(NamedTuple):
    addresses: tuple[str, ...]
    action: str
    status: str
    reason: str

    def names(self, address: str) -> bool:
        """Whether the block is about this address, by its fields or by the words of the server."""
        return address.lower() in self.addresses or mention(address, self.reason) is not None

    def severity(self) -> int:
        """0 for a mail that has not failed, 2 for an address that does not exist."""
        if not has_failed(self.action, self.status):
            return 0
        return 1 + says_no_such_address(self.status, self.reason)


def recipient_fields(text: str) -> Iterator[RecipientFields]:
    """Reads the blocks about recipients. Blank lines part them, and the block before them is about the whole mail."""
    for block in re.split(r"\n\n+", text):
        fields = message_from_string(block)
        if any(name in fields for name in _OF_A_RECIPIENT):
            yield _fields(fields)


def _fields(fields: Message) -> RecipientFields:
    reason = next(filter(None, (header_of(fields, name) for name in _REASONS)), "")
    reason = _TYPE.sub("", reason)
    return RecipientFields(
        addresses=tuple(_addresses(fields)),
        action=_COMMENT.sub("", header_of(fields, "Action")).strip(" .").lower(),
        status=status_of(header_of(fields, "Status"), reason),
        reason=reason,
    )


def _addresses(fields: Message) -> Iterator[str]:
    """The addresses that the block names, in lower case and with the host in IDNA spelling, in each spelling that the
    RFCs know (RFC 3461, 4; RFC 6533, 3).
    """
    for name in ("Original-Recipient", "Final-Recipient"):
        written = _UNITEXT.sub(_letter, _bare(header_of(fields, name)))
        for spelling in (written, _XTEXT.sub(_letter, written)):
            local, at, host = spelling.rpartition("@")
            if at:
                yield f"{local.strip(_QUOTE)}@{ascii_host(host.rstrip('.'))}".lower()


def _bare(field: str) -> str:
    """The address of the field, without its type, comments, a name before it and spaces that folding left in it."""
    value = _TYPE.sub("", _COMMENT.sub("", field).strip())
    angled = _ANGLED.search(value)
    return "".join((angled[1] if angled else value).split())


def _letter(found: re.Match[str]) -> str:
    code = int(found[1], 16)
    return chr(code) if code < 0x110000 else found[0]
