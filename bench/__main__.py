"""`python -m bench` measures the site on this machine and prints a table.

`--items 5000` measures larger events too, up to the most that may be published.
"""

import argparse
import os
import sys
from collections.abc import Sequence

import django
from django.core.management import call_command

SIZES = [30, 200, 1000]
METHOD = """
A ratio is of the processor's time, of the measure to what it is compared with, each in this process: the median of many turns
of the two. In brackets are both times. docs/bench.md says more."""


def main() -> None:
    """Prints the report. The exit status does not depend on the aims."""
    sizes = _sizes()
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
    django.setup()
    from bench.database import own_database

    call_command("collectstatic", verbosity=0, interactive=False)
    with own_database():
        print(_report(sizes))
    print(METHOD)


def _sizes() -> list[int]:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--items", type=int, nargs="+", default=SIZES, help="sizes of the events, in items")
    return sorted(set(parser.parse_args().items))


def _report(sizes: Sequence[int]) -> str:
    from bench.measures import lines
    from bench.samples import Sample
    from bench.table import table
    from tests.factories.rows import coordinator

    publisher = coordinator()
    samples = [Sample(items, publisher) for items in sizes]
    finished = []
    for line in lines(samples):
        print(f"{line.measure} …", file=sys.stderr)
        finished.append(line)
    return table(finished, sizes)


if __name__ == "__main__":
    main()
