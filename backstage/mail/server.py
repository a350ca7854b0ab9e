"""The mail server of MAIL_URL, and an SMTP connection to it that stays open from one mail to the next."""

import smtplib
import ssl
from dataclasses import dataclass, field
from enum import StrEnum
from types import TracebackType
from typing import Self
from urllib.parse import parse_qs, unquote, urlsplit

from django.utils.translation import gettext as _

UNWRITABLE = 553
"""The code of an address that SMTP cannot write, as a server would answer it (RFC 5321, 4.2.3)."""
_LOOPBACK = {"localhost", "127.0.0.1", "::1"}


class Tls(StrEnum):
    NONE = ""
    START = "start"
    ALWAYS = "always"


class Step(StrEnum):
    """The SMTP command that failed."""

    SENDER = "sender"
    RECIPIENT = "recipient"
    CONTENT = "content"


@dataclass(frozen=True)
class MailServer:
    host: str
    port: int
    tls: Tls
    user: str = ""
    password: str = field(default="", repr=False)


class ConnectingError(Exception):
    """The server cannot be used at all, which says nothing about a particular mail."""


class SendingError(Exception):
    """The server did not take a mail. `code` is its answer, or 0 if the connection broke before an answer."""

    def __init__(self, step: Step, code: int, text: str) -> None:
        super().__init__(f"{code} {text}" if code else text)
        self.step = step
        self.code = code
        self.text = text

    @property
    def is_permanent(self) -> bool:
        """Whether another attempt would fail too. A refused sender does not count: the operator can correct that."""
        return self.code >= 500 and self.step != Step.SENDER


def mail_server(url: str) -> MailServer:
    """Reads an address such as `smtp://user:password@host:587/?tls=start` or `smtps://…`.

    Raises ValueError with a message for people.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        raise ValueError(
            _("MAIL_URL looks like smtp://user:password@host:587/?tls=start or smtps://user:password@host.")
        )
    asked = parse_qs(parts.query).get("tls", [""])[-1]
    if asked not in {"", "start"}:
        raise ValueError(_("In MAIL_URL, tls may only be start; for TLS from the first byte write smtps://."))
    tls = Tls.ALWAYS if parts.scheme == "smtps" else Tls(asked)
    if parts.password and tls == Tls.NONE and parts.hostname not in _LOOPBACK:
        raise ValueError(_("MAIL_URL would send its password unencrypted: write smtps:// or ?tls=start."))
    port = parts.port or {Tls.ALWAYS: 465, Tls.START: 587, Tls.NONE: 25}[tls]
    return MailServer(parts.hostname, port, tls, unquote(parts.username or ""), unquote(parts.password or ""))


class MailConnection:
    """An SMTP connection, for one thread.

    `name` is our host name in EHLO, `timeout` the seconds to wait for each answer.
    """

    def __init__(self, server: MailServer, *, name: str, timeout: float) -> None:
        self.server = server
        self.name = name
        self.timeout = timeout
        self._smtp: smtplib.SMTP | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        smtp, self._smtp = self._smtp, None
        if smtp is not None:
            try:
                smtp.quit()
            except (OSError, smtplib.SMTPException):
                smtp.close()

    def open(self) -> smtplib.SMTP:
        """Connects, or connects again if the server has closed an idle connection. Raises ConnectingError, for a name or a
        password that cannot be written, too.
        """
        if self._smtp is not None and not _is_alive(self._smtp):
            self.close()
        if self._smtp is None:
            try:
                self._smtp = self._connected()
            except smtplib.SMTPResponseException as error:
                raise ConnectingError(f"{error.smtp_code} {_text(error.smtp_error)}") from error
            except (OSError, ValueError, smtplib.SMTPException) as error:
                raise ConnectingError(str(error)) from error
        return self._smtp

    def send(self, sender: str, recipient: str, content: bytes) -> None:
        """Sends the mail and returns when the server has accepted it. Raises SendingError."""
        smtp = self._smtp or self.open()
        try:
            _converse(smtp, sender, recipient, content)
        except SendingError as problem:
            if problem.code in {-1, 0, 421}:  # the connection is broken, or the server is about to close it
                self.close()
            else:
                _reset(smtp)
            raise

    def _connected(self) -> smtplib.SMTP:
        server = self.server
        if server.tls == Tls.ALWAYS:
            smtp: smtplib.SMTP = smtplib.SMTP_SSL(
                server.host, server.port, self.name, timeout=self.timeout, context=ssl.create_default_context()
            )
        else:
            smtp = smtplib.SMTP(server.host, server.port, self.name, timeout=self.timeout)
        try:
            if server.tls == Tls.START:
                smtp.starttls(context=ssl.create_default_context())
            smtp.ehlo_or_helo_if_needed()
            if server.user:
                smtp.login(server.user, server.password)
        except (OSError, ValueError, smtplib.SMTPException):
            smtp.close()
            raise
        return smtp


def _converse(smtp: smtplib.SMTP, sender: str, recipient: str, content: bytes) -> None:
    options = ["BODY=8BITMIME"] if smtp.has_extn("8bitmime") else []
    step = Step.SENDER
    try:
        _expect(step, {250}, smtp.mail(sender, options))
        step = Step.RECIPIENT
        _expect(step, {250, 251}, smtp.rcpt(recipient))
        step = Step.CONTENT
        _expect(step, {250}, smtp.data(content))
    except smtplib.SMTPDataError as error:
        raise SendingError(step, error.smtp_code, _text(error.smtp_error)) from error
    except ValueError as error:
        raise SendingError(step, UNWRITABLE, str(error)) from error
    except (OSError, smtplib.SMTPException) as error:
        raise SendingError(step, 0, str(error)) from error


def _expect(step: Step, codes: set[int], answer: tuple[int, bytes]) -> None:
    code, text = answer
    if code not in codes:
        raise SendingError(step, code, _text(text))


def _is_alive(smtp: smtplib.SMTP) -> bool:
    try:
        return smtp.noop()[0] == 250
    except (OSError, smtplib.SMTPException):
        return False


def _reset(smtp: smtplib.SMTP) -> None:
    """Resets the conversation for the next mail. If that fails the connection is closed, and `open` will notice."""
    try:
        smtp.rset()
    except (OSError, smtplib.SMTPException):
        smtp.close()


def _text(answer: bytes | str) -> str:
    return answer.decode(errors="replace") if isinstance(answer, bytes) else answer
