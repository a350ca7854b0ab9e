"""Conditions on rows for where a user's roles give a power. Querysets of what a user may see or edit start here.

Operators have every power everywhere. A request by a token, even an operator's, has less: what its limits name.
"""

from typing import Any, ClassVar, TypeVar

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Exists, Q

from accounts.models import User
from tours.role_powers import Power, kinds_with

Row = TypeVar("Row", bound=models.Model)
NOWHERE = Q(pk__in=[])
EVERYWHERE = ~NOWHERE


def at_event(user: User | AnonymousUser, *powers: Power, path: str = "") -> Q:
    """Rows of events where the user has any of these powers, by a role at the event or at its programme.

    `path` leads from the row to its event, as in `item__event__`.
    """
    if not isinstance(user, User) or not (held := _held(user, powers)):
        return NOWHERE
    within = _within(user, event=f"{path}pk", programme=f"{path}programme")
    if user.is_superuser:
        return within
    roles = user.roles.filter(kind__in=kinds_with(*held)).order_by()
    here = Q((f"{path}pk__in", roles.filter(event__isnull=False).values("event")))
    by_programme = Q((f"{path}programme__in", roles.filter(programme__isnull=False).values("programme")))
    return within & (here | by_programme)


def at_programme(user: User | AnonymousUser, *powers: Power, path: str = "") -> Q:
    """Rows of programmes where the user has any of these powers, by a role at the programme itself."""
    if not isinstance(user, User) or not (held := _held(user, powers)):
        return NOWHERE
    if user.limits is not None and user.limits.event is not None:
        return NOWHERE
    within = _within(user, event=f"{path}pk", programme=f"{path}pk")
    if user.is_superuser:
        return within
    roles = user.roles.filter(kind__in=kinds_with(*held), programme__isnull=False).order_by()
    return within & Q((f"{path}pk__in", roles.values("programme")))


def anywhere(user: User | AnonymousUser, *powers: Power) -> Q:
    """All rows if the user has any of these powers at any event or programme. Use it for rows that these share.

    A token that is limited to one event or programme gets no rows.
    """
    if not isinstance(user, User) or not (held := _held(user, powers)):
        return NOWHERE
    if user.limits is not None and (user.limits.event is not None or user.limits.programme is not None):
        return NOWHERE
    return EVERYWHERE if user.is_superuser else Q(Exists(user.roles.filter(kind__in=kinds_with(*held)).order_by()))


def allowed_anywhere(user: User | AnonymousUser, *powers: Power) -> bool:
    """Whether the user has any of these powers at any event or programme: decides lists and buttons to offer."""
    return _allowed(user, powers, {None, False, True})


def allowed_at_a_programme(user: User | AnonymousUser, *powers: Power) -> bool:
    return _allowed(user, powers, {False, True})


def allowed_at_own_programme(user: User | AnonymousUser, *powers: Power) -> bool:
    """Whether the user has any of these powers at the site's own programme."""
    return _allowed(user, powers, {True})


def may_enter_administration(user: User | AnonymousUser) -> bool:
    """Whether the user may open the administration. Each page inside checks the powers that it needs."""
    return isinstance(user, User) and user.is_active and (user.is_superuser or bool(role_kinds(user)))


def role_kinds(user: User) -> frozenset[tuple[str, bool | None]]:
    """The kinds of the user's roles, each with its place: the own programme (True), another (False), an event (None).

    Costs one query a request, because the request's user keeps the result. It decides which lists and buttons to offer;
    conditions on the rows decide who may do what to a row.
    """
    kept: dict[str, Any] = vars(user)
    if "_role_kinds" not in kept:
        kept["_role_kinds"] = frozenset(user.roles.order_by().values_list("kind", "programme__is_own").distinct())
    kinds: frozenset[tuple[str, bool | None]] = kept["_role_kinds"]
    return kinds


def _allowed(user: User | AnonymousUser, powers: tuple[Power, ...], places: set[bool | None]) -> bool:
    if not isinstance(user, User) or not (held := _held(user, powers)):
        return False
    if user.limits is not None and (user.limits.event is not None or user.limits.programme is not None):
        return False
    kinds = kinds_with(*held)
    return user.is_superuser or any(kind in kinds and place in places for kind, place in role_kinds(user))


def _held(user: User, powers: tuple[Power, ...]) -> tuple[Power, ...]:
    """The given powers that the user may have at all."""
    if not user.is_active:
        return ()
    return powers if user.limits is None else tuple(power for power in powers if power in user.limits.powers)


def _within(user: User, *, event: str, programme: str) -> Q:
    if user.limits is None:
        return EVERYWHERE
    if user.limits.event is not None:
        return Q((event, user.limits.event))
    return EVERYWHERE if user.limits.programme is None else Q((programme, user.limits.programme))


class PartOfEventQuerySet(models.QuerySet[Row]):
    """Rows that belong to an event. Users with any power of `edited_with` at the event may change them."""

    event_path: ClassVar[str] = "event__"
    edited_with: ClassVar[tuple[Power, ...]] = (Power.EVENT,)

    def visible_to(self, user: User | AnonymousUser) -> "PartOfEventQuerySet[Row]":
        return self.filter(at_event(user, Power.READ, path=self.event_path))

    def editable_by(self, user: User | AnonymousUser) -> "PartOfEventQuerySet[Row]":
        return self.filter(at_event(user, *self.edited_with, path=self.event_path))


class PartOfAgendaQuerySet(PartOfEventQuerySet[Row]):
    edited_with = (Power.AGENDA,)


class PartOfItemQuerySet(PartOfAgendaQuerySet[Row]):
    event_path = "item__event__"


class PartOfProgrammeQuerySet(models.QuerySet[Row]):
    def visible_to(self, user: User | AnonymousUser) -> "PartOfProgrammeQuerySet[Row]":
        return self.filter(at_programme(user, Power.READ, path="programme__"))

    def editable_by(self, user: User | AnonymousUser) -> "PartOfProgrammeQuerySet[Row]":
        return self.filter(at_programme(user, Power.EVENT, path="programme__"))


class SharedQuerySet(models.QuerySet[Row]):
    """Rows that events share, such as cities. Who works on any event sees all, viewers none. Only operators delete."""

    seen_with: ClassVar[tuple[Power, ...]] = (Power.AGENDA, Power.POSTS, Power.PEOPLE, Power.EVENT)
    edited_with: ClassVar[tuple[Power, ...]] = (Power.AGENDA, Power.EVENT)

    def visible_to(self, user: User | AnonymousUser) -> "SharedQuerySet[Row]":
        return self.filter(anywhere(user, *self.seen_with))

    def editable_by(self, user: User | AnonymousUser) -> "SharedQuerySet[Row]":
        return self.filter(anywhere(user, *self.edited_with))
