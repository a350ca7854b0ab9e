"""The server as production runs it: several processes, whose log is JSON from its first line to its last."""

import json
import os
import subprocess
import sys
from http.client import HTTPConnection
from pathlib import Path
from socket import AF_UNIX, SOCK_STREAM, socket
from typing import Any

import pytest
from django.conf import settings

from tests.config.running.workers import wait_for
from tests.databases import migrated_file

SITE = {
    "SOJOURN_MODE": "production",
    "SECRET_KEY": "x" * 60,
    "ALLOWED_HOSTS": "tours.example.org",
    "SSL_REDIRECT": "no",
}
HEADERS = {"Host": "tours.example.org", "X-Request-ID": "asked-by-the-suite"}


def served(folder: Path, database: Path) -> list[dict[str, Any]]:
    """The log of the server from its start, through some health checks, to its end."""
    (folder / "static").mkdir()  # or WhiteNoise would warn that nothing is collected
    address = f"{folder}/web.sock"
    command = [f"{Path(sys.executable).parent}/gunicorn", "-c", "config/gunicorn.py", "config.wsgi"]
    environment = {
        "PATH": os.environ["PATH"],
        "VAR_DIR": str(folder),
        "DATABASE_URL": f"sqlite:///{database}",
        "GUNICORN_CMD_ARGS": f"--bind unix:{address} --access-logfile {folder}/access.log",
    }
    process = subprocess.Popen(  # noqa: S603  (our own server)
        command, cwd=settings.BASE_DIR, env=SITE | environment, stderr=subprocess.PIPE, text=True
    )
    try:
        answer = _asked(address)
    finally:
        process.terminate()
        log = process.communicate(timeout=60)[1]
    assert (answer.status, answer.headers["X-Request-ID"]) == (200, "asked-by-the-suite")
    return [json.loads(line) for line in log.splitlines()]


def _asked(address: str) -> Any:
    connection = HTTPConnection("tours.example.org", timeout=60)
    connection.sock = socket(AF_UNIX, SOCK_STREAM)
    wait_for(lambda: connection.sock.connect_ex(address) == 0)
    connection.request("GET", "/healthz?who=Ana", headers=HEADERS)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer


@pytest.mark.skipif(sys.platform != "linux", reason="The beat of each process is kept in Linux's shared memory.")
def test_every_line_of_the_log_is_json_and_a_request_has_one(tmp_path: Path, run_folder: Path) -> None:
    lines = served(tmp_path, migrated_file(run_folder))
    assert {line["logger"] for line in lines} == {"config.running.requests", "gunicorn.error"}
    assert (tmp_path / "access.log").read_text() == "GET /healthz 200\n"
    assert [line["level"] for line in lines] == ["INFO"] * len(lines)
    (request,) = [line for line in lines if line["logger"] == "config.running.requests"]
    assert (request["path"], request["status"], request["request_id"]) == (
        *("/healthz", 200),
        "asked-by-the-suite",
    )


def test_process_has_imported_all_pages_before_it_serves() -> None:
    """In a process of its own, as this one has imported them: it takes the two seconds that no reader waits."""
    code = "import sys, config.wsgi; print('participants.delegate.home' in sys.modules)"
    environment = {"PATH": os.environ["PATH"], "SOJOURN_MODE": "test", "PYTHONWARNINGS": "ignore"}
    done = subprocess.run(  # noqa: S603  (our own code)
        [sys.executable, "-c", code], cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout == "True\n"
