"""Asking whether they come: whom, at which mailboxes, in which words, and once a day."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.models import User
from backstage.grounds import NO_GROUNDS
from participants.letters.are_you_coming import ask, askings
from participants.models import AccessLink, Delegate, Delegation
from participants.nominations import answering
from participants.vocabulary import Whose
from tests.counting import asked
from tests.factories import rows
from tests.participants import makers
from tests.participants.letters.values import contact, holders, key_of, without_links
from tours.models import Event
from tours.record.events import change_event

pytestmark = pytest.mark.django_db
NOW = datetime(2017, 8, 20, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def summer_before() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def by() -> User:
    return rows.coordinator()


@pytest.fixture
def event() -> Event:
    return makers.published_event(title="Smart City Week")


@pytest.fixture
def rijeka(event: Event, by: User) -> Delegation:
    return makers.delegation(event, by=by, city=rows.rijeka(), seats=100)


def told(rijeka: Delegation, name: str, *, by: User) -> Delegate:
    row = makers.accepted(rijeka, by=by, name=name)
    contact(row, f"{name.lower()}@example.org")
    Delegate.objects.filter(pk=row.pk).update(told_state=row.state)
    row.refresh_from_db()
    return row


def shown(event: Event) -> str:
    return askings(event, now=timezone.now()).digest


def ask_all(event: Event, *people: Delegate, by: User) -> int:
    return ask(event, [str(row.pk) for row in people], shown=shown(event), by=by)


def test_those_are_asked_who_are_chosen_at_both_mailboxes(
    event: Event, rijeka: Delegation, by: User, mailoutbox: list[Any]
) -> None:
    ana, _ivo = told(rijeka, "Ana", by=by), told(rijeka, "Ivo", by=by)
    contact(ana, "office@example.org", Whose.ASSISTANT)
    assert ask_all(event, ana, by=by) == 1
    own, assistants = mailoutbox
    assert [holders(mail) for mail in mailoutbox] == [
        [(ana, "ana@example.org", "own")],
        [(ana, "office@example.org", "assistant")],
    ]
    assert own.subject == assistants.subject == "Smart City Week: are you coming, Ana?"
    assert without_links(own) == (
        "Dear Ana,\n\n"
        "You have a place at Smart City Week, 4–8 September 2017. Are you coming? "
        "Please open your page and say so there.\n\n"
        "Your own page. This link is for you alone, so please do not pass it on:\nLINK\n\n"
        "You can also answer this mail, or write to office@sojourn.invalid. "
        "If you have said so meanwhile, thank you: then there is nothing to do.\n"
    )
    assert key_of(own) == f"event {event.pk} delegate {ana.pk} are_you_coming 2017-08-20"


def test_only_those_can_be_asked_who_were_told_of_their_place(event: Event, rijeka: Delegation, by: User) -> None:
    ana = told(rijeka, "Ana", by=by)
    contact(makers.accepted(rijeka, by=by, name="Quiet"), "quiet@example.org")
    contact(makers.proposed(rijeka, by=by, name="Open"), "open@example.org")
    silent = told(rijeka, "Silent", by=by)
    silent.contacts.all().delete()
    found = askings(event, now=NOW)
    assert ([each.row for each in found.askings], found.without) == ([ana], (silent,))
    assert AccessLink.objects.count() == 0


def test_who_said_yes_to_former_dates_is_asked_again(event: Event, rijeka: Delegation, by: User) -> None:
    ana, mia = (answering.confirm(told(rijeka, name, by=by), by=by, grounds=NO_GROUNDS) for name in ("Ana", "Mia"))
    assert askings(event, now=timezone.now()).askings == ()
    change_event(event, {"starts": event.starts + timedelta(days=7), "ends": event.ends + timedelta(days=7)})
    answering.confirm(mia, by=by, grounds=NO_GROUNDS)
    assert [each.row for each in askings(event, now=timezone.now()).askings] == [ana]


def test_nobody_is_asked_twice_a_day(event: Event, rijeka: Delegation, by: User, mailoutbox: list[Any]) -> None:
    ana, ivo = told(rijeka, "Ana", by=by), told(rijeka, "Ivo", by=by)
    before = shown(event)
    ask_all(event, ana, by=by)
    assert [(each.row, each.asked_today) for each in askings(event, now=NOW).askings] == [(ivo, False), (ana, True)]
    with pytest.raises(ValidationError, match="Something changed since this page was shown, so nothing was sent"):
        ask(event, [str(ivo.pk)], shown=before, by=by)
    with pytest.raises(ValidationError) as refused:
        ask_all(event, ana, ivo, by=by)
    assert (refused.value.messages, len(mailoutbox)) == (["Ana was asked today already."], 1)
    with time_machine.travel(NOW + timedelta(days=1)):
        assert ask_all(event, ana, ivo, by=by) == 2


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"state": "postponed"}, "postponed"),
        ({"state": "cancelled"}, "cancelled"),
        ({"starts": NOW.date() - timedelta(days=3), "ends": NOW.date() - timedelta(days=2)}, "over"),
        ({"starts": NOW.date() - timedelta(days=3), "ends": NOW.date()}, "nothing"),
        ({}, "nothing"),
    ],
)
def test_nobody_is_asked_of_an_event_that_does_not_come(
    facts: dict[str, Any], code: str, event: Event, rijeka: Delegation, by: User, mailoutbox: list[Any]
) -> None:
    told(rijeka, "Ana", by=by)
    Event.objects.filter(pk=event.pk).update(**facts)
    with pytest.raises(ValidationError) as refused:
        ask(event, [], shown=shown(event), by=by)
    assert (refused.value.code, mailoutbox) == (code, [])


def test_asking_costs_the_same_for_many(event: Event, rijeka: Delegation, by: User) -> None:
    counted = []
    for number in (3, 40):
        people = [told(rijeka, f"Primer{number}x{each}", by=by) for each in range(number)]
        before = shown(event)
        with asked() as seen:
            ask(event, [str(row.pk) for row in people], shown=before, by=by)
        counted.append(seen.queries)
    assert counted == [11, 11]
