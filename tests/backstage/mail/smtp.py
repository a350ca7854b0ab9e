"""A real SMTP server in a thread. It accepts every mail, or gives the answers that a test sets."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

TAKEN = "250 OK"


@dataclass
class Inbox:
    """The set answers to MAIL, RCPT and DATA are given one by one; then every mail is accepted. "drop" breaks the
    connection.
    """

    received: list[Envelope] = field(default_factory=list)
    sessions: set[int] = field(default_factory=set)
    to_senders: list[str] = field(default_factory=list)
    to_recipients: list[str] = field(default_factory=list)
    to_contents: list[str] = field(default_factory=list)
    attempts: list[bytes] = field(default_factory=list)
    url: str = ""

    async def handle_MAIL(  # noqa: N802  (aiosmtpd's own name)
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        answer = self.to_senders.pop(0) if self.to_senders else TAKEN
        if answer == TAKEN:
            envelope.mail_from = address
            envelope.mail_options.extend(options)
        return answer

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        answer = self.to_recipients.pop(0) if self.to_recipients else TAKEN
        if answer == TAKEN:
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        content: Any = envelope.content
        self.attempts.append(content)
        answer = self.to_contents.pop(0) if self.to_contents else TAKEN
        if answer == "drop":
            assert server.transport
            server.transport.close()
        elif answer == TAKEN:
            self.received.append(envelope)
            self.sessions.add(id(session))
        return answer

    @property
    def messages(self) -> list[EmailMessage]:
        contents: list[Any] = [envelope.content for envelope in self.received]
        return [message_from_bytes(content, policy=policy.default) for content in contents]

    @property
    def recipients(self) -> list[str]:
        return [address for envelope in self.received for address in envelope.rcpt_tos]


@contextmanager
def serving(inbox: Inbox, **options: Any) -> Iterator[Inbox]:
    """Serves the inbox. `options` are passed to aiosmtpd."""
    port = free_port()
    controller = Controller(inbox, hostname="127.0.0.1", port=port, **options)
    controller.start()
    inbox.url = f"smtp://127.0.0.1:{port}"
    try:
        yield inbox
    finally:
        controller.stop()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
