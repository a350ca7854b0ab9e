"""The real site in separate processes, with the settings of production, the configured gunicorn and temporary folders."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent.parent
HOST = "bench.example"
PATIENCE = 120
"""Seconds to wait for a server that does not answer."""


class Answer(NamedTuple):
    status: int
    location: str


class Site:
    def __init__(self, folder: Path, database: str = "") -> None:
        """`database` is a DATABASE_URL. If it is empty, the site uses SQLite in the folder."""
        (folder / "static").mkdir(parents=True)
        self.port = free_port()
        self.environment = {
            "SOJOURN_MODE": "production",
            "SECRET_KEY": "a key that opens nothing: what the bench makes goes when it ends",
            "ALLOWED_HOSTS": HOST,
            "SSL_REDIRECT": "no",
            "SECOND_FACTOR_FOR": "",  # the writers have only a session
            "API_REQUESTS": "1000000",
            "VAR_DIR": str(folder),
            "DATABASE_URL": database,
        }
        self._log = folder / "log"
        self._process: subprocess.Popen[bytes] | None = None

    def manage(self, *command: str) -> None:
        subprocess.run(  # noqa: S603  (our own command)
            [sys.executable, "manage.py", *command], cwd=ROOT, env=os.environ | self.environment, check=True
        )

    def start(self) -> None:
        """Starts the site and returns when it answers."""
        gunicorn = Path(sys.executable).parent / "gunicorn"
        command = [str(gunicorn), "-c", "config/gunicorn.py", f"--bind=127.0.0.1:{self.port}", "config.wsgi"]
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(  # noqa: S603  (our own server)
                command, cwd=ROOT, env=os.environ | self.environment, stderr=log, start_new_session=True
            )
        until(self._answers, "The site does not answer")

    def stop(self, how: signal.Signals = signal.SIGTERM) -> None:
        """Stops the site. SIGKILL goes to all of its processes at once, so that none can clean up."""
        if self._process is None:
            return
        if how == signal.SIGKILL:
            os.killpg(self._process.pid, how)
        else:
            self._process.send_signal(how)
        self._process.wait(PATIENCE)
        self._process = None

    def ask(self, path: str, *, body: str = "", cookies: str = "") -> Answer:
        """Sends a request on a new connection. Raises OSError or HTTPException if there is no complete answer."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        headers = {"Host": HOST, "Cookie": cookies, "Content-Type": "application/x-www-form-urlencoded"}
        try:
            connection.request("POST" if body else "GET", path, body=body or None, headers=headers)
            response = connection.getresponse()
            response.read()
            return Answer(response.status, response.getheader("Location", ""))
        finally:
            connection.close()

    def failures(self) -> Counter[str]:
        """Counts the failures in the log by the last lines of their tracebacks."""
        records = [json.loads(line) for line in self._log.read_text().splitlines() if line.startswith("{")]
        return Counter(line["traceback"].strip().rpartition("\n  File ")[2] for line in records if "traceback" in line)

    def _answers(self) -> bool:
        try:
            return self.ask("/healthz").status == 200
        except (OSError, HTTPException):
            return False


def until(holds: Callable[[], bool], complaint: str) -> None:
    ends = time.monotonic() + PATIENCE
    while not holds():
        if time.monotonic() > ends:
            raise SystemExit(f"{complaint} after {PATIENCE} seconds.")
        time.sleep(0.02)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
