"""The verb that spells a name otherwise. It is still the same person: whoever else comes is a substitute."""

from accounts.models import User
from backstage.grounds import NO_GROUNDS, Grounds
from participants.models import Delegate
from participants.nominations.changing import locked_delegate
from participants.touching import touch_beside


def rename(row: Delegate, name: str, *, by: User, grounds: Grounds = NO_GROUNDS) -> Delegate:
    """Writes the name as given with the nomination. The person's card keeps the name that is printed."""
    with locked_delegate(row, by=by, grounds=grounds) as current:
        current.name = name.strip()
        current.full_clean()
        current.save()
        touch_beside([current.pk])
        return current
