"""Reminders: whom the worker and a registrar remind, when, and never twice."""

from datetime import UTC, date, datetime, timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import connection

from accounts.letters.urgency import Urgency, urgency_headers
from accounts.models import User
from backstage.mail.bounces import mark_undeliverable
from participants.delegations import answering
from participants.delegations.invitations import set_invitation
from participants.letters import reminding
from participants.links.ending import end_link
from participants.links.making import make_link
from participants.models import Delegation
from participants.vocabulary import LinkEnd
from tests.factories import rows
from tests.participants import makers
from tests.participants.letters.values import without_links
from tours.models import Event
from tours.record.events import change_event

pytestmark = pytest.mark.django_db
DEADLINE = date(2017, 6, 30)
INVITED = datetime(2017, 5, 1, 9, tzinfo=UTC)


def at(day: date, hour: int = 3) -> datetime:
    """In Seoul it is nine hours later."""
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


def days_before(days: int) -> datetime:
    return at(DEADLINE - timedelta(days=days))


@pytest.fixture
def by() -> User:
    return rows.coordinator()


@pytest.fixture
def event(by: User) -> Event:
    made = makers.published_event(title="Smart City Week", slug="week")
    set_invitation(made, {"reminds": True, "reply_to": "tour@example.org"}, by=by)
    return made


def invited(event: Event, *, by: User, city: Any = None, **facts: Any) -> Delegation:
    """Has its letter since May."""
    home = city or rows.rijeka()
    makers.focal_point(event, home)
    made = makers.delegation(event, by=by, city=home, **{"nominate_by": DEADLINE, **facts})
    Delegation.objects.filter(pk=made.pk).update(invited_at=INVITED, letter_at=INVITED, letter_to="ana@example.org")
    made.refresh_from_db()
    return made


def refusal(verb: Any, *given: Any, **words: Any) -> list[str]:
    with pytest.raises(ValidationError) as refused:
        verb(*given, **words)
    return list(refused.value.messages)


def test_worker_reminds_seven_and_two_days_before_once_each(event: Event, by: User) -> None:
    invited(event, by=by)
    rounds = [(days, hour) for days in range(10, -2, -1) for hour in (0, 3, 9, 14)]
    sent = [at(DEADLINE - timedelta(days=days), hour) for days, hour in rounds]
    done = [moment for moment in sent if reminding.remind_due(moment)]
    assert done == [days_before(7).replace(hour=0), days_before(2).replace(hour=0)]
    assert [message.subject for message in mail.outbox] == ["Names by 30 June 2017: Smart City Week"] * 2


def test_reminder_says_what_is_asked(event: Event, by: User) -> None:
    ours = invited(event, by=by)
    reminding.remind([ours], by=by)
    [message] = mail.outbox
    assert message.extra_headers.items() >= urgency_headers(Urgency.BULK).items()
    assert (message.to, message.reply_to, message.attachments) == (["ana@example.org"], ["tour@example.org"], [])
    assert str(message.body).startswith(
        "Dear Ana Primer,\n\nwe invited Rijeka to Smart City Week, and have no answer yet. Please say whether you take part,"
        " and send us your names by 30 June 2017. If you have answered meanwhile, thank you: then there is nothing to do.\n"
    )


def test_not_before_eight_at_the_event(event: Event, by: User) -> None:
    invited(event, by=by)
    early = datetime(2017, 6, 22, 22, 59, tzinfo=UTC)
    assert [reminding.remind_due(early), reminding.remind_due(early + timedelta(minutes=1))] == [0, 1]


def test_worker_that_was_away_reminds_a_little_late_but_not_much(event: Event, by: User) -> None:
    invited(event, by=by)
    assert [reminding.remind_due(days_before(days)) for days in (5, 4, 3, 0)] == [1, 0, 0, 1]


def test_too_late_for_the_first_reminder(event: Event, by: User) -> None:
    invited(event, by=by)
    assert reminding.remind_due(days_before(4)) == 0


def test_who_was_reminded_by_hand_that_day_or_later_is_not_again(event: Event, by: User) -> None:
    ours = invited(event, by=by)
    reminding.remind([ours], by=by, now=days_before(7))
    assert refusal(reminding.remind, [ours], by=by, now=days_before(7)) == ["Rijeka got a letter today already."]
    assert [reminding.remind_due(days_before(days)) for days in (7, 6, 5, 2)] == [0, 0, 0, 1]


