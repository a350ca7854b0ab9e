"""Whom a mailbox serves."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import User
from participants.letters.to_registrars.not_mine import say_not_mine
from participants.links.again import ask_for_links
from participants.links.ending import end_link
from participants.links.making import make_link
from participants.links.serving import served_by
from participants.models import Delegate, DelegateContact
from participants.vocabulary import DelegateState, LinkEnd, Whose
from tests.factories import rows
from tests.participants.entering.mailboxes import SECRETARY, addresses_in, delegate_of, point_of
from tests.participants.visits import coming_event
from tours.models import Event
from tours.vocabulary import EventState, RoleKind

pytestmark = pytest.mark.django_db


def served(mailbox: str = SECRETARY) -> list[tuple[str, str]]:
    return [(str(one.holder), one.whose.value) for one in served_by(mailbox, timezone.now())]


def test_mailbox_serves_delegates_those_of_whoever_assists_and_focal_points() -> None:
    event = coming_event()
    mayor = delegate_of(SECRETARY, "Đorđe Čačak", event=event, whose=Whose.ASSISTANT)
    delegate_of(SECRETARY.upper(), "Ana Primer", event=event)
    delegate_of("another@example.org", "Eva Primer", event=event)
    DelegateContact.objects.create(delegate=mayor, email="mayor@example.org")
    point_of(SECRETARY, event)
    assert served() == [("Đorđe Čačak", "assistant"), ("Ana Primer", "own"), ("Ana Primer", "own")]
    assert served("mayor@example.org") == [("Đorđe Čačak", "own")]


@pytest.mark.parametrize(("days", "number"), [(30, 1), (31, 0)])
def test_mailbox_serves_until_30_days_after_the_event(days: int, number: int) -> None:
    row = delegate_of(SECRETARY, "Ana Primer")
    ended = timezone.now().date() - timedelta(days=days)
    events = Event.objects.filter(pk=row.event_id)
    events.update(starts=ended, ends=ended)
    assert len(served()) == number
    events.update(state=EventState.POSTPONED)
    assert len(served()) == 1


def test_mailbox_serves_nobody_who_was_replaced() -> None:
    row = delegate_of(SECRETARY, "Ana Primer")
    Delegate.objects.filter(pk=row.pk).update(state=DelegateState.WITHDRAWN)
    assert len(served()) == 1
    Delegate.objects.filter(pk=row.pk).update(state=DelegateState.REPLACED)
    assert served() == []


def test_who_said_that_they_are_somebody_else_gets_no_other_link_until_one_is_sent_on_purpose() -> None:
    event = coming_event()
    holders = (delegate_of(SECRETARY, "Ana Primer", event=event), point_of(SECRETARY, event))
    for holder in holders:
        say_not_mine(make_link(holder, email=SECRETARY)[0])
    assert served() == []
    for holder in holders:
        make_link(holder, email=SECRETARY)
    assert len(served()) == 2


def test_ended_focal_point_is_not_served() -> None:
    point = point_of(SECRETARY, coming_event())
    point.ended = timezone.localdate()
    point.save()
    assert served() == []


def test_host_is_served_at_the_address_of_the_account() -> None:
    host: User = rows.colleague(RoleKind.HOST, at=coming_event())
    assert served(host.email) == [(f"{host.email}: Host's liaison, {host.roles.get().event}", "own")]


def test_each_holder_of_a_shared_mailbox_has_a_mail_of_their_own(mailoutbox: list[Any]) -> None:
    event = coming_event(title="Smart City Week")
    delegate_of(SECRETARY, "Đorđe Čačak", event=event, whose=Whose.ASSISTANT)
    delegate_of(SECRETARY, "Ana Primer", event=event)
    mailoutbox.clear()
    ask_for_links(SECRETARY)
    assert [(mail.to, mail.subject) for mail in mailoutbox] == [
        ([SECRETARY], "Smart City Week: the personal link of Đorđe Čačak"),
        ([SECRETARY], "Smart City Week: your personal link, Ana Primer"),
    ]
    assert len(set(addresses_in(mailoutbox))) == 2


def test_unknown_address_gets_no_mail(mailoutbox: list[Any]) -> None:
    ask_for_links("nobody@example.org")
    assert mailoutbox == []


def test_link_that_has_ended_stays_as_it_ended_and_tells_nobody(mailoutbox: list[Any]) -> None:
    link = make_link(delegate_of(SECRETARY, "Ana Primer"), email=SECRETARY)[0]
    end_link(link, LinkEnd.REPLACED)
    say_not_mine(link)
    link.refresh_from_db()
    assert (link.end, mailoutbox) == (LinkEnd.REPLACED, [])
