"""Decides on a request, and tells whoever asked what was decided, with the answer in the registrar's words."""

from django.db import transaction

from accounts.models import User
from backstage.grounds import NO_GROUNDS, Grounds
from participants.letters import succession
from participants.letters.mails import Mailbox, facts_of, personal_mail, reached, reached_point, stem_of
from participants.letters.posting import post
from participants.letters.reaching import where_replies_go
from participants.models import ChangeRequest, Delegate, FocalPoint
from participants.requests import deciding
from participants.requests.deciding import Choice, Granted
from participants.states import ACTIVE
from participants.vocabulary import RequestKind, RequestState


@transaction.atomic
def grant(
    request: ChangeRequest,
    *,
    by: User,
    answer: str = "",
    choice: Choice = Choice(),  # noqa: B008  (it cannot change)
    grounds: Grounds = NO_GROUNDS,
) -> Granted:
    """Grants as `participants.requests.deciding.grant` does, and sends the letter. Raises ValidationError, and then
    nobody is told.
    """
    granted = deciding.grant(request, by=by, answer=answer, choice=choice, grounds=grounds)
    (_tell_successor if request.kind == RequestKind.SUCCESSOR else tell)(granted.request)
    return granted


@transaction.atomic
def refuse(request: ChangeRequest, *, by: User, answer: str, grounds: Grounds = NO_GROUNDS) -> ChangeRequest:
    """Refuses as `participants.requests.deciding.refuse` does, and sends the letter. Raises ValidationError, and then
    nobody is told.
    """
    refused = deciding.refuse(request, by=by, answer=answer, grounds=grounds)
    tell(refused)
    return refused


def tell(request: ChangeRequest) -> int:
    """Sends the letter, once, and returns the number of mails.

    A delegate who asked for it gets it; else the focal point, who speaks for the city.
    """
    who, boxes = _who_asked(request)
    if who is None:
        return 0
    about = who if isinstance(who, Delegate) else request.delegation or who
    stem, has_link = stem_of(about, "request_decided"), _may_come_in(who)
    facts = {**facts_of(request.event), **_facts(request)}
    mails = [personal_mail("request_decided", box, who, stem=stem, has_link=has_link, facts=facts) for box in boxes]
    return post(mails, once=str(request.pk), reply_to=where_replies_go(request.event)) if mails else 0


def _tell_successor(request: ChangeRequest) -> int:
    """Both learn who is the focal point from now on; no other letter says that it was decided."""
    former = request.focal_point
    assert former is not None  # noqa: S101  (a constraint of the table)
    of = {"programme": former.programme_id, "city": former.city_id, "organisation": former.organisation_id}
    successor = FocalPoint.objects.current().filter(**of, email__iexact=request.email).latest("pk")
    return succession.tell(successor, former=former)


def _who_asked(request: ChangeRequest) -> tuple[Delegate | FocalPoint | None, list[Mailbox]]:
    row, delegation = request.delegate, request.delegation
    if row and (delegation is None or request.asked_by == row.name):
        return row, reached(row)
    point = delegation.focal_point if delegation else None
    return point, reached_point(point)


def _may_come_in(who: Delegate | FocalPoint) -> bool:
    """Whether the person gets a new link. Somebody who has just been withdrawn or replaced gets none."""
    return isinstance(who, FocalPoint) or Delegate.objects.filter(pk=who.pk, state__in=ACTIVE).exists()


def _facts(request: ChangeRequest) -> dict[str, object]:
    about = [request.get_kind_display(), *map(str, filter(None, (request.delegate, request.name)))]
    return {
        "asked": ": ".join(dict.fromkeys(about)),
        "is_granted": "yes" if request.state == RequestState.GRANTED else "",
        "answer": request.answer.splitlines(),
    }