def test_who_was_invited_since_is_not_reminded(event: Event, by: User) -> None:
    ours = invited(event, by=by)
    Delegation.objects.filter(pk=ours.pk).update(letter_at=days_before(7), invited_at=days_before(7))
    assert [reminding.remind_due(days_before(days)) for days in (6, 5, 2)] == [0, 0, 1]


@pytest.mark.parametrize("state", ["postponed", "cancelled"])
def test_event_that_does_not_take_place_reminds_nobody(event: Event, by: User, state: str) -> None:
    ours = invited(event, by=by)
    change_event(event, {"state": state})
    assert reminding.remind_due(days_before(7)) == 0
    [words] = refusal(reminding.remind, [ours], by=by)
    assert words.startswith(f"The event is {state}")
    assert mail.outbox == []


def test_event_that_does_not_remind_is_left_to_the_registrar(event: Event, by: User) -> None:
    ours = invited(event, by=by)
    set_invitation(event, {"reminds": False}, by=by)
    assert reminding.remind_due(days_before(7)) == 0
    assert reminding.remind([ours], by=by, now=days_before(7)) == [ours]


def test_who_answered_or_put_a_name_forward_is_not_reminded(event: Event, by: User) -> None:
    ours, named = invited(event, by=by), invited(event, by=by, city=rows.belgrade())
    answering.accept_invitation(ours, by=by)
    makers.proposed(named, by=by)
    unsent = makers.delegation(event, by=by, nominate_by=DEADLINE)
    assert reminding.remind_due(days_before(7)) == 0
    assert [refusal(reminding.remind, [row], by=by) for row in (ours, named, unsent)] == [
        ["Rijeka needs no reminder: it has answered, or has no letter yet."],
        ["Belgrade needs no reminder: it has answered, or has no letter yet."],
        [f"{unsent} has no focal point with an address. Choose one first."],
    ]


def test_one_who_cannot_be_reached_holds_up_nobody(event: Event, by: User) -> None:
    invited(event, by=by)
    invited(event, by=by, city=rows.belgrade())
    event.programme.focal_points.filter(city=rows.rijeka()).update(email="gone@example.org")
    mark_undeliverable("gone@example.org", reason="5.1.1")
    assert reminding.remind_due(days_before(7)) == 1


def test_those_who_accepted_are_asked_again_at_new_dates(event: Event, by: User) -> None:
    ours, silent = invited(event, by=by), invited(event, by=by, city=rows.belgrade())
    answering.accept_invitation(ours, by=by)
    change_event(event, {"starts": date(2018, 3, 5), "ends": date(2018, 3, 9)})
    rows.publish(event)
    assert list(reminding.coming(event)) == [ours]
    [asked] = reminding.ask_again([ours], by=by)
    [message] = mail.outbox
    assert message.subject == "New dates: Smart City Week, Monday 5 to Friday 9 March 2018"
    assert without_links(message).startswith(
        "Dear Ana Primer,\n\nSmart City Week has new dates. Rijeka accepted our invitation. Do the same people come at the"
        " new dates? If somebody cannot, please say who comes instead.\n\n"
        "You can do this on your own page. This link is for you alone, so please do not pass it on:\nLINK\n\nWhen: Monday 5 to Friday 9 March 2018\n"
    )
    ours.refresh_from_db()
    assert (ours.state, ours.reminded_at) == ("accepted", asked.reminded_at)
    assert refusal(reminding.ask_again, [ours], by=by) == ["Rijeka got a letter today already."]
    assert refusal(reminding.ask_again, [silent], by=by) == [
        "Belgrade did not accept, so there is nothing to ask again."
    ]


@pytest.mark.django_db(transaction=True)
def test_of_two_workers_at_once_one_reminds(event: Event, by: User) -> None:
    ours = invited(event, by=by)
    together, sent = Barrier(2), []

    def work() -> None:
        together.wait()
        try:
            sent.append(len(reminding.remind([ours], by=None, now=days_before(7))))
        except ValidationError:
            sent.append(0)
        finally:
            connection.close()

    threads = [Thread(target=work) for _each in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (sorted(sent), len(mail.outbox)) == ([0, 1], 1)


def test_reader_who_said_that_it_is_not_theirs_is_reminded_by_a_colleague_alone(event: Event, by: User) -> None:
    row = invited(event, by=by)
    assert row.focal_point
    end_link(make_link(row.focal_point, email=row.focal_point.email)[0], LinkEnd.NOT_MINE)
    assert reminding.remind_due(days_before(7)) == 0
    assert reminding.remind([row], by=by, now=days_before(7)) == [row]
