"""What the database knows of its own rows, by which it plans queries."""

from django.db import DEFAULT_DB_ALIAS, connections


def collect_statistics(using: str = DEFAULT_DB_ALIAS) -> None:
    """Lets PostgreSQL look at what its tables hold (`ANALYZE`).

    Call it after rows came by the thousand. Otherwise PostgreSQL guesses until it looks by itself, a minute later, and a search
    among 10,000 events takes seconds. SQLite plans well without.
    """
    if connections[using].vendor == "postgresql":
        with connections[using].cursor() as cursor:
            cursor.execute("ANALYZE")
