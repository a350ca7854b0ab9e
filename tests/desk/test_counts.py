"""Every page of the desk asks the database as often for 61 items and delegates as for one, and reads what it shows.

`counts.txt` says of each GET address how many queries it costs, and how many rows these read, with 1 and 61 rows of
every kind: items, venues, cities, contacts, documents, delegates, flights, cars, rooms, requests, posts, versions. The last
number is of the event of one item again, once the site holds the other too: a page of an event reads nothing of another.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pytest
import time_machine
from django.db import transaction
from django.db.models import F
from django.test import Client

from participants.states import HOLDING
from tests.counting import asked
from tests.desk.addresses import addresses
from tests.desk.world import World, made
from tests.factories import rows
from tests.html_checker import complaints
from tours.models import Event, Programme

pytestmark = [pytest.mark.django_db, pytest.mark.slow]  # it draws each page four times
TABLE = Path(__file__).with_name("counts.txt")
SIZES = (1, 61)
BEFORE_THE_EVENT = ("participants:ask_coming", "participants:journey_remind")
"""Whom to write to: after the event these show nobody, so they are measured while it is to come."""


class Line(NamedTuple):
    name: str
    by: str
    queries: tuple[int, ...]
    """At each size."""
    rows: tuple[int, ...]
    """At each size, and at the first one beside all the others."""
    why: str = ""
    """Why the numbers of queries differ, or the first and the last of rows."""


class Cost(NamedTuple):
    queries: int
    rows: int
    transactions: int
    page: bytes
    """Empty if it is not HTML."""


def lines() -> Iterator[Line]:
    for text in TABLE.read_text().splitlines():
        if text and not text.startswith("#"):
            told, _mark, why = text.partition(" # ")
            name, by, *numbers = told.split()
            counts = tuple(map(int, numbers))
            yield Line(name, by, counts[: len(SIZES)], counts[len(SIZES) :], why)


@pytest.fixture(scope="module")
def measured(shared_rows: Path) -> list[Mapping[str, Cost]]:
    """What each address costs at each size, then at the first again."""
    programmes = [rows.programme(name=f"Programme {size}", slug=f"programme-{size}") for size in SIZES]
    worlds, found = [], []
    for size, programme in zip(SIZES, programmes, strict=True):
        worlds.append(made(size, _own(programme)))
        if size == SIZES[0]:
            dict(costs(worlds[0]))  # what the process keeps is read once
        found.append(dict(costs(worlds[-1])))
    _own(programmes[0])
    return [*found, dict(costs(worlds[0]))]


def _own(programme: Programme) -> Programme:
    """The site's own, whose coordinators write its texts."""
    Programme.objects.update(is_own=False)
    programme.is_own = True
    programme.save()
    return programme


def costs(world: World) -> Iterator[tuple[str, Cost]]:
    browsers = {"coordinator": _browser(world.coordinator), "operator": _browser(world.operator)}
    by = {line.name: line.by for line in lines()}
    for name, address in addresses(world).items():
        with _a_week_before(world.event) if name in BEFORE_THE_EVENT else nullcontext():
            cost = _cost(name, browsers[by.get(name, "operator")], address)
        if cost:
            yield name, cost


def _cost(name: str, browser: Client, address: str) -> Cost | None:
    """None where nothing is opened by GET."""
    with asked() as seen:
        answer = browser.get(address)
        content = answer.getvalue()
    if answer.status_code == 405:
        return None
    assert (name, answer.status_code) == (name, 200)
    is_page = answer["Content-Type"].startswith("text/html")
    return Cost(seen.queries, seen.rows(), seen.transactions, content if is_page else b"")


@contextmanager
def _a_week_before(event: Event) -> Iterator[None]:
    """Those who have a place know it. What is changed for that is undone."""
    with transaction.atomic(), time_machine.travel(event.starts - timedelta(days=7)):
        event.delegates.filter(state__in=HOLDING).update(told_state=F("state"))
        yield
        transaction.set_rollback(True)


def _browser(user: object) -> Client:
    browser = Client()
    browser.force_login(user)  # type: ignore[arg-type]
    browser.get("/desk/")  # the first request notes the device
    return browser


def test_every_page_costs_what_the_table_says(measured: list[Mapping[str, Cost]]) -> None:
    told = [(line.name, line.queries, line.rows) for line in lines()]
    *sizes, _again = measured
    found = [
        (name, tuple(each[name].queries for each in sizes), tuple(each[name].rows for each in measured))
        for name in measured[0]
    ]
    assert found == told


def test_no_page_begins_a_transaction(measured: list[Mapping[str, Cost]]) -> None:
    """On SQLite who reads would wait for who writes."""
    assert {name: cost.transactions for name, cost in measured[0].items() if cost.transactions} == {}


def test_a_line_says_why_its_numbers_differ() -> None:
    differ = [len({*line.queries}) > 1 or line.rows[0] != line.rows[-1] for line in lines()]
    assert [bool(line.why) for line in lines()] == differ


def test_headings_of_every_page_go_down_by_one(measured: list[Mapping[str, Cost]]) -> None:
    """A page begins with its only heading of the first level, and leaves out no level below."""
    skips = {}
    for name, cost in measured[0].items():
        levels = [int(level) for level in re.findall(rb"<h([1-6])", cost.page)]
        if cost.page.startswith(b"<!doctype html>") and (levels[0] != 1 or levels.count(1) != 1 or _skip(levels)):
            skips[name] = levels
    assert skips == {}


def _skip(levels: list[int]) -> bool:
    return any(below > above + 1 for above, below in pairwise(levels))


def test_every_page_is_valid(measured: list[Mapping[str, Cost]], tmp_path: Path) -> None:
    files = []
    for number, cost in enumerate(measured[0].values()):
        if cost.page.startswith(b"<!doctype html>"):
            files.append(tmp_path / f"{number}.html")
            files[-1].write_bytes(cost.page)
    assert (len(files), complaints(files)) == (253, [])
