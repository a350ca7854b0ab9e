"""`python -m bench.suite`: runs the tests, and prints the processor's seconds that each folder of them took."""

import resource
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import PurePath
from typing import Any

import pytest

_seconds: dict[str, float] = defaultdict(float)
"""By folder: in a worker what it took itself, in the process that began the run what all workers took."""


def main() -> None:
    """The exit status is pytest's."""
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-n",
        "auto",
        "--dist",
        "loadfile",
        "--no-loadscope-reorder",
        "-p",
        "bench.suite",
        *sys.argv[1:],
    ]
    status = subprocess.run(command, check=False).returncode  # noqa: S603  (our own interpreter and tests)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(f"{used.ru_utime + used.ru_stime:8.1f}  in all")
    raise SystemExit(status)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[Any]:
    before = _used()
    try:
        return (yield)
    finally:
        _seconds[folder_of(item.nodeid)] += _used() - before


def pytest_sessionfinish(session: pytest.Session) -> None:
    """A worker of xdist hands on what it has counted."""
    output: dict[str, Any] | None = getattr(session.config, "workeroutput", None)
    if output is not None:
        output["seconds"] = dict(_seconds)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    for folder, used in getattr(node, "workeroutput", {}).get("seconds", {}).items():
        _seconds[folder] += used


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    terminalreporter.section("the processor's seconds, by folder")
    terminalreporter.write_line(table(_seconds))


def folder_of(test: str) -> str:
    """Two levels of folders at most, by the path that a test's name begins with."""
    return "/".join(PurePath(test.partition("::")[0]).parts[:-1][:3])


def table(seconds: Mapping[str, float]) -> str:
    """The most costly first."""
    lines = [*sorted(seconds.items(), key=lambda line: -line[1]), ("the tests", sum(seconds.values()))]
    return "\n".join(f"{used:8.1f}  {folder}" for folder, used in lines)


def _used() -> float:
    """The seconds of the processor that this process used, and those of the processes that it began and that have
    ended.
    """
    kinds = resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN
    return sum(used.ru_utime + used.ru_stime for used in map(resource.getrusage, kinds))


if __name__ == "__main__":
    main()
