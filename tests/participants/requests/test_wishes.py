"""What becomes of a wish: it happens, or it waits for a registrar."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError

from accounts.models import User
from backstage.grounds import Grounds
from backstage.models import AuditEntry
from participants.models import ChangeRequest, Delegate, Delegation
from participants.nominations import deciding
from participants.requests import asking, wishes
from participants.requests.asking import Said
from participants.vocabulary import Capacity, RequestKind
from tests.factories import rows
from tests.participants import makers

pytestmark = pytest.mark.django_db
LAST_MOMENT = datetime(2017, 8, 25, 14, 59, tzinfo=UTC)
"""In Seoul it is still the day of the freeze."""
FROZEN = LAST_MOMENT + timedelta(minutes=1)
BY_LINK = Grounds(by_link="Ana Primer")


@pytest.fixture
def registrar() -> User:
    return rows.coordinator()


@pytest.fixture
def ours(registrar: User) -> Delegation:
    return makers.delegation(makers.published_event(), by=registrar, freeze_on=date(2017, 8, 25))


def refusal(of: pytest.ExceptionInfo[ValidationError]) -> str:
    [sentence] = of.value.messages
    return sentence


def state_of(row: Delegate) -> str:
    return Delegate.objects.get(pk=row.pk).state


def test_until_the_freeze_who_does_not_come_is_withdrawn_at_once(ours: Delegation, registrar: User) -> None:
    row = makers.accepted(ours, by=registrar)
    outcome = wishes.wish_to_withdraw(row, by=None, grounds=BY_LINK, now=LAST_MOMENT)
    assert (outcome.done, outcome.request, state_of(row), makers.taken(ours)) == (row, None, "withdrawn", 0)
    entry = AuditEntry.objects.filter(object_repr=row.name).order_by("-pk")[0]
    assert (entry.actor, entry.by_link) == (None, "Ana Primer")


def test_after_the_freeze_it_is_a_request_that_changes_nothing(ours: Delegation, registrar: User) -> None:
    row = makers.accepted(ours, by=registrar)
    outcome = wishes.wish_to_withdraw(row, by=None, said=Said("Elections."), grounds=BY_LINK, now=FROZEN)
    request = outcome.request
    assert request
    assert (outcome.done, state_of(row), makers.taken(ours)) == (None, "accepted", 1)
    assert (request.kind, request.delegation, request.text, request.asked_by, request.told, request.state) == (
        "withdrawal", ours, "Elections.", "Ana Primer", "link", "open",
    )  # fmt: skip


def test_name_without_a_place_is_exchanged_at_its_place_in_the_order(ours: Delegation, registrar: User) -> None:
    first, _second = (makers.proposed(ours, by=registrar, capacity=each) for each in ("head", "delegate"))
    done = wishes.wish_for_substitute(first, "Деян Примѣр", by=None, grounds=BY_LINK, now=LAST_MOMENT).done
    assert done
    assert (done.name, done.rank, done.capacity, done.state, done.person, done.replaces) == (
        "Деян Примѣр", 1, "head", "proposed", None, first,
    )  # fmt: skip
    assert state_of(first) == "withdrawn"


def test_nobody_gets_a_place_by_a_typed_name(ours: Delegation, registrar: User) -> None:
    row = makers.accepted(ours, by=registrar)
    outcomes = [
        wishes.wish_for_substitute(row, "Deputy Primer", by=None, grounds=BY_LINK, now=LAST_MOMENT),
        wishes.wish_to_rename(row, "Deputy Primer", by=None, grounds=BY_LINK),
    ]
    assert [(each.done, each.request and each.request.kind) for each in outcomes] == [
        (None, "substitute"),
        (None, "name"),
    ]
    assert (ours.delegates.get(), ours.delegates.get().name) == (row, row.name)


def test_further_name_is_put_forward_or_asked_for(ours: Delegation, registrar: User) -> None:
    done = wishes.wish_for_further_name(ours, "First", by=None, grounds=BY_LINK, now=LAST_MOMENT).done
    said = Said("She knows the harbour.")
    asked = wishes.wish_for_further_name(
        ours, "Second", by=None, capacity=Capacity.ADVISER, said=said, grounds=BY_LINK, now=FROZEN
    )
    assert done
    assert asked.request
    assert (done.name, list(ours.delegates.all())) == ("First", [done])
    assert (asked.request.name, asked.request.text) == ("Second", "She knows the harbour.\nComes as: Adviser.")


def test_second_request_of_a_kind_replaces_the_words_of_the_first(ours: Delegation, registrar: User) -> None:
    row, other = makers.accepted(ours, by=registrar), makers.accepted(ours, by=registrar)
    first = wishes.wish_to_rename(row, "One", by=None, said=Said("a"), grounds=BY_LINK)
    ChangeRequest.objects.update(asked_at=LAST_MOMENT)
    second = wishes.wish_to_rename(row, "Two", by=registrar, said=Said("b", "Ivo Primer"), grounds=Grounds(told="mail"))
    wishes.wish_to_rename(other, "Two", by=None, grounds=BY_LINK)
    assert (first.replaces, second.replaces, first.request) == (False, True, second.request)
    kept = ChangeRequest.objects.get(delegate=row)
    assert (kept.name, kept.text, kept.asked_by, kept.told) == ("Two", "b", "Ivo Primer", "mail")
    assert kept.asked_at > LAST_MOMENT


def test_further_names_are_asked_for_once_each_and_other_things_of_a_city_as_often_as_asked(
    ours: Delegation, registrar: User
) -> None:
    for name in ("One", "Two", "One"):
        asking.ask(RequestKind.NEW_NAME, ours, by=None, name=name, grounds=BY_LINK)
    for text in ("A quiet room.", "Another hotel."):
        wishes.wish_for_other(ours, by=None, said=Said(text), grounds=BY_LINK)
    assert sorted(ChangeRequest.objects.values_list("name", "text")) == [
        ("", "A quiet room."),
        ("", "Another hotel."),
        ("One", ""),
        ("Two", ""),
    ]


def test_wish_that_cannot_be_is_refused_with_a_sentence(ours: Delegation, registrar: User) -> None:
    row = makers.proposed(ours, by=registrar)
    said = Said(asked_by="Ana")
    tried: list[Callable[[], object]] = [
        lambda: wishes.wish_to_rename(row, row.name, by=None),
        lambda: wishes.wish_to_rename(row, " ", by=None),
        lambda: wishes.wish_for_other(ours, by=None, said=said),
        lambda: asking.ask(RequestKind.WITHDRAWAL, ours, by=None),
        lambda: wishes.wish_to_withdraw(deciding.withdraw(row, by=registrar), by=None, now=FROZEN),
    ]
    sentences = []
    for call in tried:
        with pytest.raises(ValidationError) as refused:
            call()
        sentences.append(refusal(refused))
    assert sentences == [
        "The name is spelt like this already. Type the other spelling.",
        "Type the new name.",
        "Write what they ask for.",
        "Choose the person whom the request is about.",
        f"{row} is in the state “Withdrawn”, so there is nothing to ask for.",
    ]
    assert not ChangeRequest.objects.exists()
