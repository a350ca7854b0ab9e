"""Reads the parts of a mail that others wrote, in whatever encoding and charset, without ever refusing one."""

import re
from contextlib import suppress
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from typing import Any

STATUS_PARTS = {"message/delivery-status", "message/global-delivery-status"}
"""The parts of a notification that programs read."""


def content_of(part: Message) -> str:
    """The text of a part, with `\\n` for each line end.

    Python has already parsed a part of the kind message/…, though it may be encoded: it is written out again and decoded.
    """
    if part.get_content_maintype() != "message":
        return _text(_payload(part), part)
    body = part.as_bytes().partition(b"\n\n")[2]
    encoded = Message()
    encoded["Content-Transfer-Encoding"] = part.get("Content-Transfer-Encoding", "8bit")
    encoded.set_payload(body.decode("ascii", "surrogateescape"))
    return _text(_payload(encoded), part).strip("\n")


def header_of(message: Message, name: str) -> str:
    """All headers of this name as one line, with encoded words decoded (RFC 2047)."""
    return one_line(" ".join(map(str, message.get_all(name, []))))


def one_line(value: str) -> str:
    """The value of a field, unfolded, with encoded words decoded (RFC 2047). An unreadable one stays as it is."""
    with suppress(LookupError, ValueError, MessageError):
        value = str(make_header(decode_header(value)))
    return " ".join(value.split())


def mention(address: str, words: str) -> re.Match[str] | None:
    """The first place where the words name exactly this address, in whatever capitals."""
    return re.search(rf"(?<![\w.+-]){re.escape(address)}(?![\w-]|\.\w)", words, re.IGNORECASE)


def _payload(part: Message) -> bytes:
    payload: Any = part.get_payload(decode=True)
    return payload or b""


def _text(content: bytes, part: Message) -> str:
    for charset in (part.get_content_charset("utf-8"), "utf-8"):
        try:
            return _with_newlines(content.decode(charset))
        except (LookupError, ValueError):
            continue
    return _with_newlines(content.decode("latin-1"))


def _with_newlines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
