"""The verb that changes what is agreed with a delegation: deadlines, guests, language and focal point."""

from collections.abc import Mapping
from typing import Any

from accounts.models import User
from backstage.grounds import NO_GROUNDS, Grounds
from participants.locking import changing
from participants.models import Delegation

Facts = Mapping[str, Any]
"""Values by the names of the fields of `Delegation`. Its state and answer are for other verbs."""


def change_facts(delegation: Delegation, facts: Facts, *, by: User, grounds: Grounds = NO_GROUNDS) -> Delegation:
    """Facts that are not given stay. Raises ValidationError."""
    with changing(delegation.participation.event, by=by, grounds=grounds):
        row = Delegation.objects.select_related("participation__event").get(pk=delegation.pk)
        for name, value in facts.items():
            setattr(row, name, value)
        row.full_clean()
        row.save()
        return row
