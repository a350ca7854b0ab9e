"""Many names are decided at once, or none of them."""

import pytest
from django.core.exceptions import ValidationError

from accounts.models import User
from backstage.grounds import Grounds
from backstage.models import AuditEntry
from participants.models import Delegate, Invitation
from participants.nominations import deciding, offering, proposing
from participants.nominations.deciding_many import Decision, decide_many
from participants.vocabulary import DelegateState
from tests.factories import rows
from tests.participants import makers
from tours.models import Event, Person

pytestmark = pytest.mark.django_db
ACCEPTED, RESERVE, DECLINED = DelegateState.ACCEPTED, DelegateState.RESERVE, DelegateState.DECLINED


@pytest.fixture
def registrar() -> User:
    return rows.coordinator()


@pytest.fixture
def event() -> Event:
    return makers.published_event()


def states(event: Event) -> list[str]:
    return list(event.delegates.order_by("pk").values_list("state", flat=True))


def refusals(event: Event, *decisions: Decision, by: User) -> dict[str, list[str]]:
    with pytest.raises(ValidationError) as refused:
        decide_many(event, decisions, by=by)
    return refused.value.message_dict


def test_all_are_decided_on_the_same_grounds(event: Event, registrar: User) -> None:
    ours = makers.delegation(event, by=registrar)
    first, second, third = (makers.proposed(ours, by=registrar) for _each in range(3))
    decisions = [Decision(first.pk, ACCEPTED), Decision(second.pk, RESERVE), Decision(third.pk, DECLINED)]
    done = decide_many(event, decisions, by=registrar, grounds=Grounds("Jury of 3 May."))
    assert ([row.pk for row in done], states(event)) == (
        [second.pk, third.pk, first.pk],
        ["accepted", "reserve", "declined"],
    )
    told = AuditEntry.objects.filter(reason="Jury of 3 May.", changes__has_key="state")
    assert sorted(told.values_list("object_repr", flat=True)) == sorted(row.name for row in (first, second, third))


def test_each_refused_row_is_named_and_nothing_is_written(event: Event, registrar: User) -> None:
    full, free = makers.delegation(event, by=registrar, seats=1), makers.delegation(event, by=registrar)
    first, second = (makers.proposed(full, by=registrar) for _each in range(2))
    unknown = proposing.propose(free, "No Card", by=registrar)
    twice = proposing.propose(free, "Same Primer", by=registrar)
    cards = Person.objects.count()
    found = refusals(
        event,
        Decision(first.pk, ACCEPTED),
        Decision(second.pk, ACCEPTED),
        Decision(unknown.pk, ACCEPTED),
        Decision(twice.pk, ACCEPTED, person=first.person),
        by=registrar,
    )
    assert found == {
        str(second.pk): [
            (
                f"All seats of {full} are taken. Keep this person as a reserve, or first withdraw somebody or give the"
                " delegation another seat."
            )
        ],
        str(unknown.pk): ["Choose or make the person's card before you give them a place."],
        str(twice.pk): [
            f"{first.person} is already put forward by {full}. Withdraw them there first, or move them from there."
        ],
    }
    assert (states(event), makers.taken(full), Person.objects.count()) == (["proposed"] * 4, 0, cards)


def test_new_card_has_the_name_as_it_was_typed(event: Event, registrar: User) -> None:
    row = proposing.propose(makers.delegation(event, by=registrar), "김민재", by=registrar)
    decide_many(event, [Decision(row.pk, ACCEPTED, new_card=True)], by=registrar)
    row.refresh_from_db()
    assert (row.person and row.person.display_name, event.appearances.get().person) == ("김민재", row.person)


def test_known_card_is_not_exchanged(event: Event, registrar: User) -> None:
    row = makers.proposed(makers.delegation(event, by=registrar), by=registrar)
    [done] = decide_many(event, [Decision(row.pk, ACCEPTED, person=rows.person("Other"), new_card=True)], by=registrar)
    assert done.person == row.person


def test_who_leaves_frees_the_seat_for_who_comes(event: Event, registrar: User) -> None:
    ours = makers.delegation(event, by=registrar, seats=1)
    offered = deciding.reserve(makers.proposed(ours, by=registrar), by=registrar)
    offering.offer(offered, by=registrar, hours=2)
    coming = makers.proposed(ours, by=registrar)
    decide_many(event, [Decision(coming.pk, ACCEPTED), Decision(offered.pk, DECLINED)], by=registrar)
    assert (states(event), makers.taken(ours)) == (["declined", "accepted"], 1)


def test_seat_that_nobody_takes_is_offered_as_the_invitation_says(event: Event, registrar: User) -> None:
    Invitation.objects.create(event=event, offers_by_itself=True)
    ours = makers.delegation(event, by=registrar, seats=1)
    offered, next_one, other = (makers.proposed(ours, by=registrar) for _each in range(3))
    for row in (offered, next_one):
        deciding.reserve(row, by=registrar)
    offering.offer(offered, by=registrar, hours=1)
    decisions = [Decision(offered.pk, DelegateState.DECLINED), Decision(other.pk, DelegateState.ACCEPTED)]
    decide_many(event, decisions[:1], by=registrar)
    assert (states(event), makers.taken(ours)) == (["declined", "offered", "proposed"], 1)
    deciding.reserve(offered, by=registrar)
    decide_many(event, [Decision(next_one.pk, DelegateState.DECLINED), decisions[1]], by=registrar)
    assert (states(event), makers.taken(ours)) == (["reserve", "declined", "accepted"], 1)


def test_name_of_another_event_is_refused(event: Event, registrar: User) -> None:
    elsewhere = makers.proposed(makers.delegation(makers.published_event(), by=registrar), by=registrar)
    assert refusals(event, Decision(elsewhere.pk, DECLINED), Decision(987654321, RESERVE), by=registrar) == {
        str(elsewhere.pk): ["This name was not put forward for this event."],
        "987654321": ["This name was not put forward for this event."],
    }
    assert Delegate.objects.get(pk=elsewhere.pk).state == "proposed"


def test_refused_row_takes_no_seat_from_the_next(event: Event, registrar: User) -> None:
    ours = makers.delegation(event, by=registrar, seats=1)
    unknown = proposing.propose(ours, "No Card", by=registrar)
    known = makers.proposed(ours, by=registrar)
    found = refusals(event, Decision(unknown.pk, ACCEPTED), Decision(known.pk, ACCEPTED), by=registrar)
    assert list(found) == [str(unknown.pk)]
