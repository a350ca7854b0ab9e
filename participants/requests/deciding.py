"""The verbs by which a registrar decides on a request: granting it calls the verb that was asked for, in one transaction."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from backstage.grounds import NO_GROUNDS, Grounds
from participants.delegations.succeeding import succeed
from participants.locking import changing
from participants.models import ChangeRequest, Delegate
from participants.nominations.changing import OF_DELEGATION
from participants.nominations.deciding import withdraw
from participants.nominations.proposing import propose
from participants.nominations.renaming import rename
from participants.nominations.substituting import Substituted, substitute
from participants.requests.exchanging import exchange, has_place
from participants.vocabulary import RequestKind, RequestState
from tours.models import ItemPart, Person

READ = (
    "event",
    "delegate__event",
    "delegate__person",
    "delegation__participation__event",
    "focal_point__city",
    "focal_point__organisation",
    *(f"delegation__{path}" for path in OF_DELEGATION),
)


class Choice(NamedTuple):
    """What the registrar chose. A request for another name is a spelling unless `is_another` says that it is a person."""

    is_another: bool = False
    person: Person | None = None
    coming: Delegate | None = None
    """The row of the person, if they were put forward already."""
    facts: Mapping[str, Any] | None = None


class Granted(NamedTuple):
    request: ChangeRequest
    row: Delegate | None
    """The row of the delegate as they are now, or of the person who comes instead."""
    parts: list[ItemPart]
    """The parts of the one who leaves that somebody has to decide on."""


def grant(
    request: ChangeRequest,
    *,
    by: User,
    answer: str = "",
    choice: Choice = Choice(),  # noqa: B008  (it cannot change)
    grounds: Grounds = NO_GROUNDS,
) -> Granted:
    """Does what was asked for. Raises ValidationError where that is refused, and then the request stays open."""
    with _deciding(request, by=by, grounds=grounds) as (row, because):
        done = GRANTING[RequestKind(row.kind)](row, choice, by, because)
        return Granted(_decided(row, RequestState.GRANTED, answer), *done)


def refuse(request: ChangeRequest, *, by: User, answer: str, grounds: Grounds = NO_GROUNDS) -> ChangeRequest:
    """Nothing changes. Whoever asked reads the answer, so there has to be one."""
    if not answer.strip():
        raise ValidationError({"answer": _("Write why: whoever asked reads it.")}, code="no_answer")
    with _deciding(request, by=by, grounds=grounds) as (row, _because):
        return _decided(row, RequestState.REFUSED, answer)


@contextmanager
def _deciding(request: ChangeRequest, *, by: User, grounds: Grounds) -> Iterator[tuple[ChangeRequest, Grounds]]:
    """The open request as it is now, and the grounds, which name who asked. The event is locked."""
    because = _because(request, grounds)
    with changing(request.event, by=by, grounds=because):
        row = ChangeRequest.objects.select_related(*READ).get(pk=request.pk)
        if row.state != RequestState.OPEN:
            words = _("This request was decided already: %(state)s.")
            raise ValidationError(words % {"state": row.get_state_display()}, code="decided")
        yield row, because


def _because(request: ChangeRequest, grounds: Grounds) -> Grounds:
    asked = _("%(name)s asked for it.") % {"name": request.asked_by} if request.asked_by else ""
    return Grounds(" ".join(filter(None, [asked, grounds.reason])), grounds.told or request.told)


def _decided(row: ChangeRequest, state: RequestState, answer: str) -> ChangeRequest:
    row.state, row.answer, row.decided_at = state, answer.strip(), timezone.now()
    row.full_clean()
    row.save()
    return row


Done = tuple[Delegate | None, list[ItemPart]]
Granting = Callable[[ChangeRequest, Choice, User, Grounds], Done]


def _withdrawal(row: ChangeRequest, _choice: Choice, by: User, grounds: Grounds) -> Done:
    return withdraw(_delegate_of(row), by=by, grounds=grounds), []


def _another_name(row: ChangeRequest, choice: Choice, by: User, grounds: Grounds) -> Done:
    if choice.is_another or choice.person or choice.coming:
        return _substitute(row, choice, by, grounds)
    return rename(_delegate_of(row), row.name, by=by, grounds=grounds), []


def _substitute(row: ChangeRequest, choice: Choice, by: User, grounds: Grounds) -> Done:
    """Lets the other person come instead. If the name had no place, the other takes its place in the city's order."""
    leaving = _delegate_of(row)
    if not has_place(leaving):
        return _without_place(leaving, row.name, choice, by, grounds), []
    if choice.person is None:
        raise ValidationError(_("Choose or make the card of the person who comes."), code="no_card")
    done: Substituted = substitute(
        leaving, choice.person, by=by, coming=choice.coming, facts=choice.facts, grounds=grounds
    )
    return done.row, done.parts


def _without_place(leaving: Delegate, name: str, choice: Choice, by: User, grounds: Grounds) -> Delegate:
    if choice.coming is None:
        return exchange(leaving, name, by=by, grounds=grounds)
    withdraw(leaving, by=by, grounds=grounds)
    return choice.coming


def _further_name(row: ChangeRequest, choice: Choice, by: User, grounds: Grounds) -> Done:
    if row.delegation is None:
        raise ValidationError(_("Choose the delegation that puts the name forward."), code="no_delegation")
    facts = {**(choice.facts or {}), "person": choice.person}
    return propose(row.delegation, row.name, by=by, facts=facts, grounds=grounds), []


def _successor(row: ChangeRequest, _choice: Choice, by: User, grounds: Grounds) -> Done:
    if row.focal_point is None:
        raise ValidationError(_("The focal point whom the request is about is no longer there."), code="no_point")
    succeed(row.focal_point, row.name, row.email, by=by, grounds=grounds)
    return None, []


def _something_else(row: ChangeRequest, _choice: Choice, _by: User, _grounds: Grounds) -> Done:
    """Changes nothing, as no verb fits: the registrar does it by hand."""
    return row.delegate, []


def _delegate_of(row: ChangeRequest) -> Delegate:
    if row.delegate is None:
        raise ValidationError(_("The person whom the request is about is no longer there."), code="no_delegate")
    return row.delegate


GRANTING: Mapping[RequestKind, Granting] = {
    RequestKind.WITHDRAWAL: _withdrawal,
    RequestKind.NAME: _another_name,
    RequestKind.SUBSTITUTE: _substitute,
    RequestKind.NEW_NAME: _further_name,
    RequestKind.SUCCESSOR: _successor,
    RequestKind.OTHER: _something_else,
}
