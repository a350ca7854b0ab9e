"""The verbs that decide on a name: accept, keep as a reserve, decline; and withdraw, which frees the seat."""

from accounts.models import User
from backstage.grounds import NO_GROUNDS, Grounds
from participants.models import Delegate
from participants.nominations.changing import change, locked_delegate
from participants.nominations.offering import freeing
from participants.vocabulary import DelegateState
from tours.models import Person


def accept(row: Delegate, *, by: User | None, person: Person | None = None, grounds: Grounds = NO_GROUNDS) -> Delegate:
    """Gives the delegate a place, and a seat of the delegation where they need one. `person` is the card, if none is
    chosen yet.

    Raises ValidationError where no seat or place is left, and where the person comes for another body.
    """
    with locked_delegate(row, by=by, grounds=grounds) as current:
        current.person = person or current.person
        return change(current, DelegateState.ACCEPTED)


def reserve(row: Delegate, *, by: User | None, grounds: Grounds = NO_GROUNDS) -> Delegate:
    return _moved(row, DelegateState.RESERVE, by=by, grounds=grounds)


def decline(row: Delegate, *, by: User | None, grounds: Grounds = NO_GROUNDS) -> Delegate:
    """The organiser does not choose the name, or who was offered a place does not want it."""
    return _moved(row, DelegateState.DECLINED, by=by, grounds=grounds)


def withdraw(row: Delegate, *, by: User | None, grounds: Grounds = NO_GROUNDS) -> Delegate:
    """The city or the delegate takes the name back. What they held is free."""
    return _moved(row, DelegateState.WITHDRAWN, by=by, grounds=grounds)


def _moved(row: Delegate, to: DelegateState, *, by: User | None, grounds: Grounds) -> Delegate:
    with locked_delegate(row, by=by, grounds=grounds) as current, freeing(current, by=by):
        return change(current, to)
