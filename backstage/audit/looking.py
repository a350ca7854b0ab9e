"""Notes in the trail that somebody looked at sealed rows: who, at whose, and why. What they saw is not noted."""

from collections.abc import Iterable

from django.db import models

from accounts.models import User
from backstage.grounds import Grounds, acting_because, current_grounds
from backstage.models import AuditEntry


def note_looks(rows: Iterable[models.Model], *, by: User | None, reason: str) -> None:
    """One entry each. Their model is watched. By whose personal link it was is noted, too."""
    with acting_because(by, Grounds(reason=reason, by_link=current_grounds().by_link)):
        entries = [AuditEntry.objects.entry_of(row, {}, action=AuditEntry.Action.ACCESS) for row in rows]
    AuditEntry.objects.bulk_create(entries, batch_size=500)
