"""Gathers, from rows, everybody whom a change of an event's programme may concern. A fixed number of queries."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from typing import Any
from uuid import UUID

from django.db.models import F, QuerySet

from announcements.notices.readers import Reader, ReaderKind
from participants.following.standing import audience_of
from participants.models import Delegate, Delegation
from participants.states import ACTIVE, HOLDING, NOT_COMING
from participants.vocabulary import Capacity
from tours.agenda.audiences import groups_in_use
from tours.agenda.values import Agenda, Audience
from tours.models import Event, Person, Role
from tours.models.people import PersonAlias
from tours.vocabulary import Level, RoleKind

CREW = frozenset({Capacity.DRIVER, Capacity.MEETER})
Many = dict[int, list[str]]


def readers_of(event: Event, agendas: Collection[Agenda], *, copies: bool) -> list[Reader]:
    """Delegates, others with a part in these agendas, liaisons of hosts, and focal points: only those who may be told.

    Whoever does not know yet that they have a place is among them only if they were told something of where they stand.
    `copies` says whether focal points get a copy of what their delegates are told. Seven queries.
    """
    delegates = list(_delegates(event))
    groups = _uids(Delegate.groups.through.objects, "group__uid", event)
    every = tuple(sorted(set().union(*map(groups_in_use, agendas))))
    known = _readers(delegates, groups, event)
    return [
        *known,
        *_others(agendas, known),
        *_hosts(event, Audience(level=Level.DELEGATES, groups=every)),
        *_focal_points(event, delegates, groups, copies=copies),
    ]


def _delegates(event: Event) -> "QuerySet[Delegate]":
    rows = event.delegates.filter(state__in=ACTIVE).order_by("pk")
    facts = ("state", "told_state", "capacity", "confirmed_at", "gave_up", "delegation", "person", "event")
    return rows.only(*facts).annotate(card=F("person__uid"))


def _readers(delegates: Iterable[Any], groups: Many, event: Event) -> list[Reader]:
    stars = _uids(Delegate.starred.through.objects, "agendaitem__uid", event)
    merged = _merged(event)
    return [
        Reader(
            ReaderKind.DELEGATE,
            row.pk,
            audience_of(row, tuple(groups.get(row.pk, ()))),
            frozenset(filter(None, [row.card and str(row.card), *merged.get(row.person_id, ())])),
            frozenset(stars.get(row.pk, ())),
            follows_transfers_only=row.capacity in CREW,
        )
        for row in delegates
        if row.told_state or row.delegation_id is None
    ]


def _uids(through: Any, field: str, event: Event) -> Many:
    """By delegate."""
    found: Many = defaultdict(list)
    for key, uid in through.filter(delegate__event=event).order_by("pk").values_list("delegate", field):
        found[key].append(str(uid))
    return found


def _merged(event: Event) -> Many:
    """By person: the UIDs of cards that were merged into theirs."""
    found: Many = defaultdict(list)
    rows = PersonAlias.objects.filter(person__delegates__event=event).distinct()
    for key, uid in rows.order_by("pk").values_list("person", "uid"):
        found[key].append(str(uid))
    return found


def _others(agendas: Iterable[Agenda], known: Iterable[Reader]) -> Iterator[Reader]:
    """People with a part in an item who are no delegates here. One query, or none."""
    lines = (item.line for agenda in agendas for item in agenda.items if item.line)
    cards = {part.person.uid for line in lines for part in line.parts if part.person}
    left = sorted(cards.difference(*(reader.cards for reader in known)))
    if not left:
        return
    rows = Person.objects.with_uid(*map(UUID, left)).order_by("pk").prefetch_related("aliases")
    for row in rows:
        yield Reader(
            ReaderKind.PERSON, row.pk, cards=frozenset({str(row.uid), *(str(a.uid) for a in row.aliases.all())})
        )


def _hosts(event: Event, audience: Audience) -> Iterator[Reader]:
    """They read what all delegates together read."""
    rows = Role.objects.filter(event=event, kind=RoleKind.HOST, user__is_active=True)
    for key in rows.order_by("pk").values_list("pk", flat=True):
        yield Reader(ReaderKind.HOST, key, audience)


def _focal_points(event: Event, delegates: Iterable[Delegate], groups: Many, *, copies: bool) -> Iterator[Reader]:
    """They read what their delegates together read. One who speaks for two bodies is one reader."""
    ours: dict[int, set[int]] = {}
    rows = Delegation.objects.filter(participation__event=event, focal_point__ended__isnull=True)
    bodies = rows.exclude(state__in=NOT_COMING).exclude(focal_point=None).order_by("pk")
    points = dict(bodies.values_list("pk", "focal_point"))
    for body in points.values():
        ours.setdefault(body or 0, set())
    theirs: dict[int, set[str]] = defaultdict(set)
    for row in delegates:
        point = points.get(row.delegation_id or 0)
        if point and row.state in HOLDING and row.told_state in HOLDING:
            ours[point].add(row.pk)
            theirs[point].update(groups.get(row.pk, ()))
    for point, keys in ours.items():
        audience = Audience(level=Level.DELEGATES, groups=tuple(sorted(theirs[point]))) if keys else None
        yield Reader(ReaderKind.FOCAL_POINT, point, audience, in_copy_of=frozenset(keys if copies else ()))
