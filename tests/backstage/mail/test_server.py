"""The connection to the mail server is encrypted, has a password, and is refused without a trusted certificate."""

import logging
import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from backstage.mail.server import ConnectingError, MailConnection, MailServer, SendingError, Step, Tls, mail_server
from tests.backstage.mail.smtp import Inbox, free_port, serving

pytestmark = pytest.mark.filterwarnings(
    "ignore:Requiring AUTH"
)  # aiosmtpd does not see that the whole connection is encrypted
CONTENT = "Subject: Недеља\r\n\r\nĐakovo\r\n".encode()


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("smtp://localhost", MailServer("localhost", 25, Tls.NONE)),
        ("smtp://localhost:2525/", MailServer("localhost", 2525, Tls.NONE)),
        ("smtp://mail.example.org/?tls=start", MailServer("mail.example.org", 587, Tls.START)),
        ("smtps://u%40x:p%2F%3Aw@mail.example.org", MailServer("mail.example.org", 465, Tls.ALWAYS, "u@x", "p/:w")),
    ],
)
def test_server_is_read_from_its_address(url: str, server: MailServer) -> None:
    assert mail_server(url) == server


def test_representation_of_the_server_hides_the_password() -> None:
    assert "secret" not in repr(mail_server("smtps://user:secret@mail.example.org"))


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """A self-signed certificate for localhost, with its key."""
    key, name = (
        ec.generate_private_key(ec.SECP256R1()),
        x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")]),
    )
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    secret = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    file = tmp_path / "localhost.pem"
    file.write_bytes(made.public_bytes(pem) + secret)
    return file


def authenticate(_server: SMTP, _session: Session, _envelope: Envelope, _mechanism: str, given: Any) -> AuthResult:
    return AuthResult(success=given == LoginPassword(b"user", b"p@ss"), handled=False)


@pytest.fixture(params=[Tls.START, Tls.ALWAYS])
def guarded(request: pytest.FixtureRequest, certificate: Path) -> Iterator[tuple[Inbox, MailServer]]:
    """A server that requires encryption and a password."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    inbox, port = Inbox(), free_port()
    options: dict[str, Any] = (
        {"tls_context": context, "require_starttls": True}
        if request.param == Tls.START
        else {"ssl_context": context, "auth_require_tls": False}
    )
    controller = Controller(
        inbox, hostname="localhost", port=port, auth_required=True, authenticator=authenticate, **options
    )
    controller.start()
    yield inbox, MailServer("localhost", port, request.param, "user", "p@ss")
    controller.stop()


def test_mail_goes_over_an_encrypted_connection_with_the_password(
    guarded: tuple[Inbox, MailServer], certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    inbox, server = guarded
    with MailConnection(server, name="here.example.org", timeout=5) as connection:
        connection.open()
        connection.send("a@example.org", "b@example.org", CONTENT)
    assert [(envelope.content, envelope.mail_options) for envelope in inbox.received] == [(CONTENT, ["BODY=8BITMIME"])]


def test_wrong_password_is_an_error_of_the_server(
    guarded: tuple[Inbox, MailServer], certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    _inbox, server = guarded
    wrong = MailServer(server.host, server.port, server.tls, "user", "another")
    with MailConnection(wrong, name="here", timeout=5) as connection, pytest.raises(ConnectingError, match="^535 "):
        connection.open()


def test_server_without_a_trusted_certificate_gets_neither_password_nor_mail(
    guarded: tuple[Inbox, MailServer], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.CRITICAL, "mail.log")  # where the server complains of us
    inbox, server = guarded
    with (
        MailConnection(server, name="here", timeout=5) as connection,
        pytest.raises(ConnectingError, match="CERTIFICATE_VERIFY_FAILED"),
    ):
        connection.open()
    assert inbox.received == []


def test_server_without_encryption_is_not_used_where_it_is_asked_for() -> None:
    with serving(Inbox()) as inbox:
        port = int(inbox.url.rpartition(":")[2])
        server = MailServer("127.0.0.1", port, Tls.START)
        with (
            MailConnection(server, name="here", timeout=5) as connection,
            pytest.raises(ConnectingError, match="STARTTLS"),
        ):
            connection.open()


@pytest.mark.parametrize("host", ["mail..example.org", "m" * 64 + "š.example.org"])
def test_server_whose_name_cannot_be_written_cannot_be_used(host: str) -> None:
    with (
        MailConnection(MailServer(host, 25, Tls.NONE), name="here", timeout=5) as connection,
        pytest.raises(ConnectingError),
    ):
        connection.open()


def test_refused_sender_is_no_permanent_failure_of_the_mail() -> None:
    with (
        serving(Inbox(), data_size_limit=100) as inbox,
        MailConnection(mail_server(inbox.url), name="here", timeout=5) as connection,
    ):
        with pytest.raises(SendingError) as refusal:
            connection.send("a@example.org", "b@example.org", b"Subject: 1\r\n\r\n" + b"0" * 200)
        assert (refusal.value.step, refusal.value.code, refusal.value.is_permanent) == (Step.CONTENT, 552, True)
        inbox.to_senders = ["553 5.1.8 Who are you?"]
        with pytest.raises(SendingError) as refusal:
            connection.send("a@example.org", "b@example.org", CONTENT)
        assert (refusal.value.step, refusal.value.is_permanent) == (Step.SENDER, False)
        connection.send("a@example.org", "b@example.org", CONTENT)
    assert len(inbox.received) == 1
