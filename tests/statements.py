"""Notes what each test asks of the first database, and leaves out on the second what asks it for nothing else.

The second database must see every statement that each place of the product makes, with every kind of value that it is
given; what is done with the answers is the same on both. So it runs, of the tests that passed on the first:

- those that commit, which are about the database itself;
- the cheapest that together make all statements of all tests.

And it runs every test of which nothing is noted: what was skipped, what failed, and what is new.
"""

import hashlib
import json
import os
import re
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from types import FrameType
from typing import Any, NamedTuple

import pytest
from django.conf import settings
from django.db import connection

_NOT_COUNTED = ("SAVEPOINT", "RELEASE", "ROLLBACK")
NUL, LONG, SURROGATES = "\0", 250, re.compile("[\ud800-\udfff]")


class Noted(NamedTuple):
    """The statements that a test makes, and the seconds of the processor that it takes."""

    statements: frozenset[str]
    cost: float


class Notes:
    """Notes in the process of one worker, and writes them to a file of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.noted: dict[str, Noted] = {}
        self.passed: set[str] = set()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[Any]:
        begun, statements = time.process_time(), set[str]()
        with heard(statements):
            answer = yield
        self.noted[item.nodeid] = Noted(frozenset(statements), time.process_time() - begun)
        return answer

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when == "call" and report.passed:
            self.passed.add(report.nodeid)

    def pytest_sessionfinish(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        lines = {test: [sorted(what), cost] for test, (what, cost) in self.noted.items() if test in self.passed}
        name = os.environ.get("PYTEST_XDIST_WORKER", "alone")
        (self.folder / f"{name}.json").write_text(json.dumps(lines))


def read(folder: Path) -> dict[str, Noted]:
    """What all workers of a run have noted."""
    files = [json.loads(path.read_text()) for path in folder.glob("*.json")]
    return {test: Noted(frozenset(what), cost) for file in files for test, (what, cost) in file.items()}


def needed(noted: Mapping[str, Noted], always: set[str]) -> set[str]:
    """The tests that make all statements of all: those of `always`, and then the cheapest that add something."""
    seen = {statement for test in always & noted.keys() for statement in noted[test].statements}
    chosen = set(always)
    for test, (statements, _cost) in sorted(noted.items(), key=lambda each: (each[1].cost, each[0])):
        if not statements <= seen:
            chosen.add(test)
            seen |= statements
    return chosen


@contextmanager
def heard(statements: set[str]) -> Iterator[None]:
    def hear(execute: Any, sql: Any, params: Any, many: bool, context: dict[str, Any]) -> Any:
        if not str(sql).startswith(_NOT_COUNTED):
            rows = params if many else [params]
            made = f"{place()} {shape(str(sql))}"
            statements.update(_short(f"{made} {sorted(kinds(row))}") for row in rows)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(hear):
        yield


def _short(words: str) -> str:
    return hashlib.blake2b(words.encode(errors="replace"), digest_size=8).hexdigest()


@cache
def shape(sql: str) -> str:
    """A statement without its numbers, and without how many values it has."""
    without_numbers = re.sub(r"\d+", "0", sql)
    of_one_row = re.sub(r"%s(, %s)+", "%s", without_numbers)
    return re.sub(r"(\(%s\))(, \(%s\))+", r"\1", of_one_row)


def kinds(values: Any) -> set[str]:
    """The kinds of the values, as databases differ on them: how large numbers are, and what is odd in a text."""
    return {_kind(value) for value in (values.values() if isinstance(values, Mapping) else values or ())}


def _kind(value: object) -> str:
    name = type(value).__name__
    if isinstance(value, int):
        bits = next((bits for bits in (15, 31, 63) if abs(value) < 1 << bits), "more")
        return f"{name} of {bits} bits, {'negative' if value < 0 else 'positive'}"
    if isinstance(value, str):
        odd = {"NUL": NUL in value, "long": len(value) > LONG, "broken": bool(SURROGATES.search(value))}
        return " ".join([name, *(word for word, is_so in odd.items() if is_so)])
    return name


def place() -> str:
    """The innermost line of the product that leads to a statement. Empty if the test itself asks."""
    frame: FrameType | None = sys._getframe(1)
    while frame and not _module(frame.f_code.co_filename):
        frame = frame.f_back
    return f"{_module(frame.f_code.co_filename)}:{frame.f_lineno}" if frame else ""


@cache
def _module(file_name: str) -> str:
    """The file within the project. Empty for a file that is not of the product."""
    path, base = Path(file_name), Path(settings.BASE_DIR)
    others = [Path(sys.prefix), base / "tests", base / "var"]
    is_ours = path.is_relative_to(base) and not any(path.is_relative_to(other) for other in others)
    return str(path.relative_to(base)) if is_ours else ""
