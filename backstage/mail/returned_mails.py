"""Finds out which mail a notification brings back."""

import re
from email.message import Message

from backstage.mail.parts import STATUS_PARTS, content_of, header_of

_RETURNED_PARTS = {"message/rfc822", "text/rfc822-headers", "message/global", "message/global-headers"}
_HEADER = re.compile(r"^[> \t]*message-id[ \t]*:[ \t]*(?:\n[> \t]+)?(<[^<>\s]{1,320}>)", re.IGNORECASE | re.MULTILINE)
"""The header with the Message-ID, which may be folded, and quoted in a text."""
_MESSAGE_ID = re.compile(r"<[^<>\s]{1,320}>")


def message_ids(message: Message) -> set[str]:
    """The Message-IDs of the mails that the notification is about: the one that it answers (RFC 3834, 3.1.5), and those
    that it brings back.

    A returned mail may itself answer or contain one of ours, so its other headers and its text count for nothing.
    """
    found = (_HEADER.search(text) for text in _returned(message))
    answered = _MESSAGE_ID.findall(header_of(message, "In-Reply-To"))
    return {*answered[:1], *(header[1] for header in found if header)}


def _returned(message: Message) -> list[str]:
    """The headers of the returned mail, or all texts if they may stand in any of them."""
    parts = list(message.walk())
    kinds = [part.get_content_type() for part in parts]
    status = next((place for place, kind in enumerate(kinds) if kind in STATUS_PARTS), 0)
    for part, kind in zip(parts[status:], kinds[status:], strict=True):
        if kind in _RETURNED_PARTS:
            return [content_of(part).partition("\n\n")[0]]
    return [content_of(part) for part in parts if part.get_content_maintype() == "text"]
