"""What is said of a delegate: the seat that goes with what they come as, groups, and many at once."""

import pytest
from django.core.exceptions import ValidationError

from accounts.models import User
from participants.models import Delegate
from participants.nominations import deciding, describing, proposing
from tests.factories import rows
from tests.participants import makers
from tours.models import Event, Group

pytestmark = pytest.mark.django_db


@pytest.fixture
def registrar() -> User:
    return rows.coordinator()


@pytest.fixture
def event() -> Event:
    return makers.published_event()


def test_coming_as_something_else_frees_the_seat_and_takes_it_again(event: Event, registrar: User) -> None:
    ours = makers.delegation(event, by=registrar, seats=1, extra=1)
    row = makers.accepted(ours, by=registrar)
    row = describing.describe(row, {"capacity": "observer"}, by=registrar)
    assert (row.takes_seat, makers.taken(ours)) == (False, 0)
    row = describing.describe(row, {"capacity": "adviser"}, by=registrar)
    assert (row.takes_seat, makers.taken(ours)) == (True, 1)
    describing.describe(row, {"capacity": "delegate", "rank": 3}, by=registrar)
    assert makers.taken(ours) == 1


def test_observer_gets_no_seat_where_none_is_left(event: Event, registrar: User) -> None:
    ours = makers.delegation(event, by=registrar, seats=1, extra=1)
    makers.accepted(ours, by=registrar)
    guest = makers.accepted(ours, by=registrar, capacity="observer")
    with pytest.raises(ValidationError, match="All seats of"):
        describing.describe(guest, {"capacity": "delegate"}, by=registrar)
    guest.refresh_from_db()
    assert (guest.capacity, guest.takes_seat, makers.taken(ours)) == ("observer", False, 1)


def test_driver_without_a_delegation_gets_no_seat(event: Event, registrar: User) -> None:
    driver = proposing.register_directly(
        event, rows.person("Driver Primer"), by=registrar, facts={"capacity": "driver"}
    )
    with pytest.raises(ValidationError, match="Choose the delegation of Driver Primer"):
        describing.describe(driver, {"capacity": "delegate"}, by=registrar)


def test_name_that_holds_nothing_moves_no_counter(event: Event, registrar: User) -> None:
    ours = makers.delegation(event, by=registrar, extra=1)
    row = makers.proposed(ours, by=registrar, capacity="observer")
    assert describing.describe(row, {"capacity": "delegate"}, by=registrar).takes_seat is False
    assert makers.taken(ours) == 0


def test_second_head_is_refused(event: Event, registrar: User) -> None:
    ours = makers.delegation(event, by=registrar)
    makers.proposed(ours, by=registrar, capacity="head")
    with pytest.raises(ValidationError, match="already has a head"):
        describing.describe(makers.proposed(ours, by=registrar), {"capacity": "head"}, by=registrar)


def test_group_of_another_event_is_refused(event: Event, registrar: User) -> None:
    row = makers.proposed(makers.delegation(event, by=registrar), by=registrar)
    here, there = (Group.objects.create(event=at, name="B") for at in (event, rows.event()))
    describing.describe(row, {"groups": [here]}, by=registrar)
    with pytest.raises(ValidationError, match="Choose groups of this event"):
        describing.describe(row, {"groups": [there]}, by=registrar)
    assert list(row.groups.all()) == [here]


def test_many_are_described_all_or_none(event: Event, registrar: User) -> None:
    ours = makers.delegation(event, by=registrar)
    many = [makers.proposed(ours, by=registrar, name=name) for name in ("Ana Primer", "Iva Primer")]
    with pytest.raises(ValidationError) as refused:
        describing.describe_each(event, many, lambda row: {"capacity": "head"}, by=registrar)
    [sentence] = refused.value.messages
    assert sentence == (
        "Iva Primer: This delegation already has a head. Choose what that person comes as otherwise first."
        " Nothing was changed."
    )
    assert set(Delegate.objects.values_list("capacity", flat=True)) == {"delegate"}


def test_position_as_given_begins_what_the_person_is_at_the_event(event: Event, registrar: User) -> None:
    ours = makers.delegation(event, by=registrar)
    name, person = proposing.propose(ours, "Ana Primer", by=registrar, facts={"position": "Mayor"}), rows.person()
    assert not event.appearances.exists()
    describing.choose_card(name, person=person, by=registrar)
    there = event.appearances.get(person=person)
    assert (there.position, there.city) == ("Mayor", ours.participation.city)
    describing.describe(name, {"position": "Deputy mayor"}, by=registrar)
    there.refresh_from_db()
    assert (there.position, Delegate.objects.get().position) == ("Deputy mayor", "Deputy mayor")


def test_position_of_a_speaker_is_not_overwritten_by_a_nomination(event: Event, registrar: User) -> None:
    speaker = rows.person()
    rows.appearance(event, speaker, position="Professor")
    ours = makers.delegation(event, by=registrar)
    proposing.propose(ours, "Ana Primer", by=registrar, facts={"position": "Mayor", "person": speaker})
    assert event.appearances.get(person=speaker).position == "Professor"


def test_place_does_not_go_to_another_card(event: Event, registrar: User) -> None:
    ours = makers.delegation(event, by=registrar)
    row, other = makers.accepted(ours, by=registrar), rows.person("Other Primer")
    with pytest.raises(ValidationError, match="name them as the substitute"):
        describing.choose_card(row, person=other, by=registrar)
    deciding.withdraw(row, by=registrar)
    assert describing.choose_card(row, person=other, by=registrar).person == other


def test_card_that_is_already_put_forward_is_refused(event: Event, registrar: User) -> None:
    ours = makers.delegation(event, by=registrar)
    there, here = makers.proposed(ours, by=registrar), proposing.propose(ours, "Same Primer", by=registrar)
    assert there.person
    with pytest.raises(ValidationError, match="is already put forward by"):
        describing.choose_card(here, person=there.person, by=registrar)
