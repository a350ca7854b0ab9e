"""Seals all documents for travel anew with the newest key, and counts those that no key here opens."""

from typing import NamedTuple

from django.db import transaction

from participants.models import TravelDocument
from participants.travel.documents.sealing import LockedError, seal_anew, unseal

FACTS_AT_ONCE = 500
SCANS_AT_ONCE = 5
"""Each has up to seven million bytes."""


class Rotated(NamedTuple):
    facts: int
    scans: int
    locked: frozenset[int]
    """The keys of the delegates whose documents no key opens. They stay as they are."""


def rotate() -> Rotated:
    """One transaction a batch: stopped in between, it may be called again."""
    facts, locked = _rotate("facts", FACTS_AT_ONCE)
    scans, also_locked = _rotate("scan", SCANS_AT_ONCE)
    return Rotated(facts, scans, locked | also_locked)


def locked_documents() -> int:
    """How many documents no key here opens."""
    sealed = TravelDocument.objects.order_by().values_list("facts", flat=True)
    return sum(_is_locked(facts) for facts in sealed.iterator(chunk_size=FACTS_AT_ONCE))


def _is_locked(facts: bytes | memoryview) -> bool:
    try:
        unseal(facts)
    except LockedError:
        return True
    return False


def _rotate(column: str, size: int) -> tuple[int, frozenset[int]]:
    last, done, locked = 0, 0, set[int]()
    while rows := _rotate_batch(column, size, last, locked):
        last, done = rows[-1].pk, done + len(rows)
    return done - len(locked), frozenset(locked)


@transaction.atomic
def _rotate_batch(column: str, size: int, last: int, locked: set[int]) -> list[TravelDocument]:
    found = TravelDocument.objects.filter(pk__gt=last).exclude(**{column: None}).only("delegate", column)
    rows = list(found.select_for_update().order_by("pk")[:size])
    opened = [row for row in rows if _seal_anew(row, column, locked)]
    TravelDocument.objects.bulk_update(opened, [column])
    return rows


def _seal_anew(row: TravelDocument, column: str, locked: set[int]) -> bool:
    try:
        setattr(row, column, seal_anew(getattr(row, column)))
    except LockedError as refusal:
        if refusal.code == "no_keys":
            raise
        locked.add(row.delegate_id)
        return False
    return True
