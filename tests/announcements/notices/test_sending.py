"""A notice from publishing to the outbox: whom it reaches, once, and with what."""

from datetime import time, timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone
from pytest_django import Settings

from announcements.models import Notice, NoticeState
from announcements.notices import sending
from announcements.notices.deciding import send_now
from announcements.notices.messages import write_message
from announcements.notices.raising import HOLD, raise_due, raise_notice
from announcements.notices.sending import send_due
from backstage.mail.bounces import mark_undeliverable
from backstage.models import OutgoingMail
from participants.links.ending import end_link
from participants.links.making import make_link
from participants.models import Delegate
from participants.vocabulary import DelegateState, LinkEnd, Whose
from tests.announcements.notices import makers
from tests.announcements.notices.makers import EVENING, change, published_and_raised
from tests.factories import rows
from tests.participants.letters.values import contact, without_links
from tours.models import Event

pytestmark = pytest.mark.django_db


@pytest.fixture
def event() -> Event:
    return rows.event(title="Smart City Week", slug="week")


def recipients(mailoutbox: list[EmailMessage]) -> list[str]:
    return [mail.to[0] for mail in mailoutbox]


def test_only_the_group_is_told_and_once(event: Event, mailoutbox: list[EmailMessage]) -> None:
    a, b = makers.group(event, "A"), makers.group(event, "B")
    makers.told(event, "Ana", a)
    makers.told(event, "Boris", b)
    item = makers.visit(event, b)
    with time_machine.travel(EVENING, tick=False):
        rows.publish(event)
        assert raise_notice(event, now=EVENING) is None
        change(item, start=time(10, 30), end=time(12), room="Gate 4")
        notice = published_and_raised(event, at=EVENING)
        assert notice is not None
        assert notice.goes_at == EVENING + HOLD
        assert send_due(EVENING) == 0
        assert send_due(EVENING + HOLD) == 1
        assert send_due(EVENING + HOLD) == 0
        assert raise_due(EVENING + HOLD) == 0
    assert recipients(mailoutbox) == ["boris@example.org"]
    assert mailoutbox[0].subject == "Smart City Week: “Traffic centre” has changed"
    assert (
        without_links(mailoutbox[0])
        == """Dear Boris,

This has changed for you at Smart City Week (version 2 of the programme, 5 September 2017). All times are those at the place.

Changed: Traffic centre
- Time: Wednesday 6 September 2017, 09:30–11:00 → 10:30–12:00, Seoul time (UTC+9)
- Place: Gate 2 → Gate 4

Your own page. This link is for you alone, so please do not pass it on:
LINK

If you subscribed to your private calendar, it shows this by itself.

If something is not right, please answer this mail.
"""
    )
    assert Notice.objects.exclude(state=NoticeState.SENT).count() == 0


class Killed(BaseException):
    """As SIGKILL ends a worker: nothing of ours catches it."""


def test_notice_of_before_the_clock_was_set_back_waits_no_longer(event: Event) -> None:
    makers.told(event, "Ana")
    item = makers.visit(event)
    with time_machine.travel(EVENING, tick=False):
        rows.publish(event)
        change(item, room="Gate 4")
        published_and_raised(event, at=EVENING)
    assert (send_due(EVENING - timedelta(minutes=9)), send_due(EVENING - timedelta(hours=3))) == (0, 1)


