"""Gathers, from rows, everybody whom a change of an event's programme may concern. A fixed number of queries."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet

from announcements.notices.concern.readers import Reader, ReaderKind
from participants.following.standing import audience_of
from participants.letters.inviting import NO_LETTER
from participants.models import Delegate, Delegation
from participants.nominations.seen_by.delegate import knows_of_place, state_for_delegate
from participants.states import HOLDING, NOT_COMING
from participants.vocabulary import Capacity, DelegateState
from tours.agenda.audiences import everyone
from tours.agenda.values import Agenda, Audience
from tours.models import Event, Person, Role
from tours.models.people import PersonAlias
from tours.vocabulary import Level, RoleKind

CREW = frozenset({Capacity.DRIVER, Capacity.MEETER})
UNTOLD = NO_LETTER & Q(replied_at__isnull=True)
"""Delegations that were prepared, and whose city does not know of it yet."""
Many = dict[int, list[str]]
Cards = dict[int, frozenset[str]]
"""The UIDs of a delegate's card, and of those that were merged into it."""


def readers_of(event: Event, agendas: Collection[Agenda], *, copies: bool) -> list[Reader]:
    """Delegates, others with a part in these agendas, liaisons of hosts, and focal points: only those who may be told.

    Delegates are those who know that they have a place, are offered one, or are on reserve. `copies` says whether
    focal points get a copy of what their delegates are told. Eight queries.
    """
    delegates = list(_delegates(event))
    groups = _uids(Delegate.groups.through.objects, "group__uid", event)
    cards = _cards(delegates, event)
    return [
        *_readers([row for row in delegates if _is_told(row)], groups, cards, event),
        *_others(agendas, set().union(*cards.values())),
        *_hosts(event, all_delegates(agendas)),
        *_focal_points(event, delegates, groups, copies=copies),
    ]


def all_delegates(agendas: Iterable[Agenda]) -> Audience:
    """All delegates together, of every group that an item of one of these agendas is for."""
    groups = set().union(*(everyone(agenda, Level.DELEGATES).groups for agenda in agendas))
    return Audience(level=Level.DELEGATES, groups=tuple(sorted(groups)))


def _delegates(event: Event) -> "QuerySet[Delegate]":
    """The delegates of the event, in every state. Somebody who was put forward and does not come is still no stranger
    who has a part.
    """
    facts = ("state", "told_state", "capacity", "confirmed_at", "gave_up", "delegation", "person", "event")
    return event.delegates.order_by("pk").only(*facts).annotate(card=F("person__uid"))


def _is_told(row: Delegate) -> bool:
    """Whether they know that they have a place, are offered one, or are on reserve. What is quiet stays so."""
    return state_for_delegate(row) in HOLDING | {DelegateState.RESERVE}


def _readers(rows: Iterable[Delegate], groups: Many, cards: Cards, event: Event) -> Iterator[Reader]:
    stars = _uids(Delegate.starred.through.objects, "agendaitem__uid", event)
    for row in rows:
        yield Reader(
            ReaderKind.DELEGATE,
            row.pk,
            audience_of(row, tuple(groups.get(row.pk, ()))),
            cards[row.pk],
            frozenset(stars.get(row.pk, ())),
            follows_transfers_only=row.capacity in CREW,
        )


def _cards(rows: Iterable[Any], event: Event) -> Cards:
    merged = _merged(event)
    return {
        row.pk: frozenset(filter(None, [row.card and str(row.card), *merged.get(row.person_id, ())])) for row in rows
    }


def _uids(through: Any, field: str, event: Event) -> Many:
    """The UIDs in the field, by delegate."""
    found: Many = defaultdict(list)
    for key, uid in through.filter(delegate__event=event).order_by("pk").values_list("delegate", field):
        found[key].append(str(uid))
    return found


def _merged(event: Event) -> Many:
    """The UIDs of cards that were merged, by the person of the card that was kept."""
    found: Many = defaultdict(list)
    rows = PersonAlias.objects.filter(person__delegates__event=event).distinct()
    for key, uid in rows.order_by("pk").values_list("person", "uid"):
        found[key].append(str(uid))
    return found


def _others(agendas: Iterable[Agenda], known: Collection[str]) -> Iterator[Reader]:
    """People with a part in an item who are no delegates here. Two queries, or none."""
    lines = (item.line for agenda in agendas for item in agenda.items if item.line)
    cards = {part.person.uid for line in lines for part in line.parts if part.person}
    left = sorted(cards.difference(known))
    if not left:
        return
    rows = Person.objects.with_uid(*map(UUID, left)).order_by("pk").prefetch_related("aliases")
    for row in rows:
        aliases = (str(alias.uid) for alias in row.aliases.all())
        yield Reader(ReaderKind.PERSON, row.pk, cards=frozenset({str(row.uid), *aliases}))


def _hosts(event: Event, audience: Audience) -> Iterator[Reader]:
    """The hosts as readers. They read what all delegates together read."""
    rows = Role.objects.filter(event=event, kind=RoleKind.HOST, user__is_active=True)
    for key in rows.order_by("pk").values_list("pk", flat=True):
        yield Reader(ReaderKind.HOST, key, audience)


def _focal_points(event: Event, delegates: Iterable[Delegate], groups: Many, *, copies: bool) -> Iterator[Reader]:
    """The focal points as readers. They read what their delegates together read. Somebody who is the focal point of
    two bodies is one reader.
    """
    ours: dict[int, set[int]] = {}
    rows = Delegation.objects.filter(participation__event=event, focal_point__ended__isnull=True)
    bodies = rows.exclude(state__in=NOT_COMING).exclude(focal_point=None).exclude(UNTOLD).order_by("pk")
    points = dict(bodies.values_list("pk", "focal_point"))
    for body in points.values():
        ours.setdefault(body or 0, set())
    theirs: dict[int, set[str]] = defaultdict(set)
    for row in delegates:
        point = points.get(row.delegation_id or 0)
        if point and knows_of_place(row):
            ours[point].add(row.pk)
            theirs[point].update(groups.get(row.pk, ()))
    for point, keys in ours.items():
        audience = Audience(level=Level.DELEGATES, groups=tuple(sorted(theirs[point]))) if keys else None
        yield Reader(ReaderKind.FOCAL_POINT, point, audience, in_copy_of=frozenset(keys if copies else ()))
