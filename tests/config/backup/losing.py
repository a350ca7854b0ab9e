"""What happens between a backup and its restore, and is lost by that."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.test import TestCase


@contextmanager
def lost() -> Iterator[None]:
    """What the block does is gone from the database afterwards, as when a backup from before it is restored."""
    with transaction.atomic():
        with TestCase.captureOnCommitCallbacks(execute=True):
            yield
        transaction.set_rollback(True)
