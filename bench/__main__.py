"""`python -m bench` measures the site on this machine and prints two tables.

`--items 10000` measures larger events too, `--events 10 1000 10000` larger sites. `--only /events/` measures nothing but the
growth of those addresses.
"""

import argparse
import os
import sys
from collections.abc import Sequence

import django
from django.core.management import call_command

ITEMS = [30, 200, 1000]
EVENTS = [30, 1000]
"""The smaller site fills the first page of its lists: a page of ten rows beside one of twenty would look like growth."""
METHOD = """
A ratio is of the processor's time, of the measure to what it is compared with, each in this process: the median of many turns
of the two. In brackets are both times. docs/bench.md says more."""
GROWTH = """
An answer's time of the processor right after a publication, the median of five, and its length. Growth compares the largest site
with the smallest."""


def main() -> None:
    """Prints the report. The exit status does not depend on the aims."""
    chosen = _chosen()
    items, events = sorted(set(chosen.items)), sorted(set(chosen.events))
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
    django.setup()
    from bench.database import own_database

    call_command("collectstatic", verbosity=0, interactive=False)
    with own_database():
        if chosen.only is None:
            print(_outputs(items))
            print(METHOD)
        if events:
            print(f"\n{_growth(events, chosen.only or '')}")
            print(GROWTH)


def _chosen() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--items", type=int, nargs="+", default=ITEMS, help="sizes of the events, in items")
    parser.add_argument("--events", type=int, nargs="*", default=EVENTS, help="sizes of the sites, in events; or none")
    parser.add_argument("--only", help="a part of addresses, such as /events/: their growth alone")
    return parser.parse_args()


def _outputs(sizes: Sequence[int]) -> str:
    from bench.measures import lines
    from bench.samples import Sample
    from bench.site.shared import made_shared
    from bench.site.texts import repeatable
    from bench.table import table
    from tests.factories.rows import operator

    publisher, shared = operator(), made_shared(repeatable(1), cities=60)
    samples = [Sample(items, publisher, shared) for items in sizes]
    finished = []
    for line in lines(samples):
        _tell(line.measure)
        finished.append(line)
    return table(finished, sizes)


def _growth(sizes: Sequence[int], part: str) -> str:
    from bench.growing.growth import grown, table
    from bench.growing.listings import LISTINGS

    listings = [listing for listing in LISTINGS if part in listing.name]
    return table(list(grown(sizes, _tell, listings)), sizes)


def _tell(what: str) -> None:
    print(f"{what} …", file=sys.stderr)


if __name__ == "__main__":
    main()