def test_worker_killed_twenty_times_loses_and_repeats_nothing(
    event: Event, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Within the transaction of a part, or after it: by turns. The outbox may then send a mail twice for each kill, and no more."""
    settings.EMAIL_BACKEND = "backstage.mail.outbox.Outbox"
    monkeypatch.setattr(sending, "AT_ONCE", 1)
    names = [f"d{number}" for number in range(22)]
    for name in names:
        makers.told(event, name)
    item = makers.visit(event)
    usual, kills = sending._post, iter(range(20))

    def killed(*args: Any) -> None:
        number = next(kills, None)
        with transaction.atomic():
            usual(*args)
            if number is not None and number % 2:
                raise Killed
        if number is not None:
            raise Killed

    with time_machine.travel(EVENING, tick=False):
        rows.publish(event)
        change(item, room="Gate 4")
        published_and_raised(event, at=EVENING)
        monkeypatch.setattr(sending, "_post", killed)
        for _kill in range(20):
            with pytest.raises(Killed):
                send_due(EVENING + HOLD)
        assert send_due(EVENING + HOLD) == 1
    sent = OutgoingMail.objects.values_list("recipient", flat=True)
    assert sorted(sent) == sorted(f"{name}@example.org" for name in names)
    assert Notice.objects.get().state == NoticeState.SENT


def test_two_workers_at_once_write_each_mail_once(event: Event, mailoutbox: list[EmailMessage]) -> None:
    """The second begins where the first is: it finds nobody left."""
    makers.told(event, "Ana")
    item = makers.visit(event)
    with time_machine.travel(EVENING, tick=False):
        rows.publish(event)
        change(item, room="Gate 4")
        notice = published_and_raised(event, at=EVENING)
        assert notice
        assert send_due(EVENING + HOLD) == 1
        Notice.objects.update(state=NoticeState.SENDING, ended_at=None)
        assert send_due(EVENING + HOLD) == 1
    assert recipients(mailoutbox) == ["ana@example.org"]


def test_who_withdrew_meanwhile_gets_none(event: Event, mailoutbox: list[EmailMessage]) -> None:
    ana, _boris = makers.told(event, "Ana"), makers.told(event, "Boris")
    item = makers.visit(event)
    with time_machine.travel(EVENING, tick=False):
        rows.publish(event)
        change(item, room="Gate 4")
        notice = published_and_raised(event, at=EVENING)
        assert notice
        with transaction.atomic():
            sending._begin(notice, EVENING + HOLD)
        assert notice.recipients.count() == 2
        Delegate.objects.filter(pk=ana.pk).update(state=DelegateState.WITHDRAWN)
        send_due(EVENING + HOLD)
    assert recipients(mailoutbox) == ["boris@example.org"]


def test_message_goes_to_those_who_were_chosen(event: Event, mailoutbox: list[EmailMessage]) -> None:
    ana, _boris = makers.told(event, "Ana"), makers.told(event, "Boris")
    by = rows.coordinator()
    notice = write_message(event, [ana.pk], subject="The bus", words="It waits at gate 2.\n\nSee you there.", by=by)
    send_now(notice, by=by)
    send_due(timezone.now())
    [mail] = mailoutbox
    assert (mail.to, mail.subject) == (["ana@example.org"], "The bus")
    assert mail.body.startswith("Dear Ana,\n\nIt waits at gate 2.\n\nSee you there.\n")


@pytest.mark.parametrize(
    ("chosen", "facts", "sentence"),
    [
        ([], {}, "Tick at least one person to write to."),
        ([0], {}, "Tick at least one person to write to."),
        (None, {"subject": " "}, "Write a subject and a message."),
    ],
)
def test_message_without_readers_or_words_is_refused(
    event: Event, chosen: list[int] | None, facts: dict[str, str], sentence: str
) -> None:
    ana, by = makers.told(event, "Ana"), rows.coordinator()
    words = {"subject": "The bus", "words": "It waits."} | facts
    with pytest.raises(ValidationError, match=sentence):
        write_message(event, [ana.pk] if chosen is None else chosen, **words, by=by)
    assert Notice.objects.count() == 0


def test_message_is_for_those_alone_who_are_at_the_event_and_whom_its_writer_sees(event: Event) -> None:
    ana, boris, by = makers.told(event, "Ana"), makers.told(rows.event(), "Boris"), rows.coordinator()
    for keys, writer, sentence in [
        ([ana.pk, boris.pk], by, "Some of those whom you chose are not at this event any more."),
        ([ana.pk], rows.stranger(), "Tick at least one person to write to."),
    ]:
        with pytest.raises(ValidationError, match=sentence):
            write_message(event, keys, subject="The bus", words="It waits.", by=writer)
    assert Notice.objects.count() == 0


def test_message_does_not_reach_who_left_while_it_waited(event: Event, mailoutbox: list[EmailMessage]) -> None:
    ana, by = makers.told(event, "Ana"), rows.coordinator()
    notice = write_message(event, [ana.pk], subject="The bus", words="It waits.", by=by)
    Delegate.objects.update(state=DelegateState.REPLACED)
    send_now(notice, by=by)
    send_due(timezone.now())
    notice.refresh_from_db()
    assert (mailoutbox, notice.state) == ([], NoticeState.SENT)


def test_form_that_is_sent_twice_is_one_message(event: Event) -> None:
    ana, boris, by = makers.told(event, "Ana"), makers.told(event, "Boris"), rows.coordinator()
    words: dict[str, Any] = {"subject": "The bus", "words": "It waits.", "by": by}
    first = write_message(event, [ana.pk], **words)
    assert write_message(event, [ana.pk], **words) == first
    assert write_message(event, [ana.pk, boris.pk], **words) != first


def test_mailbox_that_said_it_is_not_theirs_gets_no_other_link(event: Event, mailoutbox: list[EmailMessage]) -> None:
    ana = makers.told(event, "Ana")
    contact(ana, "office@example.org", Whose.ASSISTANT)
    link, _secret = make_link(ana, email="Ana@example.org")
    end_link(link, LinkEnd.NOT_MINE)
    item = makers.visit(event)
    with time_machine.travel(EVENING, tick=False):
        rows.publish(event)
        change(item, room="Gate 4")
        published_and_raised(event, at=EVENING)
        send_due(EVENING + HOLD)
    assert recipients(mailoutbox) == ["office@example.org"]


def test_part_that_fails_holds_up_no_other(
    event: Event, mailoutbox: list[EmailMessage], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(sending, "AT_ONCE", 1)
    for name in ("Ana", "Boris"):
        makers.told(event, name)
    item, usual = makers.visit(event), sending._post

    def fails_for_the_first(notice: Notice, writing: Any, keys: Any) -> None:
        if notice.recipients.filter(pk=keys[0], delegate__name="Ana"):
            raise RuntimeError("the disk is full")
        usual(notice, writing, keys)

    with time_machine.travel(EVENING, tick=False):
        rows.publish(event)
        change(item, room="Gate 4")
        published_and_raised(event, at=EVENING)
        with monkeypatch.context() as broken:
            broken.setattr(sending, "_post", fails_for_the_first)
            send_due(EVENING + HOLD)
        caplog.clear()
        assert (recipients(mailoutbox), Notice.objects.get().state) == (["boris@example.org"], NoticeState.SENDING)
        send_due(EVENING + HOLD)
    assert (recipients(mailoutbox)[1:], Notice.objects.get().state) == (["ana@example.org"], NoticeState.SENT)


def test_mailbox_from_which_mail_comes_back_gets_none(event: Event, mailoutbox: list[EmailMessage]) -> None:
    makers.told(event, "Ana")
    makers.told(event, "Boris")
    item = makers.visit(event)
    with time_machine.travel(EVENING, tick=False):
        mark_undeliverable("ana@example.org", reason="5.1.1")
        rows.publish(event)
        change(item, room="Gate 4")
        published_and_raised(event, at=EVENING)
        assert send_due(EVENING + HOLD) == 1
    assert recipients(mailoutbox) == ["boris@example.org"]
