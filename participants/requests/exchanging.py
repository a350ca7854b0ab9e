"""Puts another name in the stead of one that has no place. Who has a place is replaced by a substitute instead."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.models import User
from backstage.grounds import Grounds
from participants.locking import changing
from participants.models import Delegate
from participants.nominations.changing import fresh
from participants.nominations.deciding import withdraw
from participants.nominations.proposing import propose
from participants.states import HOLDING


def has_place(row: Delegate) -> bool:
    """Whether they have a place, or are offered one."""
    return row.state in HOLDING


def exchange(row: Delegate, name: str, *, by: User | None, grounds: Grounds) -> Delegate:
    """The name is withdrawn, and the other is put forward at the same place of the city's order. Raises ValidationError."""
    with changing(row.event, by=by, grounds=grounds):
        old = withdraw(fresh(row), by=by, grounds=grounds)
        if old.delegation is None:
            words = _("%(name)s is of no delegation, so nobody can be put forward in their stead.")
            raise ValidationError(words % {"name": old}, code="no_delegation")
        facts = {"capacity": old.capacity, "rank": old.rank, "replaces": old}
        return propose(old.delegation, name, by=by, facts=facts, grounds=grounds)
