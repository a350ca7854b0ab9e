"""Who is gathered from the rows of an event, with what they may read, and at what cost."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from announcements.notices.concern.readers import Reader, ReaderKind
from announcements.notices.gathering import readers_of
from participants.models import Delegate, Delegation
from participants.vocabulary import Capacity, DelegateState
from tests.announcements.notices import makers
from tests.factories import rows
from tests.participants import makers as people
from tours.agenda.values import PUBLIC, Agenda, Audience
from tours.editions.composing import compose
from tours.models import Event, Person
from tours.record.merging import merge
from tours.vocabulary import Level, PersonRole

pytestmark = pytest.mark.django_db


@pytest.fixture
def event() -> Event:
    return people.published_event(title="Smart City Week", slug="week")


def agendas(event: Event) -> tuple[Agenda, Agenda]:
    return compose(event), compose(event)


def gathered(event: Event, *, copies: bool = True) -> list[Reader]:
    return readers_of(event, agendas(event), copies=copies)


def uid(of: Person) -> str:
    return str(of.uid)


def test_delegate_reads_by_their_groups_and_is_known_by_every_card(event: Event) -> None:
    group = makers.group(event, "B")
    ana = makers.told(event, "Ana", group)
    item = makers.visit(event, group)
    ana.starred.add(item)
    former = rows.person("Ana P.")
    assert ana.person
    merge(former, into=ana.person, by=rows.operator())
    [reader] = gathered(event)
    assert reader == Reader(
        ReaderKind.DELEGATE,
        ana.pk,
        Audience(level=Level.DELEGATES, groups=(str(group.uid),)),
        frozenset({uid(ana.person), uid(former)}),
        frozenset({str(item.uid)}),
    )


@pytest.mark.parametrize(
    ("capacity", "only"), [(Capacity.DRIVER, True), (Capacity.MEETER, True), (Capacity.HOST_STAFF, False)]
)
def test_drivers_and_meeters_follow_transfers(event: Event, capacity: Capacity, only: bool) -> None:
    makers.told(event, "Ana", capacity=capacity)
    assert [each.follows_transfers_only for each in gathered(event)] == [only]


@pytest.mark.parametrize(
    ("state", "told", "reads"),
    [
        (DelegateState.PROPOSED, "", None),
        (DelegateState.ACCEPTED, "", None),
        (DelegateState.ACCEPTED, DelegateState.ACCEPTED, Audience(level=Level.DELEGATES)),
        (DelegateState.RESERVE, DelegateState.RESERVE, PUBLIC),
        (DelegateState.ENDORSED, DelegateState.ENDORSED, None),
        (DelegateState.ACCEPTED, DelegateState.ENDORSED, None),
        (DelegateState.RESERVE, DelegateState.ENDORSED, None),
        (DelegateState.ACCEPTED, DelegateState.DECLINED, None),
        (DelegateState.WITHDRAWN, DelegateState.ACCEPTED, None),
        (DelegateState.DECLINED, DelegateState.DECLINED, None),
        (DelegateState.REPLACED, DelegateState.ACCEPTED, None),
    ],
)
def test_only_who_was_told_is_told_more(event: Event, state: DelegateState, told: str, reads: Audience | None) -> None:
    """A decision is quiet until a registrar tells it, and whoever does not come is told nothing."""
    row = people.accepted(people.delegation(event, by=rows.coordinator()), by=rows.coordinator())
    Delegate.objects.filter(pk=row.pk).update(state=state, told_state=told)
    assert row.person
    rows.part(makers.visit(event), row.person, role=PersonRole.SPEAKER)
    assert [(each.kind, each.audience) for each in gathered(event)] == ([(ReaderKind.DELEGATE, reads)] if reads else [])


def test_people_with_a_part_who_are_no_delegates(event: Event) -> None:
    ana = makers.told(event, "Ana")
    item = makers.visit(event)
    assert ana.person
    rows.part(item, ana.person, role=PersonRole.SPEAKER)
    guide = rows.person("Guide")
    rows.part(item, guide, role=PersonRole.GUIDE, level=Level.STAFF)
    assert [(each.kind, each.key, each.audience, each.cards) for each in gathered(event)][1:] == [
        (ReaderKind.PERSON, guide.pk, None, frozenset({uid(guide)}))
    ]


def test_liaison_reads_what_all_delegates_together_read(event: Event) -> None:
    made = [makers.group(event, name) for name in "AB"]
    makers.visit(event, *made)
    groups = sorted(str(group.uid) for group in made)
    user = makers.liaison(event)
    assert [(each.kind, each.key, each.audience) for each in gathered(event)] == [
        (ReaderKind.HOST, user.roles.get().pk, Audience(level=Level.DELEGATES, groups=tuple(groups)))
    ]
    user.is_active = False
    user.save()
    assert gathered(event) == []


def test_focal_point_reads_what_their_delegates_read(event: Event) -> None:
    by, home, group = rows.coordinator(), rows.rijeka(), makers.group(event, "B")
    point = people.focal_point(event, home)
    delegation = people.delegation(event, by=by, city=home)
    assert [
        each for each in gathered(event) if each.kind is ReaderKind.FOCAL_POINT
    ] == []  # nobody has invited them yet
    Delegation.objects.update(letter_at=timezone.now())
    row = people.accepted(delegation, by=by)
    Delegate.objects.filter(pk=row.pk).update(told_state=DelegateState.ACCEPTED)
    row.groups.add(group)
    theirs = Audience(level=Level.DELEGATES, groups=(str(group.uid),))
    found = [each for each in gathered(event) if each.kind is ReaderKind.FOCAL_POINT]
    assert found == [Reader(ReaderKind.FOCAL_POINT, point.pk, theirs, in_copy_of=frozenset({row.pk}))]
    [without] = [each for each in gathered(event, copies=False) if each.kind is ReaderKind.FOCAL_POINT]
    assert without.in_copy_of == frozenset()


def test_cost_is_the_same_for_any_number(event: Event) -> None:
    group = makers.group(event, "B")
    item = makers.visit(event, group)
    rows.part(item, rows.person("Guide"), role=PersonRole.GUIDE, level=Level.STAFF)
    makers.liaison(event)
    both = agendas(event)
    counted = []
    for number in (1, 12):
        for name in range(number):
            makers.told(event, f"Ana {number} {name}", group)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            found = readers_of(event, both, copies=True)
        counted.append((len(found), len(queries)))
    assert counted == [(3, 8), (15, 8)]
