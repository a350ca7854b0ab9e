"""Granting does what was asked for, in one transaction; refusing changes nothing and says why."""

from datetime import date
from functools import partial

import pytest
from django.core.exceptions import ValidationError

from accounts.models import User
from backstage.grounds import Grounds
from backstage.models import AuditEntry
from bench.seats.racing import Crowd
from participants.models import ChangeRequest, Delegate, Delegation
from participants.nominations import deciding as names
from participants.requests import deciding, wishes
from participants.requests.asking import Said, ask
from participants.requests.deciding import Choice
from participants.vocabulary import RequestKind
from tests.factories import rows
from tests.participants import makers
from tours.models import Event, Group, ItemPart

BY_LINK = Grounds(by_link="Ana Primer")


@pytest.fixture
def registrar() -> User:
    return rows.coordinator()


@pytest.fixture
def ours(registrar: User) -> Delegation:
    return makers.delegation(makers.published_event(), by=registrar, seats=1, extra=1, freeze_on=date(2017, 8, 25))


def asked(kind: str, about: Delegate | Delegation, name: str = "") -> ChangeRequest:
    return ask(RequestKind(kind), about, by=None, name=name, grounds=BY_LINK).row


def refusal(of: pytest.ExceptionInfo[ValidationError]) -> str:
    [sentence] = of.value.messages
    return sentence


@pytest.mark.django_db
def test_granted_withdrawal_frees_the_seat(ours: Delegation, registrar: User) -> None:
    row = makers.accepted(ours, by=registrar)
    granted = deciding.grant(asked("withdrawal", row), by=registrar, answer=" It is done. ")
    assert granted.request.decided_at
    assert (granted.request.state, granted.request.answer) == ("granted", "It is done.")
    assert (granted.row, granted.row and granted.row.state, makers.taken(ours)) == (row, "withdrawn", 0)


@pytest.mark.django_db
def test_another_spelling_renames_and_another_person_is_a_substitute(ours: Delegation, registrar: User) -> None:
    row = makers.accepted(ours, by=registrar, name="Djordje Primer")
    spelt = deciding.grant(asked("name", row, "Đorđe Primer"), by=registrar)
    assert (spelt.row, spelt.row and spelt.row.name, ours.delegates.count()) == (row, "Đorđe Primer", 1)
    other = Choice(is_another=True, person=rows.person("Maja Primer"))
    replaced = deciding.grant(asked("name", row, "Maja Primer"), by=registrar, choice=other)
    assert [(each.name, each.state) for each in ours.delegates.order_by("pk")] == [
        ("Đorđe Primer", "replaced"),
        ("Maja Primer", "accepted"),
    ]
    assert (replaced.row and replaced.row.replaces, makers.taken(ours)) == (row, 1)


@pytest.mark.django_db
def test_another_person_for_a_name_without_a_place_gets_none(ours: Delegation, registrar: User) -> None:
    row = makers.proposed(ours, by=registrar)
    granted = deciding.grant(asked("name", row, "Maja"), by=registrar, choice=Choice(is_another=True))
    assert granted.row
    assert (granted.row.name, granted.row.state, granted.row.rank, makers.taken(ours)) == ("Maja", "proposed", 1, 0)


@pytest.mark.django_db
def test_somebody_put_forward_already_comes_instead_of_a_name_without_a_place(
    ours: Delegation, registrar: User
) -> None:
    row, other = (makers.proposed(ours, by=registrar) for _each in range(2))
    granted = deciding.grant(asked("substitute", row, other.name), by=registrar, choice=Choice(coming=other))
    assert (granted.row, list(ours.delegates.values_list("state", flat=True))) == (other, ["withdrawn", "proposed"])


@pytest.mark.django_db
def test_further_name_is_put_forward_and_decided_on_like_any_other(ours: Delegation, registrar: User) -> None:
    facts = {"capacity": "observer"}
    granted = deciding.grant(asked("new_name", ours, "Guest"), by=registrar, choice=Choice(facts=facts))
    assert granted.row
    assert (granted.row.name, granted.row.state, granted.row.capacity) == ("Guest", "proposed", "observer")
    second = asked("new_name", ours, "Second guest")
    with pytest.raises(ValidationError, match="may bring 1 guest"):
        deciding.grant(second, by=registrar, choice=Choice(facts=facts))
    second.refresh_from_db()
    assert (second.state, second.decided_at) == ("open", None)


