"""What redactions leave in memory, and its journal. `stopping` beside it keeps that from being published again.

A text is remembered for its event: the same words may stand in another with good reason. A person is remembered for the whole
site, by UID, and their names for the event, as texts: a person of the same name at another event is somebody else.
"""

from collections.abc import Collection

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from backstage.text.recognising import trace_of
from tours.editions.redaction_memory import journal
from tours.editions.redaction_memory.merged_cards import uids_of
from tours.models import Event, Redacted


def remember_text(event: Event, text: str, *, by: User, reason: str) -> None:
    """A text without a word, such as `***`, cannot be remembered."""
    _remember(event, text, None, by, reason)


def remember_person(event: Event, person_uid: str, names: Collection[str], *, by: User, reason: str) -> None:
    """Remembers the person, under every UID that their cards have had, and the names given."""
    for uid in sorted(uids_of(person_uid)):
        facts = {"by": by, "at": timezone.now(), "reason": reason}
        row, is_new = Redacted.objects.get_or_create(event=event, person=uid, digest="", defaults=facts)
        if is_new:
            _write_after_commit(row)
    for name in sorted(names):
        _remember(event, name, person_uid, by, reason)


@transaction.atomic
def lift(remembered: Redacted) -> None:
    """Forgets it: it may be published again. Raises StorageAwayError, and then it is still remembered.

    The entry goes first. Where the row stays after all, the worker writes its entry again; an entry without its row would be
    redacted at the next restore.
    """
    row = Redacted.objects.select_for_update().filter(pk=remembered.pk).first()  # nobody writes its entry meanwhile
    if row:
        journal.forget(str(row.uid))
        row.delete()


def brought_back(entry: journal.Entry, *, by: User) -> Redacted | None:
    """Remembers what an entry of the journal says. None where the event is not known, or the same is remembered already."""
    event = Event.objects.filter(uid=entry.event).first()
    same = Q(digest=entry.digest, key=entry.key) if entry.digest else Q(digest="", person=entry.person)
    if event is None or event.redacted.filter(Q(uid=entry.uid) | same).exists():
        return None
    facts = {"words": entry.words, "digest": entry.digest, "key": entry.key, "at": entry.at}
    reason = _("Redacted again after a restore")
    return Redacted.objects.create(uid=entry.uid, event=event, person=entry.person, by=by, reason=reason, **facts)


def write_journal() -> int:
    """Writes the entries that the journal does not have, and returns how many: on a new machine, or after a crash.

    It reads one small file for each memory. Raises StorageAwayError. Call it outside a transaction: what is rolled back must
    leave no entry.
    """
    known = Redacted.objects.order_by("pk").values_list("pk", "uid")
    lacking = [pk for pk, uid in known if not journal.has(str(uid))]
    return sum(_write_entry(pk) for pk in lacking)


def _write_after_commit(row: Redacted) -> None:
    """A redaction that is rolled back leaves no entry: the next restore would carry it out."""
    transaction.on_commit(lambda: journal.write_or_leave(lambda: _write_entry(row.pk)))


@transaction.atomic
def _write_entry(pk: int) -> bool:
    """Writes the entry, unless the memory was lifted meanwhile. It locks the row."""
    rows = Redacted.objects.select_for_update(of=("self",)).select_related("event", "by")
    row = rows.filter(pk=pk).first()
    if row:
        journal.write(_entry_of(row))
    return row is not None


def _remember(event: Event, text: str, person_uid: str | None, by: User, reason: str) -> None:
    trace = trace_of(text)
    if trace is None:
        return
    facts = {"person": person_uid, "words": trace.words, "by": by, "at": timezone.now(), "reason": reason}
    row, is_new = Redacted.objects.get_or_create(event=event, digest=trace.digest, key=trace.key, defaults=facts)
    if is_new:
        _write_after_commit(row)


def _entry_of(row: Redacted) -> journal.Entry:
    return journal.Entry(
        uid=str(row.uid),
        event=str(row.event.uid),
        person=str(row.person) if row.person else None,
        words=row.words,
        digest=row.digest,
        key=row.key,
        by=row.by.pk,
        joined=row.by.joined_at,
        at=row.at,
    )
