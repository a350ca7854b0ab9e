"""A separate, migrated database for the benchmark, which is dropped at the end."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def own_database() -> Iterator[None]:
    site = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        yield
    finally:
        if hasattr(connection, "close_pool"):  # PostgreSQL does not drop a database while a pool is connected to it
            connection.close_pool()
        connection.creation.destroy_test_db(site, verbosity=0)
