"""How the cost of addresses that list grows from a site of few events to one of many."""

import shutil
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import count
from statistics import median
from typing import Any, NamedTuple

from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.db import transaction
from django.test import Client

from accounts.models import User
from bench.growing.listings import LISTINGS, Listing, places
from bench.requests import environ, replied
from bench.site.filling import Site, fill
from tours.editions.projection.writing import tick

TURNS = 5
MOST_GROWTH = 3.0
_sources = count(1)


class Cost(NamedTuple):
    """The cost of one answer: milliseconds of the processor (the median of some turns), and the length in bytes."""

    cpu: float
    length: int
    status: int


class Row(NamedTuple):
    listing: Listing
    costs: Mapping[int, Cost]
    """The costs by the number of events."""


def grown(
    sizes: Sequence[int], tell: Callable[[str], object] = lambda _text: None, listings: Sequence[Listing] = LISTINGS
) -> Iterator[Row]:
    """Fills the database with a site of each size, one after another, and asks for the listings. Empties the database."""
    costs: dict[Listing, dict[int, Cost]] = {listing: {} for listing in listings}
    for events in sizes:
        tell(f"a site of {events} events")
        call_command("flush", verbosity=0, interactive=False)
        cache.clear()
        site = fill(events)
        named = places(site)
        for listing in listings:
            costs[listing][events] = cost(listing, site, named)
    return (Row(listing, of_sizes) for listing, of_sizes in costs.items())


def cost(listing: Listing, site: Site, named: Mapping[str, object]) -> Cost:
    """The cost of answers right after a publication, so that nothing is kept from before. One answer more warms up."""
    asked = request_of(listing, site, named)
    spent = []
    for _turn in range(TURNS + 1):
        _forget()
        before = time.process_time()
        reply = replied(asked | {"REMOTE_ADDR": f"10.0.{next(_sources) % 250}.1"})  # or a source asks too often
        spent.append(time.process_time() - before)
    return Cost(median(spent[1:]) * 1000, len(reply.body), reply.status)


def request_of(listing: Listing, site: Site, named: Mapping[str, object]) -> dict[str, Any]:
    """The WSGI environment of the request."""
    return environ(listing.path.format(**named), QUERY_STRING=listing.query, **_identity(listing.by, site))


def _forget() -> None:
    """Makes the site as it is after the publication of any event: the public clock has moved, and no output is kept."""
    with transaction.atomic():
        tick(public=True)
    shutil.rmtree(settings.KEPT_DIR, ignore_errors=True)


def _identity(by: str, site: Site) -> dict[str, str]:
    if by == "token":
        return {"HTTP_AUTHORIZATION": f"Bearer {site.token}"}
    users: dict[str, User] = {"operator": site.operator, "coordinator": site.coordinator}
    if by not in users:
        return {}
    browser = Client()
    browser.force_login(users[by])
    return {"HTTP_COOKIE": "; ".join(f"{name}={morsel.value}" for name, morsel in browser.cookies.items())}


def table(rows: Sequence[Row], sizes: Sequence[int]) -> str:
    """The table in Markdown, in the order of the listings."""
    head = ("address", "by", *(f"{size:,} events" for size in sizes), "growth", "aim")
    lines = [head, tuple("---" for _cell in head), *(_cells(row, sizes) for row in rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join("| " + " | ".join(map(str.ljust, line, widths)) + " |" for line in lines)


def _cells(row: Row, sizes: Sequence[int]) -> tuple[str, ...]:
    costs = [row.costs[size] for size in sizes]
    growth = round(costs[-1].cpu / costs[0].cpu, 1)
    verdict = "holds" if growth <= MOST_GROWTH else "misses"
    return (row.listing.name, row.listing.by, *map(_shown, costs), f"{growth:.1f}x", f"≤ {MOST_GROWTH:.0f}x {verdict}")


def _shown(cost: Cost) -> str:
    wrong = f", status {cost.status}" if cost.status != 200 else ""
    return f"{cost.cpu:.1f} ms ({cost.length / 1000:,.0f} KB{wrong})"
