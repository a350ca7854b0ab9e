"""Notes what each test asks of the first database, and leaves out on the second what asks it for nothing else.

The second database must see every statement that each place of the product makes, with every kind of value that it is
given; what is done with the answers is the same on both. So it runs, of the tests that ask for a database:

- those that commit, which are about the database itself;
- those that did not pass on the first, or were skipped there;
- few and cheap ones that together make all statements of all tests.

A file of which nothing is noted is new, and runs as a whole.
"""

import hashlib
import json
import os
import re
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
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
    """The statements that a test makes, the seconds of the processor that it takes, and whether it runs whatever it asks."""

    statements: frozenset[str]
    cost: float
    always: bool = False


class Notes:
    """Notes in the process of one worker, and writes them to a file of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.noted: dict[str, Noted] = {}
        self.asking: set[str] = set()
        self.passed: set[str] = set()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[Any]:
        begun, statements = time.process_time(), set[str]()
        with heard(statements):
            answer = yield
        cost = time.process_time() - begun
        self.noted[item.nodeid] = Noted(frozenset(statements), cost, is_transactional(item))
        if asks_for_the_database(item):
            self.asking.add(item.nodeid)
        return answer

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when == "call" and report.passed:
            self.passed.add(report.nodeid)

    def pytest_sessionfinish(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        failed = self.asking - self.passed
        lines = {
            test: [sorted(what), cost, always or test in failed] for test, (what, cost, always) in self.noted.items()
        }
        name = os.environ.get("PYTEST_XDIST_WORKER", "alone")
        (self.folder / f"{name}.json").write_text(json.dumps(lines))


class Needed:
    """Leaves out what the second database does not need. A file without a test that it needs is not even imported."""

    def __init__(self, folder: Path, root: Path) -> None:
        noted = read(folder)
        self.root = root
        self.tests = needed(noted)
        self.without = _files(noted) - _files(self.tests)

    def pytest_ignore_collect(self, collection_path: Path) -> bool | None:
        """None leaves the choice to others."""
        return str(collection_path.relative_to(self.root)) in self.without or None

    @pytest.hookimpl(trylast=True)  # what the run leaves out otherwise makes no statement
    def pytest_collection_modifyitems(self, config: pytest.Config, items: list[pytest.Item]) -> None:
        known = _files(self.tests)
        left_out = [item for item in items if item.nodeid not in self.tests and _files([item.nodeid]) <= known]
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in set(left_out)]


def _files(tests: Iterable[str]) -> set[str]:
    return {test.partition("::")[0] for test in tests}


def asks_for_the_database(item: pytest.Item) -> bool:
    """pytest-django blocks the database for tests that do not ask for it."""
    return "django_db_setup" in _fixtures(item) or item.get_closest_marker("django_db") is not None


def is_transactional(item: pytest.Item) -> bool:
    """Whether the test commits."""
    marker = item.get_closest_marker("django_db")
    return bool(marker and marker.kwargs.get("transaction")) or "transactional_db" in _fixtures(item)


def _fixtures(item: pytest.Item) -> list[str]:
    return getattr(item, "fixturenames", [])


def read(folder: Path) -> dict[str, Noted]:
    """What all workers of a run have noted."""
    files = [json.loads(path.read_text()) for path in folder.glob("*.json")]
    return {test: Noted(frozenset(what), *others) for file in files for test, (what, *others) in file.items()}


def needed(noted: Mapping[str, Noted]) -> set[str]:
    """Tests that make all statements of all: those that always run, then the cheapest that add something. Of these go, the
    dearest first, those whose statements others make.
    """
    made = Counter(statement for each in noted.values() if each.always for statement in each.statements)
    chosen = []
    for test in sorted((test for test in noted if not noted[test].always), key=lambda test: (noted[test].cost, test)):
        if not noted[test].statements <= made.keys():
            chosen.append(test)
            made.update(noted[test].statements)
    for test in reversed(chosen[:]):
        if all(made[statement] > 1 for statement in noted[test].statements):
            chosen.remove(test)
            made.subtract(noted[test].statements)
    return {*chosen, *(test for test in noted if noted[test].always)}


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
