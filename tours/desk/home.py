"""The desk: pages for those who work on events."""

from collections import defaultdict
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from accounts.models import User
from accounts.visitors import signed_in
from backstage.lists import page_of
from tours.labels import ROLE_KINDS
from tours.models import Event, Programme, Role
from tours.role_powers import POWERS, Power
from tours.vocabulary import RoleKind

EVENTS_A_PAGE = 25


class RoleEntry(NamedTuple):
    """An event or programme, with the user's roles there."""

    row: Event | Programme
    roles: list[Promise]
    registers: bool
    """Whether the roles let the user register people there."""


@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """The start page: the events and programmes where the user has a role, the latest events first."""
    user = signed_in(request)
    events = Event.objects.visible_to(user).select_related("host_city__country", "published")
    page = page_of(events, request.GET.get("page"), EVENTS_A_PAGE)
    kinds = _kinds(user)
    context = {
        "page": page,
        "programmes": [_entry(user, row, kinds[None, row.pk]) for row in Programme.objects.visible_to(user)],
        "events": [_entry(user, row, kinds[row.pk, None] + kinds[None, row.programme_id]) for row in page],
        "finds_cards": user.is_operator or any(_registers(given) for given in kinds.values()),
    }
    return render(request, "tours/desk.html", context)


def _kinds(user: User) -> dict[tuple[int | None, int | None], list[RoleKind]]:
    """The kinds of the user's roles, by (event key, None) or (None, programme key)."""
    kinds: dict[tuple[int | None, int | None], list[RoleKind]] = defaultdict(list)
    for role in Role.objects.filter(user=user):
        kinds[role.event_id, role.programme_id].append(RoleKind(role.kind))
    return kinds


def _entry(user: User, row: Event | Programme, kinds: list[RoleKind]) -> RoleEntry:
    return RoleEntry(row, _labels(user, kinds), registers=user.is_operator or _registers(kinds))


def _registers(kinds: list[RoleKind]) -> bool:
    return any(Power.PEOPLE in POWERS[kind] for kind in kinds)


def _labels(user: User, kinds: list[RoleKind]) -> list[Promise]:
    operating = [_("Operator")] if user.is_operator else []
    return [*operating, *(ROLE_KINDS[kind] for kind in RoleKind if kind in kinds)]