@pytest.mark.django_db
def test_request_without_a_verb_is_only_answered(ours: Delegation, registrar: User) -> None:
    request = wishes.wish_for_other(ours, by=None, said=Said("A quiet room."), grounds=BY_LINK).request
    assert request
    assert deciding.grant(request, by=registrar, answer="Room 5.").request.state == "granted"


@pytest.mark.django_db
def test_refusing_needs_an_answer_and_nothing_is_decided_twice(ours: Delegation, registrar: User) -> None:
    row = makers.accepted(ours, by=registrar)
    request = asked("withdrawal", row)
    with pytest.raises(ValidationError) as refused:
        deciding.refuse(request, by=registrar, answer=" ")
    assert refusal(refused) == "Write why: whoever asked reads it."
    decided = deciding.refuse(request, by=registrar, answer="The rooms are paid.")
    assert (decided.state, decided.answer, Delegate.objects.get(pk=row.pk).state) == (
        "refused", "The rooms are paid.", "accepted",
    )  # fmt: skip
    for verb in (deciding.grant, partial(deciding.refuse, answer="No.")):
        with pytest.raises(ValidationError) as refused:
            verb(request, by=registrar)
        assert refusal(refused) == "This request was decided already: Refused."
    assert asked("withdrawal", row) != request


@pytest.mark.django_db
def test_place_goes_to_a_card_and_never_to_a_typed_name(ours: Delegation, registrar: User) -> None:
    request = asked("substitute", makers.accepted(ours, by=registrar), "Deputy Primer")
    with pytest.raises(ValidationError) as refused:
        deciding.grant(request, by=registrar)
    assert refusal(refused) == "Choose or make the card of the person who comes."


@pytest.mark.django_db(transaction=True)
def test_deputy_comes_for_the_mayor_after_the_freeze(ours: Delegation, registrar: User) -> None:
    """Evening B, what is of people in it: the seat never comes free, though another nominator waits for it."""
    event: Event = ours.participation.event
    mayor, waiting = makers.accepted(ours, by=registrar, capacity="head"), makers.proposed(ours, by=registrar)
    group, item = Group.objects.create(event=event, name="B"), rows.item(event)
    mayor.groups.add(group)
    assert mayor.person
    speech, guiding = (
        rows.part(item, mayor.person, role="speaker"),
        rows.part(item, mayor.person, role="guide", level="staff"),
    )
    request = wishes.wish_for_substitute(
        mayor, "Deputy Primer", by=None, said=Said("Elections."), grounds=BY_LINK
    ).request
    assert request
    seen: list[int] = []
    deputy = Choice(person=rows.person("Deputy Primer"), facts={"capacity": "delegate"})

    def grant() -> None:
        granted = deciding.grant(request, by=registrar, answer="Welcome.", choice=deputy)
        assert granted.parts == [speech]

    def accept_the_other() -> None:
        seen.append(makers.taken(ours))
        names.accept(waiting, by=None)

    with Crowd(8) as crowd:
        outcomes = crowd.at_once([grant, *[accept_the_other] * 7])
    assert outcomes == ["done", *["full"] * 7]
    assert ({*seen}, makers.taken(ours)) == ({1}, 1)
    mayor.refresh_from_db()
    new = ours.delegates.get(replaces=mayor)
    assert (mayor.state, new.name, new.state, new.capacity, list(new.groups.all())) == (
        "replaced", "Deputy Primer", "accepted", "delegate", [group],
    )  # fmt: skip
    assert [ItemPart.objects.get(pk=part.pk).person for part in (speech, guiding)] == [mayor.person, new.person]
    entries = AuditEntry.objects.filter(event_key=event.pk, content_type__model__in=["changerequest", "delegate"])
    told = [
        (entry.actor, entry.by_link, entry.reason, entry.told, changes["state"])
        for entry in entries.order_by("pk")
        if (entry.by_link or entry.reason) and "state" in (changes := entry.changes or {})
    ]
    because = (registrar, "", "Ana Primer asked for it.", "link")
    assert told == [
        (None, "Ana Primer", "", "", [None, "open"]),
        (*because, ["accepted", "replaced"]),
        (*because, [None, "accepted"]),
        (*because, ["open", "granted"]),
    ]
