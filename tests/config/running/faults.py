"""Parts of the site that fail: a database where nobody listens, one that another holds, and a Redis that answers nonsense."""

import socket
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from threading import Thread
from typing import Any

from django.db import connection, connections
from django.db.utils import load_backend

from config.databases import database

SOON = 0.2
"""Seconds that a test waits for a part that is away."""


def closed_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def database_away() -> Iterator[None]:
    """The site's database is PostgreSQL at a port where nobody listens, whatever the suite runs on."""
    facts = database(f"postgres://nobody@127.0.0.1:{closed_port()}/none", wait=SOON)
    whole: dict[str, Any] = connections.configure_settings({"default": facts})["default"]
    usual = connections["default"]
    away: Any = load_backend(whole["ENGINE"]).DatabaseWrapper(whole, "default")
    connections["default"] = away
    try:
        yield
    finally:
        connections["default"] = usual
        away.close_pool()


@contextmanager
def locked_by_another() -> Iterator[None]:
    """Another connection writes to the SQLite database as long as the block runs."""
    with closing(sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        _wait_for_others(SOON)
        try:
            yield
        finally:
            _wait_for_others(connection.settings_dict["OPTIONS"]["timeout"])
            other.execute("ROLLBACK")


def _wait_for_others(seconds: float) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA busy_timeout={seconds * 1000:.0f}")


@contextmanager
def redis_that_says(answer: bytes) -> Iterator[str]:
    """The address of a Redis that gives the same answer to every command, or none at all if it is empty."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        Thread(target=_serve, args=(listener, answer), daemon=True).start()
        yield f"redis://127.0.0.1:{listener.getsockname()[1]}/0"
        listener.shutdown(socket.SHUT_RDWR)


def _serve(listener: socket.socket, answer: bytes) -> None:
    """Each command is an array, which begins with `*` on a line of its own."""
    with listener:
        while True:
            try:
                client, _address = listener.accept()
            except OSError:  # the test is over
                return
            Thread(target=_answer, args=(client, answer), daemon=True).start()


def _answer(client: socket.socket, answer: bytes) -> None:
    with client:
        while said := client.recv(4096):
            commands = sum(line.startswith(b"*") for line in said.split(b"\r\n"))
            client.sendall(answer * commands)
