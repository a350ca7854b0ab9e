"""Evening C: three names for two seats, one of them named by an association too, and many who accept at once."""

from collections import Counter
from functools import partial

import pytest
from django.core.exceptions import ValidationError

from accounts.models import User
from backstage.grounds import Grounds
from bench.seats.racing import DONE, Crowd, Verb
from participants.delegations.inviting import invite
from participants.models import Delegate, Delegation
from participants.nominations import deciding, offering, proposing
from tests.factories import rows
from tests.participants import makers
from tours.models import Event, ParticipatingCity
from tours.vocabulary import RoleKind

pytestmark = pytest.mark.django_db(transaction=True)
CLIENTS = 16
FULL = (
    "All seats of Belgrade are taken. Keep this person as a reserve, or first withdraw somebody or give the delegation"
    " another seat."
)
ELSEWHERE = "Vida Primer is already put forward by Belgrade. Withdraw them there first, or move them from there."


def association(event: Event, *, by: User) -> Delegation:
    body = rows.organisation("Association of Towns")
    return invite(event, [ParticipatingCity.objects.create(event=event, organisation=body, seats=1)], by=by)[0]


def accepting(names: list[Delegate], registrars: list[User]) -> list[Verb]:
    """Each of them accepts one name, by turns, so that every name is accepted by several at once."""
    everyone: list[User | None] = [*registrars, *[None] * CLIENTS]
    by_link = Grounds(by_link="Ana Primer")
    return [
        partial(deciding.accept, names[number % 3], by=by, grounds=Grounds() if by else by_link)
        for number, by in enumerate(everyone)
    ]


def sentence(verb: Verb) -> str:
    """With which the verb is refused."""
    with pytest.raises(ValidationError) as refused:
        verb()
    [words] = refused.value.messages
    return str(words)


def states(of: list[Delegate]) -> list[str]:
    return [Delegate.objects.get(pk=row.pk).state for row in of]


def test_two_of_three_names_get_the_seats_and_the_third_is_offered_what_is_given_back() -> None:
    event = makers.published_event(places=20)
    registrars = [rows.colleague(RoleKind.REGISTRAR, at=event) for _each in range(2)]
    by = registrars[0]
    city = makers.delegation(event, by=by, seats=2, city=rows.belgrade())
    others = [makers.delegation(event, by=by, seats=1, city=rows.rijeka()), association(event, by=by)]
    names = [makers.proposed(city, by=by, name=f"{name} Primer") for name in ("Ana", "Vida", "Tea")]
    there = proposing.propose(others[1], "Vida Primer", by=by, facts={"reason": "Only we know why."})
    waiting = deciding.reserve(makers.proposed(others[0], by=by, reason="Elections."), by=by)
    vida = names[1].person
    elsewhere = partial(deciding.accept, there, by=registrars[1], person=vida)

    def nobody_else_moved_up() -> bool:
        return [states([waiting, there]), *map(makers.taken, others)] == [["reserve", "proposed"], 0, 0]

    with Crowd(len(registrars) + CLIENTS) as crowd:
        told = crowd.at_once(accepting(names, registrars))
    accepted = [row for row in names if states([row]) == ["accepted"]]
    [third] = [row for row in names if row not in accepted]
    assert (len(accepted), makers.taken(city), states([third])) == (2, 2, ["proposed"])
    assert Counter(told) == {DONE: 2, "full": 6, "state": 10}
    assert sentence(partial(deciding.accept, third, by=registrars[1])) == FULL
    assert sentence(elsewhere) == ELSEWHERE

    deciding.reserve(third, by=by)
    assert (offering.first_reserve(city.delegates.all()), nobody_else_moved_up()) == (third, True)
    leaving = next(row for row in accepted if row.person != vida)
    deciding.withdraw(leaving, by=None, grounds=Grounds("Elections.", by_link="Ana Primer"))
    assert (makers.taken(city), states([third]), nobody_else_moved_up()) == (1, ["reserve"], True)

    offered = offering.offer(third, by=by, hours=24)
    until = offered.offered_until
    assert until
    assert (makers.taken(city), states([third])) == (2, ["offered"])
    assert sentence(partial(deciding.accept, leaving, by=registrars[1])) == FULL
    assert sentence(partial(offering.lapse, third, by=None)) == f"The offer to {third} still holds."
    assert sentence(elsewhere) == ELSEWHERE

    assert offering.lapse_due(until) == 1
    assert (makers.taken(city), states([third]), nobody_else_moved_up()) == (1, ["lapsed"], True)
