"""Notes an erasure in the journal of redactions, too: a database that is restored from an older backup has the person again."""

from collections.abc import Collection

from django.db import transaction

from backstage.text.recognising import Trace, trace_of
from participants.models import Erasure, FocalPoint
from tours.editions.redaction_memory import journal


def note(row: Erasure, names: Collection[str]) -> None:
    """Saves the erasure with the traces of the names, and writes its entry once it is committed. Raises ValidationError."""
    row.traces = [trace for name in sorted(names) if (trace := trace_of(name))]
    row.full_clean()
    row.save()
    transaction.on_commit(lambda: journal.write_or_leave(lambda: _write_entry(row.pk)))


def write_erasures() -> int:
    """Writes the entries that the journal does not have, and returns how many. Raises StorageAwayError."""
    known = Erasure.objects.order_by("pk").values_list("pk", "uid")
    lacking = [pk for pk, uid in known if not journal.has(str(uid))]
    return sum(_write_entry(pk) for pk in lacking)


def _write_entry(pk: int) -> bool:
    row = Erasure.objects.select_related("person", "by").filter(pk=pk).first()
    if row:
        journal.write(_entry_of(row))
    return row is not None


def known_as(point: FocalPoint) -> str:
    """A focal point has no UID: name and address together say who it is."""
    return f"{point.name} {point.email}"


def _entry_of(row: Erasure) -> journal.Entry:
    return journal.Entry(
        uid=str(row.uid),
        person=str(row.person.uid) if row.person else None,
        names=tuple(Trace(*trace) for trace in row.traces),
        by=row.by.pk if row.by else 0,
        joined=row.by.joined_at if row.by else row.at,
        at=row.at,
    )
