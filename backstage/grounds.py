"""Why something is changed, how its wish was told, and by whose personal link: the audit trail notes it with each entry."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import NamedTuple

from accounts.models import User
from backstage.actor import acting_as


class Grounds(NamedTuple):
    reason: str = ""
    told: str = ""
    """How the wish was told, as a fixed word of the room that writes it, such as `telephone`."""
    by_link: str = ""
    """The name of the holder of the personal link that was used; empty if a user did it."""


NO_GROUNDS = Grounds()
_grounds: ContextVar[Grounds] = ContextVar("grounds", default=NO_GROUNDS)


@contextmanager
def acting_because(by: User | None, grounds: Grounds) -> Iterator[None]:
    """Sets actor and grounds of this thread for the length of the block.

    Whose personal link was used stands for all that is done within, whatever grounds a verb gives.
    """
    by_link = grounds.by_link or _grounds.get().by_link
    before = _grounds.set(grounds._replace(by_link=by_link))
    try:
        with acting_as(by):
            yield
    finally:
        _grounds.reset(before)


def current_grounds() -> Grounds:
    return _grounds.get()
