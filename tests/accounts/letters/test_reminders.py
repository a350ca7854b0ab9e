"""A reminder is sent once, and one that fails holds up no other."""

import logging
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from accounts.letters.reminders import Reminder, forget_old_reminders, send_reminders
from accounts.letters.urgency import Urgency, urgency_headers
from accounts.letters.writing import Letter, send_written
from accounts.models import Reminded
from tests.factories import rows

pytestmark = pytest.mark.django_db


def test_reminder_is_sent_once_to_whom_it_is_for() -> None:
    maja = rows.stranger()
    first = Reminder("token 1, May", maja, Letter("It ends", "Soon."))
    assert [send_reminders([first]) for _ in range(2)] == [1, 0]
    assert send_reminders([first._replace(key="token 1, June")]) == 1
    assert [(sent.to, sent.subject, sent.body) for sent in mail.outbox] == [([maja.email], "It ends", "Soon.")] * 2
    assert [sent.extra_headers for sent in mail.outbox] == [urgency_headers(Urgency.BULK)] * 2


def test_inactive_user_is_not_reminded() -> None:
    assert send_reminders([Reminder("token", rows.stranger(is_active=False), Letter("It ends", "Soon."))]) == 0
    assert mail.outbox == []


def test_reminder_that_cannot_be_sent_holds_up_no_other_and_is_tried_again(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    due = [Reminder(key, rows.stranger(), Letter(key, "Soon.")) for key in ("one", "two")]

    def fail_once(written: Letter, **facts: Any) -> None:
        if written.subject == "one":
            raise OSError("no route to host")
        send_written(written, **facts)

    monkeypatch.setattr("accounts.letters.reminders.send_written", fail_once)
    assert send_reminders(due) == 1
    monkeypatch.undo()
    logged = [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR]
    caplog.clear()
    assert logged == ["The reminder one could not be sent; it is tried again."]
    assert (send_reminders(due), [sent.subject for sent in mail.outbox]) == (1, ["two", "one"])


def test_reminders_of_years_ago_are_forgotten() -> None:
    send_reminders([Reminder(key, rows.stranger(), Letter(key, "Soon.")) for key in ("old", "new")])
    Reminded.objects.filter(key="new").update(at=timezone.now() - timedelta(days=364))
    Reminded.objects.filter(key="old").update(at=timezone.now() - timedelta(days=366))
    assert forget_old_reminders(timezone.now()) == 1
    assert Reminded.objects.get().key == "new"
