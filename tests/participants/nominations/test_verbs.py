"""Each verb on a name: what it moves, what it tells the trail, and what it refuses."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError

from accounts.models import User
from backstage.grounds import Grounds
from backstage.models import AuditEntry
from participants.delegations import answering
from participants.models import Delegate, Delegation
from participants.nominations import deciding, moving, offering, proposing, renaming, substituting
from participants.nominations.hours import after_hours, time_that_counts
from participants.states import DELEGATES, DELEGATIONS
from tests.factories import rows
from tests.participants import makers
from tours.models import Event, Group, ItemPart, ParticipatingCity

pytestmark = pytest.mark.django_db
ZONE = "Europe/Belgrade"


@pytest.fixture
def registrar() -> User:
    return rows.coordinator()


@pytest.fixture
def event() -> Event:
    return makers.published_event()


def refusal(of: pytest.ExceptionInfo[ValidationError]) -> str:
    [sentence] = of.value.messages
    return sentence


def test_every_state_has_a_way_out() -> None:
    ways = [*DELEGATES.items(), *DELEGATIONS.items()]
    assert [state for state, following in ways if not following] == []


def test_name_without_rank_comes_last(event: Event, registrar: User) -> None:
    ours = makers.delegation(event, by=registrar)
    assert [makers.proposed(ours, by=registrar).rank for _each in range(3)] == [1, 2, 3]


def test_third_name_for_two_seats_is_refused_with_what_can_be_done(event: Event, registrar: User) -> None:
    ours = makers.delegation(event, by=registrar)
    third = [makers.proposed(ours, by=registrar) for _each in range(3)][2]
    for row in ours.delegates.exclude(pk=third.pk):
        deciding.accept(row, by=registrar)
    with pytest.raises(ValidationError) as refused:
        deciding.accept(third, by=registrar)
    assert refusal(refused) == (
        f"All seats of {ours} are taken. Keep this person as a reserve, or first withdraw somebody or give the"
        " delegation another seat."
    )
    assert (makers.taken(ours), deciding.reserve(third, by=registrar).state) == (2, "reserve")


def test_offer_holds_the_seat_until_it_lapses(event: Event, registrar: User) -> None:
    ours = makers.delegation(event, by=registrar, seats=1)
    first, second = makers.accepted(ours, by=registrar), makers.proposed(ours, by=registrar)
    deciding.reserve(second, by=registrar)
    deciding.withdraw(first, by=registrar)
    friday = datetime(2017, 8, 25, 17, 0, tzinfo=UTC)
    offered = offering.offer(second, by=registrar, hours=2, now=friday)
    assert (offered.offered_until, makers.taken(ours)) == (datetime(2017, 8, 28, 7, 0, tzinfo=UTC), 1)
    with pytest.raises(ValidationError, match="still holds"):
        offering.lapse(second, by=registrar, now=friday)
    assert offering.lapse_due(datetime(2017, 8, 28, 7, 0, tzinfo=UTC)) == 1
    assert (Delegate.objects.get(pk=second.pk).state, makers.taken(ours)) == ("lapsed", 0)


def test_substitute_moves_no_counter_and_takes_over_groups_and_duties(event: Event, registrar: User) -> None:
    ours = makers.delegation(event, by=registrar, seats=1)
    mayor, deputy = makers.accepted(ours, by=registrar, capacity="head"), rows.person("Deputy Primer")
    group = Group.objects.create(event=event, name="B")
    mayor.groups.add(group)
    item = rows.item(event)
    assert mayor.person
    speech = rows.part(item, mayor.person, role="speaker")
    rows.part(item, mayor.person, role="interpreter", level="staff")
    new, parts = substituting.substitute(mayor, deputy, by=registrar)
    mayor.refresh_from_db()
    assert (mayor.state, new.state, new.capacity, new.takes_seat, new.replaces) == (
        "replaced", "accepted", "head", True, mayor,
    )  # fmt: skip
    assert (makers.taken(ours), list(new.groups.all()), parts) == (1, [group], [speech])
    assert ItemPart.objects.get(role="interpreter").person == deputy


def test_name_of_another_city_is_refused_with_the_city_alone(event: Event, registrar: User) -> None:
    ours, other = makers.delegation(event, by=registrar), makers.delegation(event, by=registrar)
    there = makers.accepted(ours, by=registrar)
    here = proposing.propose(other, "Same Primer", by=registrar)
    with pytest.raises(ValidationError) as refused:
        deciding.accept(here, by=registrar, person=there.person)
    assert refusal(refused) == (
        f"{there.person} is already put forward by {ours}. Withdraw them there first, or move them from there."
    )


def test_moving_a_person_moves_both_counters(event: Event, registrar: User) -> None:
    ours, other = makers.delegation(event, by=registrar), makers.delegation(event, by=registrar, seats=1)
    row = makers.accepted(ours, by=registrar)
    moving.move_person(row, to=other, by=registrar)
    assert (makers.taken(ours), makers.taken(other)) == (0, 1)
    second = makers.accepted(ours, by=registrar)
    with pytest.raises(ValidationError, match="All seats of"):
        moving.move_person(second, to=other, by=registrar)
    assert (makers.taken(ours), makers.taken(other)) == (1, 1)


def test_bus_is_full_for_drivers_too(registrar: User) -> None:
    event = makers.published_event(places=1)
    proposing.register_directly(event, rows.person("Driver Primer"), by=registrar, facts={"capacity": "driver"})
    with pytest.raises(ValidationError) as refused:
        proposing.register_directly(event, rows.person("Other Primer"), by=registrar, facts={"capacity": "driver"})
    assert refusal(refused) == (
        "The one place of the event is taken. Keep this person as a reserve, or first withdraw somebody or raise the number"
        " of places."
    )


def test_nobody_comes_of_a_city_that_declined_and_nobody_moves_there(event: Event, registrar: User) -> None:
    ours, other = makers.delegation(event, by=registrar), makers.delegation(event, by=registrar)
    name, elsewhere = makers.proposed(ours, by=registrar), makers.proposed(other, by=registrar)
    driver = rows.person("Driver Primer")
    answering.decline_invitation(ours, by=registrar)
    tried: list[Callable[[], object]] = [
        partial(deciding.reserve, name, by=registrar),
        partial(moving.move_person, elsewhere, to=ours, by=registrar),
        partial(
            proposing.register_directly, event, driver, by=registrar, delegation=ours, facts={"capacity": "driver"}
        ),
    ]
    for call in tried:
        with pytest.raises(ValidationError) as refused:
            call()
        assert refusal(refused) == f"{ours} does not come: the state of its invitation is “Declined”."
    assert list(ours.delegates.values_list("state", flat=True)) == ["withdrawn"]


def test_trail_says_who_why_and_how(event: Event, registrar: User) -> None:
    row = makers.accepted(makers.delegation(event, by=registrar), by=registrar)
    deciding.withdraw(row, by=registrar, grounds=Grounds("Elections.", "telephone"))
    entry = AuditEntry.objects.filter(object_repr=row.name).order_by("-pk")[0]
    assert (entry.actor, entry.reason, entry.told, entry.by_link) == (registrar, "Elections.", "telephone", "")
    assert (entry.event_key, (entry.changes or {})["state"]) == (event.pk, ["accepted", "withdrawn"])


def test_state_outside_the_table_is_refused(event: Event, registrar: User) -> None:
    row = makers.accepted(makers.delegation(event, by=registrar), by=registrar)
    with pytest.raises(ValidationError) as refused:
        deciding.reserve(row, by=registrar)
    assert refusal(refused) == f"{row} is in the state “Has a place”, and cannot get from there to “Reserve”."


@pytest.mark.parametrize(
    ("start", "hours", "end"),
    [
        ("2017-08-23T10:00", 4, "2017-08-23T14:00"),
        ("2017-08-23T05:00", 12, "2017-08-23T20:00"),
        ("2017-08-23T19:00", 2, "2017-08-24T09:00"),
        ("2017-08-25T23:00", 1, "2017-08-28T09:00"),
        ("2017-08-26T12:00", 24, "2017-08-29T20:00"),
    ],
)
def test_hours_count_from_8_to_20_on_working_days(start: str, hours: int, end: str) -> None:
    moment = datetime.fromisoformat(start).replace(tzinfo=ZoneInfo(ZONE))
    until = datetime.fromisoformat(end).replace(tzinfo=ZoneInfo(ZONE))
    assert after_hours(moment, hours, ZONE) == until
    assert time_that_counts(moment, until, ZONE) == timedelta(hours=hours)


def test_guest_too_many_is_refused_when_named_and_when_given_a_place(event: Event, registrar: User) -> None:
    none, one = makers.delegation(event, by=registrar), makers.delegation(event, by=registrar, extra=1)
    with pytest.raises(ValidationError) as refused:
        makers.proposed(none, by=registrar, capacity="observer")
    assert refusal(refused) == (
        f"{none} brings no guests without a seat, such as observers and companions. First let the delegation bring some."
    )
    first = makers.proposed(one, by=registrar, capacity="companion")
    with pytest.raises(ValidationError) as refused:
        makers.accepted(one, by=registrar, capacity="observer")
    assert refusal(refused) == (
        f"{one} may bring 1 guest without a seat, who is named already. First withdraw them, or let the delegation bring"
        " more."
    )
    makers.accepted(one, by=registrar, capacity="interpreter")
    with pytest.raises(ValidationError, match="brings no guests"):
        moving.move_person(first, to=none, by=registrar)
    Delegation.objects.filter(pk=one.pk).update(extra=0)
    with pytest.raises(ValidationError, match="brings no guests"):
        deciding.accept(first, by=registrar)
    assert deciding.withdraw(first, by=registrar).state == "withdrawn"


def test_substitute_comes_as_what_holds_the_same(event: Event, registrar: User) -> None:
    ours = makers.delegation(event, by=registrar, extra=1)
    mayor, guest = (
        makers.accepted(ours, by=registrar, capacity="head"),
        makers.accepted(ours, by=registrar, capacity="observer"),
    )
    for row, capacity in ((mayor, "driver"), (guest, "delegate")):
        with pytest.raises(ValidationError) as refused:
            substituting.substitute(row, rows.person("Deputy"), by=registrar, facts={"capacity": capacity})
        assert refusal(refused) == (
            f"Deputy takes over what {row} holds: a seat if they have one, none otherwise. Choose what they come as"
            " accordingly."
        )
    new, _parts = substituting.substitute(mayor, rows.person("Deputy"), by=registrar, facts={"capacity": "delegate"})
    assert (new.capacity, makers.taken(ours)) == ("delegate", 1)


@pytest.mark.parametrize("is_of_another", [False, True])
def test_city_of_the_appearance_follows_who_is_moved_unless_it_is_another(
    event: Event, registrar: User, is_of_another: bool
) -> None:
    ours, other = makers.delegation(event, by=registrar), makers.delegation(event, by=registrar)
    row = makers.accepted(ours, by=registrar)
    assert row.person
    if is_of_another:
        rows.appearance(event, row.person, city=rows.rijeka())
    moving.move_person(row, to=other, by=registrar)
    appearance = event.appearances.get(person=row.person)
    assert appearance.city == (rows.rijeka() if is_of_another else other.participation.city)


def test_whoever_moves_to_an_organisation_appears_for_it(event: Event, registrar: User) -> None:
    ours, other = makers.delegation(event, by=registrar), makers.delegation(event, by=registrar)
    ParticipatingCity.objects.filter(pk=other.participation_id).update(city=None, organisation=rows.organisation())
    row = makers.accepted(ours, by=registrar)
    moving.move_person(row, to=other, by=registrar)
    appearance = event.appearances.get(person=row.person)
    assert (appearance.city, appearance.organisation) == (None, rows.organisation())


def test_name_spelt_otherwise_stays_the_same_row(event: Event, registrar: User) -> None:
    row = makers.accepted(makers.delegation(event, by=registrar), by=registrar, name="Djordje Primer")
    renamed = renaming.rename(row, " Đorđe Primer ", by=registrar)
    assert (renamed.pk, renamed.name, renamed.state) == (row.pk, "Đorđe Primer", "accepted")
    with pytest.raises(ValidationError) as refused:
        renaming.rename(row, "  ", by=registrar)
    assert refusal(refused) == "This field cannot be blank."
