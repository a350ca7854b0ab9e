"""The start page of the desk: the events and programmes of the user, and what waits to be done at the events."""

from collections import defaultdict
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from accounts.models import User
from accounts.visitors import signed_in
from backstage.lists import page_of
from tours.checks.clashes_of_events import clashes_of
from tours.desk.to_do import with_to_do
from tours.labels import ROLE_KINDS
from tours.models import Event, Programme, Role
from tours.role_powers import POWERS, Power
from tours.vocabulary import RoleKind

EVENTS_A_PAGE = 25
Kinds = dict[tuple[int | None, int | None], list[RoleKind]]
"""The kinds of a user's roles, by (event key, None) or (None, programme key)."""


class RoleEntry(NamedTuple):
    """An event or programme, with the user's roles there."""

    row: Event | Programme
    roles: list[Promise]
    registers: bool
    """Whether the roles let the user register people there."""


@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """The events where the user has a role, the latest first. The number of queries does not depend on theirs."""
    user = signed_in(request)
    events: Any = Event.objects.visible_to(user).with_rights_of(user)
    rows = with_to_do(events.select_related("host_city__country", "published"))
    page = page_of(rows, request.GET.get("page"), EVENTS_A_PAGE)
    kinds = _kinds(user)
    context = {
        "page": page,
        "clashes": clashes_of(page),
        "programmes": [_entry(user, row, kinds[None, row.pk]) for row in Programme.objects.visible_to(user)],
        "events": [_entry(user, row, kinds[row.pk, None] + kinds[None, row.programme_id]) for row in page],
        "hosted": _hosted(user) if any(RoleKind.HOST in given for given in kinds.values()) else [],
        "makes_events": user.is_operator or _has_at_a_programme(kinds, Power.EVENT),
        "finds_cards": user.is_operator or any(_has(given, Power.PEOPLE) for given in kinds.values()),
    }
    return render(request, "tours/start/home.html", context)


def _hosted(user: User) -> list[Event]:
    """The events at which the user fills in cars and rooms and may not read the rest, the latest first."""
    hosted = Event.objects.allowing(user, Power.JOURNEY).exclude(pk__in=Event.objects.visible_to(user).values("pk"))
    return list(hosted.order_by("-starts", "pk")[:EVENTS_A_PAGE])


def _kinds(user: User) -> Kinds:
    kinds: Kinds = defaultdict(list)
    for role in Role.objects.filter(user=user):
        kinds[role.event_id, role.programme_id].append(RoleKind(role.kind))
    return kinds


def _entry(user: User, row: Event | Programme, kinds: list[RoleKind]) -> RoleEntry:
    return RoleEntry(row, _labels(user, kinds), registers=user.is_operator or _has(kinds, Power.PEOPLE))


def _has(kinds: list[RoleKind], power: Power) -> bool:
    return any(power in POWERS[kind] for kind in kinds)


def _has_at_a_programme(kinds: Kinds, power: Power) -> bool:
    return any(_has(given, power) for (event, _programme), given in kinds.items() if event is None)


def _labels(user: User, kinds: list[RoleKind]) -> list[Promise]:
    operating = [_("Operator")] if user.is_operator else []
    return [*operating, *(ROLE_KINDS[kind] for kind in RoleKind if kind in kinds)]
