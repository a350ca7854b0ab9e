"""What was done with a delegate, from the audit trail: only what the user may read there, and may know of people."""

from typing import NamedTuple

from django.contrib.contenttypes.models import ContentType

from accounts.models import User
from backstage.audit.wording import DescribedEntry, describe
from backstage.models import AuditEntry
from participants.data_classes import DataClass
from participants.field_classes import FIELD_CLASSES
from participants.labels import WAYS_TOLD
from participants.models import Delegate
from participants.vocabulary import Told
from tours.desk.audit import readable_by

MOST_ENTRIES = 50
OF_NAMES = FIELD_CLASSES["Delegate"][DataClass.NAMES]
"""The fields that those see who do not register people."""
AT_FIRST = {"delegation", "state", "capacity", "rank"}
"""The fields that tell how it began: the others have their first value."""


class Done(NamedTuple):
    """One change in words. Only those who register people see why, how it was told, and by whose personal link."""

    entry: DescribedEntry
    who: str
    reason: str
    told: str


class History(NamedTuple):
    done: list[Done]
    """The newest first."""
    is_cut: bool
    """Whether the trail holds more."""
    thing: str
    """The value of the trail's filter for this row."""


def history(row: Delegate, *, user: User, registers: bool) -> History:
    """Two queries."""
    kind = ContentType.objects.get_for_model(Delegate)
    entries = readable_by(user).filter(content_type=kind, object_pk=str(row.pk)).select_related("actor")
    found = list(entries.order_by("-timestamp", "-pk")[: MOST_ENTRIES + 1])
    done = [_done(entry, registers) for entry in found[:MOST_ENTRIES]]
    shown = [each for each in done if registers or each.entry.changes]
    return History(shown, len(found) > MOST_ENTRIES, f"{kind.app_label}.{kind.model}:{row.pk}")


def _is_shown(entry: AuditEntry, name: str, registers: bool) -> bool:
    if entry.action == AuditEntry.Action.CREATE and name not in AT_FIRST:
        return False
    return registers or name in OF_NAMES


def _done(entry: AuditEntry, registers: bool) -> Done:
    entry.changes = {name: pair for name, pair in (entry.changes or {}).items() if _is_shown(entry, name, registers)}
    described = describe(entry)
    if not registers:
        return Done(described, described.who, "", "")
    return Done(
        described, entry.by_link or described.who, entry.reason, str(WAYS_TOLD[Told(entry.told)]) if entry.told else ""
    )
