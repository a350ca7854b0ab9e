"""A real SMTP server in a thread, which fails now and then and counts the mails that it accepted."""

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
"""The share of mails at which the connection breaks before there is an answer."""
PAUSE = 0.005
"""Seconds between accepting a mail and answering, like a server that writes to its disk.

A worker killed then causes a duplicate.
"""
_MESSAGE_ID = re.compile(rb"^Message-ID: (\S+)\r?$", re.MULTILINE)


class MailSink:
    """The mails received. `taken` counts those answered with 250, by Message-ID and recipient."""

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
    """Serves the sink on a free local port, and gives its address in the form of MAIL_URL."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    controller = Controller(sink, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield f"smtp://127.0.0.1:{port}"
    finally:
        controller.stop()
