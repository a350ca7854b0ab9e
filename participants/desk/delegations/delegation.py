"""The desk's page of one delegation: its facts, its names, its files, and what can be done now."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.visitors import signed_in
from participants.delegations.deadlines import missed_day
from participants.desk.delegations.glance import WAITING
from participants.desk.delegations.steps import allowed_steps
from participants.desk.finding import Desk, delegation_or_404, desk_of_event
from participants.models import Delegate, Delegation, SupportingFile
from participants.nominations.offering import first_reserve
from participants.vocabulary import DelegateState


@require_safe
def one_delegation(request: HttpRequest, key: int) -> HttpResponse:
    """Whoever may read the event sees counts; who works on it, names; who registers people, all the rest."""
    delegation = delegation_or_404(request, key)
    desk = desk_of_event(request, delegation.participation.event.uid)
    names = _names(request, delegation, desk)
    context = desk._asdict() | {
        "delegation": delegation,
        "missed": missed_day(delegation, desk.event),
        "counts": _counts(delegation),
        "names": names,
        "offer_to": _offer_to(delegation, names) if desk.registers else None,
        "files": SupportingFile.objects.visible_to(signed_in(request)).filter(delegation=delegation)
        if desk.registers
        else [],
        "steps": allowed_steps(delegation) if desk.registers else {},
    }
    return render(request, "participants/delegation.html", context)


def _counts(delegation: Delegation) -> dict[str, Any]:
    return delegation.delegates.aggregate(
        waiting=Count("pk", filter=Q(state__in=WAITING)), reserves=Count("pk", filter=Q(state=DelegateState.RESERVE))
    )


def _offer_to(delegation: Delegation, names: Iterable[Delegate]) -> Delegate | None:
    """The person who is offered a free seat next."""
    ours = delegation.participation
    return first_reserve(names) if ours.taken < ours.seats else None


def _names(request: HttpRequest, delegation: Delegation, desk: Desk) -> QuerySet[Delegate] | list[Delegate]:
    """The names of the delegation, in order of choice. A user who does not register people does not learn that order,
    and gets them by name.
    """
    if not desk.sees_names:
        return []
    ours = Delegate.objects.visible_to(signed_in(request)).filter(delegation=delegation).select_related("person")
    return ours if desk.registers else ours.order_by("name", "pk")
