"""The verb that puts a delegation's names in order of choice."""

from collections.abc import Sequence

from accounts.models import User
from backstage.grounds import NO_GROUNDS, Grounds
from participants.locking import changing
from participants.models import Delegate, Delegation


def put_in_order(
    delegation: Delegation, rows: Sequence[Delegate], *, by: User | None, grounds: Grounds = NO_GROUNDS
) -> None:
    """The first choice first. Names that are not given come after them, in the order that they had."""
    with changing(delegation.participation.event, by=by, grounds=grounds):
        place = {row.pk: number for number, row in enumerate(rows)}
        ours = sorted(delegation.delegates.all(), key=lambda row: place.get(row.pk, len(place)))
        for rank, row in enumerate(ours, 1):
            if row.rank != rank:
                row.rank = rank
                row.full_clean()
                row.save()
