"""Reads the notifications of qmail and of older Exims, which have no part for programs, only a text for people."""

import re
from email.message import Message

from backstage.mail.parts import content_of, mention

_QMAIL = "Hi. This is the"
"""The beginning by which programs know qmail's notifications (its format is called QSBMF)."""
_EXIM = "X-Failed-Recipients"
_RETURNED = re.compile(r"^-+ (?:Below this line is|This is) a copy of the message", re.MULTILINE)


def is_plain_report(message: Message) -> bool:
    return _EXIM in message or _text(message).startswith(_QMAIL)


def words_about(address: str, message: Message) -> tuple[str, bool]:
    """What the notification says about the address: all from its first mention to the returned mail. If it does not
    mention it, all of its words. Also returns whether it does.
    """
    words = _RETURNED.split(_text(message))[0]
    first = mention(address, words)
    said = words[first.start() :] if first else words
    return " ".join(said.split()), first is not None


def _text(message: Message) -> str:
    parts = [part for part in message.walk() if part.get_content_type() == "text/plain"]
    return content_of(parts[0]).strip() if parts else ""
