"""Reminders: to whom they go, what they say, and when none may go."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.letters.urgency import URGENCY
from accounts.models import User
from backstage.models import AuditEntry, Undeliverable
from participants.models import Delegate, DelegateNeeds, Preparation
from participants.travel.checklist.reminding import Reminders, remind, reminders
from participants.vocabulary import EntryStep, Whose
from tests.counting import asked
from tests.factories import rows
from tests.participants import makers
from tests.participants.letters.values import contact
from tests.participants.travel.makers import asked_of_all, coming, entry_requirement, needs, preparation, stay
from tours.models import Event
from tours.vocabulary import EventState

pytestmark = pytest.mark.django_db
IN_JULY = datetime(2017, 7, 1, 12, tzinfo=UTC)
NOTHING = dict.fromkeys((f"asks_{each}" for each in ("document", "entry", "insurance", "flight", "emergency")), False)


@pytest.fixture
def by() -> User:
    return rows.coordinator()


def to_come(**facts: Any) -> Event:
    """An event in two months that asks for room and diet."""
    starts = timezone.now().date() + timedelta(days=60)
    made = rows.event(starts=starts, ends=starts + timedelta(days=3), **facts)
    asked_of_all(made, **NOTHING)
    return made


def found(event: Event) -> Reminders:
    return reminders(event, now=timezone.now())


def reached(event: Event, name: str) -> Delegate:
    """Somebody who comes and has an address."""
    row = coming(event, name)
    contact(row, f"{name.split()[0].lower()}@example.org")
    return row


def test_mail_says_what_is_missing_and_by_when_and_nothing_that_they_told(by: User) -> None:
    event = makers.published_event(title="Smart City Week")
    asked_of_all(event, **{**NOTHING, "asks_entry": True, "due_on": date(2017, 8, 1)})
    entry_requirement(event, country=rows.country("RS", "Serbia"))
    ana = makers.accepted(makers.delegation(event, by=by, city=rows.belgrade()), by=by, name="Ana Primer")
    Delegate.objects.update(told_state="accepted")
    preparation(ana, entry=EntryStep.REFUSED)
    needs(ana, access="A wheelchair")
    contact(ana, "ana@example.org")
    contact(ana, "office@example.org", Whose.ASSISTANT)
    [reminder] = reminders(event, now=IN_JULY).reminders
    own, assistants = reminder.mails
    assert (reminder.row, own.to, assistants.to) == (ana, "ana@example.org", "office@example.org")
    assert own.subject == assistants.subject == "Smart City Week: what is still missing"
    assert assistants.body.startswith(
        "This mail is for Ana Primer. You get it as their assistant.\n\nDear Ana Primer,\n\n"
    )
    assert own.body == (
        "Dear Ana Primer,\n\n"
        "For your journey to Smart City Week, 4–8 September 2017, this is still missing:\n\n"
        "- Entry: visa, to be filed by 5 August 2017\n"
        "- Room: where you sleep, or that you need none\n"
        "- Diet: what you eat\n\n"
        "Please send it by 1 August 2017. If you have done so meanwhile, thank you: then there is nothing to do.\n\n"
        "Your own page. This link is for you alone, so please do not pass it on:\n"
        "[The personal link stands here in the mail that is sent.]\n\n"
        "What you need for entry goes by the country of your city. If your passport is of another country, please tell us.\n\n"
        "Reply to this message, or write to office@sojourn.invalid.\n"
    )


def test_only_those_are_reminded_who_lack_something_and_who_cannot_be_reached_is_named() -> None:
    event = to_come()
    ana, boris, vera = (reached(event, name) for name in ("Ana Primer", "Boris Primer", "Vera Primer"))
    petar = coming(event, "Petar Primer")
    stay(boris)
    DelegateNeeds.objects.create(delegate=boris, diet="vegan")
    Undeliverable.objects.create(address="vera@example.org", since=timezone.now())
    read = found(event)
    assert ([each.row for each in read.reminders], read.without) == ([ana], (petar, vera))


def test_who_is_not_told_of_their_place_is_not_reminded(by: User) -> None:
    event = to_come()
    rows.publish(event)
    ana = makers.accepted(makers.delegation(event, by=by), by=by, name="Ana Primer")
    contact(ana, "ana@example.org")
    read = found(event)
    assert (read.reminders, read.without, read.quiet) == ((), (), (ana,))
    Delegate.objects.update(told_state="accepted")
    read = found(event)
    assert ([each.row for each in read.reminders], read.quiet) == ([ana], ())


def test_reminder_is_sent_to_each_address_noted_and_not_offered_again_today(by: User, mailoutbox: list[Any]) -> None:
    event = to_come()
    ana, boris = reached(event, "Ana Primer"), reached(event, "Boris Primer")
    contact(ana, "office@example.org", Whose.ASSISTANT)
    before = found(event).digest
    assert remind(event, [str(ana.pk)], shown=before, by=by) == 1
    assert [(mail.to, mail.reply_to) for mail in mailoutbox] == [
        (["ana@example.org"], ["office@sojourn.invalid"]),
        (["office@example.org"], ["office@sojourn.invalid"]),
    ]
    assert [(each.row, each.is_usual) for each in found(event).reminders] == [(boris, True), (ana, False)]
    entry = AuditEntry.objects.get(content_type__model="preparation")
    assert (entry.actor, list(entry.changes or {}), entry.person_key) == (by, ["reminded_at"], ana.person_id)
    with pytest.raises(ValidationError, match="Something changed since this page was shown, so nothing was sent"):
        remind(event, [str(boris.pk)], shown=before, by=by)
    Preparation.objects.update(reminded_at=timezone.now() - timedelta(days=1))
    assert all(each.is_usual for each in found(event).reminders)
    assert [mail.extra_headers[URGENCY] for mail in mailoutbox] == ["bulk"] * 2


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"state": EventState.POSTPONED}, "postponed"),
        ({"state": EventState.CANCELLED}, "cancelled"),
        ({"starts": date(2017, 9, 4), "ends": date(2017, 9, 8)}, "over"),
        ({}, "nothing"),
    ],
)
def test_nobody_is_reminded_of_an_event_that_does_not_come(
    by: User, mailoutbox: list[Any], facts: dict[str, Any], code: str
) -> None:
    event = to_come()
    reached(event, "Ana Primer")
    if code == "nothing":  # on its last day too
        facts = {"starts": timezone.localdate() - timedelta(days=3), "ends": timezone.localdate()}
    Event.objects.filter(pk=event.pk).update(**facts)
    event.refresh_from_db()
    with pytest.raises(ValidationError) as refusal:
        remind(event, [], shown=found(event).digest, by=by)
    assert (refusal.value.code, mailoutbox) == (code, [])


def test_sending_costs_the_same_for_many(by: User) -> None:
    counted = []
    ContentType.objects.get_for_model(Preparation)
    for number in (3, 40):
        event = to_come(title=f"Week {number}")
        people = [reached(event, f"Primer{number}-{each}") for each in range(number)]
        shown = found(event).digest
        with asked() as seen:
            remind(event, [str(row.pk) for row in people], shown=shown, by=by)
        counted.append(seen.queries)
    assert counted == [21, 21]
