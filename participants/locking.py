"""Begins every verb of this room: one transaction, the event's row locked, and actor and grounds for the audit trail."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from backstage.grounds import Grounds, acting_because
from tours.editions.publishing import locked
from tours.models import Event
from tours.vocabulary import EventState


@contextmanager
def changing(event: Event, *, by: User | None, grounds: Grounds) -> Iterator[Event]:
    """The event's row as it is now, locked. `by` is None where a personal link was used; the grounds say whose."""
    with transaction.atomic(), acting_because(by, grounds):
        yield locked(event)


def refuse_cancelled(event: Event) -> None:
    if event.state == EventState.CANCELLED:
        raise ValidationError(_("The event is cancelled, so nobody can be invited or given a place."), code="cancelled")


def refuse_postponed(event: Event) -> None:
    """While nobody knows when the event takes place, nobody is asked to answer by a day."""
    if event.state == EventState.POSTPONED:
        raise ValidationError(
            _("The event is postponed. Wait until it has new dates: then ask everyone again."), code="postponed"
        )
