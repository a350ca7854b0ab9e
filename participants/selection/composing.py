"""Reads the selection sheet of an event, in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db.models import Case, IntegerField, OuterRef, Subquery, When
from django.utils.translation import gettext as _

from accounts.models import User
from participants.cards.earlier import earlier_participations
from participants.models import Delegate, Delegation
from participants.nominations.changing import READ
from participants.nominations.offering import end_of_offer
from participants.selection.sheet import Body, Confirmation, Name, Sheet, Tour
from participants.states import NOT_COMING
from participants.vocabulary import Capacity, DelegateState
from tours.models import Appearance, Event

Appearances = Mapping[int | None, Appearance]
"""What people are at an event, by the key of the person."""
Tours = Mapping[int | None, tuple[Tour, ...]]


def compose(event: Event, *, at: datetime, seen_by: User) -> Sheet:
    """The sheet as it is now. Of earlier tours it names those whose people the user may see by name."""
    return Sheet(
        title=event.title,
        programme=event.programme.name,
        language=event.language,
        starts=event.starts,
        ends=event.ends,
        at=at.astimezone(ZoneInfo(event.zone)).replace(second=0, microsecond=0),
        zone=event.zone,
        bodies=tuple(_bodies(event, seen_by)),
    )


def confirmation_of(delegation: Delegation, *, at: datetime, reply_to: str) -> Confirmation:
    """The letter that confirms the names of a delegation which come or may still come. Three queries."""
    rows = list(delegation.delegates.active().select_related(*READ))
    appearances = latest_appearances(delegation.participation.event, rows)
    names = [_name(row, appearances.get(row.person_id), ()) for row in rows]
    return _confirmation(delegation, names, at=at, reply_to=reply_to)


def confirmation_for_city(
    delegation: Delegation, rows: Iterable[Delegate], *, at: datetime, reply_to: str
) -> Confirmation:
    """The letter that confirms the names, for the city. It has the names that the city knows of, with what the city
    itself wrote of each, and the event as it is published. No query.
    """
    event = delegation.participation.event.published
    letter = _confirmation(delegation, [_name(row, None, ()) for row in rows], at=at, reply_to=reply_to)
    place = f"{event.host_city_name}, {event.country_name}"
    return letter._replace(title=event.title, place=place, starts=event.starts, ends=event.ends)


def _confirmation(delegation: Delegation, names: Iterable[Name], *, at: datetime, reply_to: str) -> Confirmation:
    event = delegation.participation.event
    return Confirmation(
        title=event.title,
        programme=event.programme.name,
        place=f"{event.host_city}, {event.host_city.country}",
        starts=event.starts,
        ends=event.ends,
        body=str(delegation),
        names=tuple(names),
        confirm_by=delegation.confirm_by,
        reply_to=reply_to,
        at=at.astimezone(ZoneInfo(event.zone)).replace(second=0, microsecond=0),
    )


def _bodies(event: Event, user: User) -> list[Body]:
    rows = list(event.delegates.select_related(*READ))
    appearances, tours = latest_appearances(event, rows), _earlier_tours(event, rows, user)
    names: dict[int | None, list[Name]] = defaultdict(list)
    for row in rows:
        names[row.delegation_id].append(_name(row, appearances.get(row.person_id), tours.get(row.person_id, ())))
    bodies = [_body(delegation, names[delegation.pk]) for delegation in _delegations(event)]
    shown = [body for delegation, body in bodies if body.names or delegation.state not in NOT_COMING]
    alone = Body(_("Without a delegation"), None, 0, tuple(names[None]))
    return [*shown, alone] if alone.names else shown


def _delegations(event: Event) -> Iterable[Delegation]:
    rows = Delegation.objects.filter(participation__event=event)
    return rows.select_related("participation__city", "participation__organisation")


def _body(delegation: Delegation, names: list[Name]) -> tuple[Delegation, Body]:
    ours = delegation.participation
    return delegation, Body(str(ours), ours.seats, ours.taken, tuple(names))


def _name(row: Delegate, there: Appearance | None, tours: tuple[Tour, ...]) -> Name:
    return Name(
        key=row.pk,
        name=row.name,
        has_card=row.person_id is not None,
        rank=row.rank,
        position=there.position if there else row.position,
        organisation=str(there.organisation) if there and there.organisation else "",
        tours=tours,
        reason=row.reason,
        state=DelegateState(row.state),
        offered_until=end_of_offer(row),
        capacity=Capacity(row.capacity),
    )


def latest_appearances(event: Event, rows: Iterable[Delegate]) -> Appearances:
    """What each person is at the event, or else was at their last one."""
    here = Case(When(event=event, then=0), default=1, output_field=IntegerField())
    latest = Appearance.objects.filter(person=OuterRef("person")).order_by(here, "-event__starts", "-pk").values("pk")
    found = Appearance.objects.filter(person__in=event.delegates.order_by().values("person"))
    chosen = found.filter(pk=Subquery(latest[:1])).select_related("organisation")
    return {row.person_id: row for row in chosen}


def _earlier_tours(event: Event, rows: Iterable[Delegate], user: User) -> Tours:
    """The latest first."""
    people = {row.person_id for row in rows if row.person_id}
    found = earlier_participations(people, before=event, user=user)
    return {
        person: tuple(Tour(each.event.title, each.event.starts.year) for each in there)
        for person, there in found.items()
    }
