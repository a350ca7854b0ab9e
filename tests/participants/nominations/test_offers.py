"""Offers that are made by themselves, that run out, and that wait while the event is postponed."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError

from accounts.models import User
from backstage.grounds import Grounds
from backstage.models import AuditEntry
from participants.models import Delegate, Invitation
from participants.nominations import answering, deciding, moving, offering, substituting
from tests.factories import rows
from tests.participants import makers
from tours.models import Event
from tours.record.events import change_event

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 4, 12, tzinfo=ZoneInfo("Europe/Belgrade"))
"""A Wednesday."""


@pytest.fixture
def registrar() -> User:
    return rows.coordinator()


@pytest.fixture
def event() -> Event:
    made = makers.published_event()
    Invitation.objects.create(event=made, offers_by_itself=True, offer_hours=6)
    return made


def reserves(of: Delegate, *, by: User, number: int = 2) -> list[Delegate]:
    assert of.delegation
    names = [makers.proposed(of.delegation, by=by) for _each in range(number)]
    return [deciding.reserve(row, by=by) for row in names]


def states(*names: Delegate) -> list[str]:
    found = dict(Delegate.objects.values_list("pk", "state"))
    return [found[row.pk] for row in names]


def test_seat_of_who_withdraws_is_offered_to_the_first_reserve_of_the_same_city(event: Event, registrar: User) -> None:
    leaves = makers.accepted(makers.delegation(event, by=registrar), by=registrar)
    others = reserves(makers.accepted(makers.delegation(event, by=registrar), by=registrar), by=registrar)
    first, second = reserves(leaves, by=registrar)
    deciding.withdraw(leaves, by=registrar, grounds=Grounds(reason="is ill", told="telephone"))
    assert states(leaves, first, second, *others) == ["withdrawn", "offered", "reserve", "reserve", "reserve"]
    assert leaves.delegation
    assert makers.taken(leaves.delegation) == 1
    entry = AuditEntry.objects.filter(object_pk=str(first.pk), changes__has_key="offered_until").latest("pk")
    assert (entry.actor, entry.reason, entry.told) == (registrar, "", "")


def test_seat_goes_on_to_the_next_when_an_offer_is_refused_or_runs_out(event: Event, registrar: User) -> None:
    leaves = makers.accepted(makers.delegation(event, by=registrar, seats=1), by=registrar)
    first, second, third = reserves(leaves, by=registrar, number=3)
    deciding.withdraw(leaves, by=registrar)
    deciding.decline(first, by=registrar)
    assert states(first, second, third) == ["declined", "offered", "reserve"]
    Delegate.objects.filter(pk=second.pk).update(offered_until=NOON)
    assert offering.lapse_due(NOON) == 1
    third.refresh_from_db()
    assert states(second, third) == ["lapsed", "offered"]
    assert third.offered_until == NOON.replace(hour=18)


def test_nothing_is_offered_by_itself_where_the_invitation_does_not_say_so(event: Event, registrar: User) -> None:
    Invitation.objects.update(offers_by_itself=False)
    leaves = makers.accepted(makers.delegation(event, by=registrar), by=registrar)
    first, _second = reserves(leaves, by=registrar)
    deciding.withdraw(leaves, by=registrar)
    assert states(first) == ["reserve"]


def test_seat_that_changes_hands_or_moves_is_offered_to_nobody(event: Event, registrar: User) -> None:
    ours, other = (makers.delegation(event, by=registrar) for _each in range(2))
    leaves, moves = makers.accepted(ours, by=registrar), makers.accepted(ours, by=registrar)
    first, second = reserves(leaves, by=registrar)
    substituting.substitute(leaves, rows.person("Somebody"), by=registrar)
    moving.move_person(moves, to=other, by=registrar)
    assert states(first, second) == ["reserve", "reserve"]


def test_who_takes_no_seat_frees_none_and_is_offered_none(event: Event, registrar: User) -> None:
    ours = makers.delegation(event, by=registrar, extra=1)
    driver = makers.accepted(ours, by=registrar, capacity="driver")
    leaves = makers.accepted(ours, by=registrar)
    observer = deciding.reserve(makers.proposed(ours, by=registrar, capacity="observer"), by=registrar)
    [first] = reserves(leaves, by=registrar, number=1)
    deciding.withdraw(driver, by=registrar)
    assert states(observer, first) == ["reserve", "reserve"]
    deciding.withdraw(leaves, by=registrar)
    assert states(observer, first) == ["reserve", "offered"]


def test_seat_stays_free_where_the_event_has_fewer_places_than_it_had(event: Event, registrar: User) -> None:
    ours = makers.delegation(event, by=registrar)
    leaves, _stays = makers.accepted(ours, by=registrar), makers.accepted(ours, by=registrar)
    [first] = reserves(leaves, by=registrar, number=1)
    Event.objects.update(places=1)
    deciding.withdraw(leaves, by=registrar)
    assert (states(leaves, first), makers.taken(ours)) == (["withdrawn", "reserve"], 1)


def test_while_an_event_is_postponed_offers_neither_begin_nor_run_out(event: Event, registrar: User) -> None:
    leaves = makers.accepted(makers.delegation(event, by=registrar), by=registrar)
    first, second = reserves(leaves, by=registrar)
    offering.offer(first, by=registrar, hours=4, now=NOON)
    change_event(event, {"state": "postponed"})
    assert offering.lapse_due(NOON.replace(year=2027)) == 0
    with pytest.raises(ValidationError, match="The event is postponed"):
        offering.lapse(first, by=registrar, now=NOON.replace(year=2027))
    with pytest.raises(ValidationError, match="The event is postponed"):
        offering.offer(second, by=registrar, hours=4)
    deciding.withdraw(leaves, by=registrar)
    assert states(first, second) == ["offered", "reserve"]


def test_clock_of_an_offer_rests_while_the_event_is_postponed(event: Event, registrar: User) -> None:
    """Offered on Wednesday at noon for six hours; postponed at two, and planned again on Monday at seven in the evening."""
    first, _second = reserves(makers.accepted(makers.delegation(event, by=registrar), by=registrar), by=registrar)
    offering.offer(first, by=registrar, hours=6, now=NOON)
    change_event(event, {"state": "postponed"})
    offering.lapse_due(NOON.replace(hour=14))
    offering.lapse_due(NOON.replace(day=6))
    first.refresh_from_db()
    assert offering.end_of_offer(first) == "some time after the event has new dates"
    change_event(event, {"state": "planned"})
    assert offering.lapse_due(NOON.replace(day=9, hour=19)) == 0
    first.refresh_from_db()
    assert (first.state, first.offered_until, first.offer_rests_since) == (
        "offered",
        NOON.replace(day=10, hour=11),
        None,
    )
    assert offering.lapse_due(NOON.replace(day=10, hour=11)) == 1


@pytest.mark.parametrize("is_planned_again", [False, True])
def test_place_is_taken_though_its_moment_passed_while_the_event_was_postponed(
    event: Event, registrar: User, is_planned_again: bool
) -> None:
    """Nor does it need the worker to have looked since the event has new dates."""
    first, _second = reserves(makers.accepted(makers.delegation(event, by=registrar), by=registrar), by=registrar)
    offering.offer(first, by=registrar, hours=6, now=NOON)
    change_event(event, {"state": "postponed"})
    offering.lapse_due(NOON)
    if is_planned_again:
        change_event(event, {"state": "planned"})
    later = NOON.replace(day=9)
    if is_planned_again:
        with pytest.raises(ValidationError, match="still holds"):
            offering.lapse(first, by=registrar, now=later)
    answering.accept_offer(first, by=None, grounds=Grounds(), now=later)
    assert states(first) == ["accepted"]


def test_offer_that_ran_out_before_the_event_was_postponed_gets_no_time(event: Event, registrar: User) -> None:
    first, _second = reserves(makers.accepted(makers.delegation(event, by=registrar), by=registrar), by=registrar)
    offering.offer(first, by=registrar, hours=6, now=NOON)
    change_event(event, {"state": "postponed"})
    offering.lapse_due(NOON.replace(hour=19))
    change_event(event, {"state": "planned"})
    assert offering.lapse_due(NOON.replace(day=9)) == 1


def test_cancelling_an_event_ends_its_offers(event: Event, registrar: User) -> None:
    leaves = makers.accepted(makers.delegation(event, by=registrar), by=registrar)
    first, second = reserves(leaves, by=registrar)
    offering.offer(first, by=registrar, hours=4, now=NOON)
    change_event(event, {"state": "postponed"})
    offering.lapse_due(NOON)
    change_event(event, {"state": "cancelled"})
    assert offering.lapse_due(NOON) == 1
    assert states(first, second) == ["lapsed", "reserve"]
    assert offering.lapse_due(NOON) == 0
