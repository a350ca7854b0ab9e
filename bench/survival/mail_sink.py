"""A real SMTP server that fails now and then, in a thread; and an account of what it took upon itself."""

import asyncio
import random
import re
import socket
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

FAILING = 0.05
"""The share of mails that are answered with 451."""
BREAKING = 0.002
"""The share at which the line breaks before there is an answer."""
PAUSE = 0.005
"""Seconds between taking a mail and saying so, as of a server that writes to its disk: whoever is killed in it sends the mail again."""
_MESSAGE_ID = re.compile(rb"^Message-ID: (\S+)\r?$", re.MULTILINE)


class MailSink:
    """`taken` counts, by Message-ID and recipient, what was answered with 250."""

    def __init__(self) -> None:
        self.taken: Counter[tuple[str, str]] = Counter()
        self.refused = 0
        self.broken = 0

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802  (aiosmtpd's name)
        chance = random.random()  # noqa: S311  (no secret)
        if chance < BREAKING and server.transport:
            self.broken += 1
            server.transport.close()
            return "421 The line breaks"
        if chance < BREAKING + FAILING:
            self.refused += 1
            return "451 4.3.0 Try again later"
        content: Any = envelope.content
        [message_id] = _MESSAGE_ID.findall(content)
        self.taken.update((message_id.decode(), recipient) for recipient in envelope.rcpt_tos)
        await asyncio.sleep(PAUSE)
        return "250 OK"


@contextmanager
def serving(sink: MailSink) -> Iterator[str]:
    """On a free port of this machine; gives its address as MAIL_URL has it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    controller = Controller(sink, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield f"smtp://127.0.0.1:{port}"
    finally:
        controller.stop()
