"""`python -m bench.site FILE --events 1000` writes a site of that many events into a new SQLite file."""

import argparse
import os
import sys
from pathlib import Path

import django
from django.core.management import call_command


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.site", description=__doc__)
    parser.add_argument("file", type=Path, help="the database to make; it must not be there yet")
    parser.add_argument("--events", type=int, default=1000)
    chosen = parser.parse_args()
    if chosen.file.exists():
        sys.exit(f"{chosen.file} is there already. Delete it, or name another file.")
    os.environ["DATABASE_URL"] = f"sqlite:///{chosen.file.resolve()}"
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
    django.setup()
    from bench.site.accounts import PASSWORD
    from bench.site.filling import fill

    call_command("migrate", verbosity=0)
    site = fill(chosen.events)
    print(f"DATABASE_URL=sqlite:///{chosen.file.resolve()}")
    print(f"{site.operator.email} and {site.coordinator.email} have the password: {PASSWORD}")
    print(f"The coordinator's API token: {site.token}")


if __name__ == "__main__":
    main()
