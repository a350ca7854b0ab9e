"""The mail of the eve: when it leaves by whose clock, to whom, what it brings, and once."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
import time_machine
from django.core.mail import EmailMessage

from accounts.models import User
from backstage.models import OutgoingMail
from participants.letters.due.attaching import attachments_of
from participants.letters.due.eve import send_eves
from participants.models import Delegate, Delegation
from participants.vocabulary import Direction, Whose
from tests.factories import rows
from tests.participants import makers
from tests.participants.letters.values import contact, holders, key_of, without_links
from tests.participants.travel.makers import coming, leg
from tours.models import Event

pytestmark = pytest.mark.django_db
ZAGREB_EVENING = datetime(2017, 9, 1, 16, 0, tzinfo=UTC)
"""Six in the evening in Rijeka, the day before the flight of 2 September."""
SEOUL_EVENING = datetime(2017, 9, 3, 9, 0, tzinfo=UTC)
"""Six in the evening in Seoul, the day before the event begins on 4 September."""
SECOND = timedelta(seconds=1)


@pytest.fixture(autouse=True)
def summer_before() -> Iterator[None]:
    with time_machine.travel(datetime(2017, 8, 20, 12, tzinfo=UTC)):
        yield


@pytest.fixture
def by() -> User:
    return rows.coordinator()


@pytest.fixture
def event() -> Event:
    return makers.published_event(title="Smart City Week", slug="week")


@pytest.fixture
def ana(event: Event, by: User) -> Delegate:
    """Of Rijeka, told of her place."""
    return told(makers.accepted(makers.delegation(event, by=by, city=rows.rijeka()), by=by, name="Ana"))


def told(row: Delegate) -> Delegate:
    contact(row, f"{row.name.lower()}@example.org")
    row.told_state = row.state
    row.save()
    return row


def flight(row: Delegate, day: date = date(2017, 9, 2), at: time | None = time(6), zone: str = "Europe/Zagreb") -> None:
    leg(row, leaves_on=day, leaves_at=at, leaves_zone=zone, lands_on=day + timedelta(days=1))


def recipients(mailoutbox: list[EmailMessage]) -> list[str]:
    return [mail.to[0] for mail in mailoutbox]


def test_eve_of_the_own_flight_begins_at_six_by_the_clock_where_they_leave(
    event: Event, ana: Delegate, mailoutbox: list[Any]
) -> None:
    flight(ana)
    leg(ana, direction=Direction.OUT, leaves_on=date(2017, 9, 9))
    contact(ana, "office@example.org", Whose.ASSISTANT)
    assert send_eves(ZAGREB_EVENING - SECOND) == 0
    assert send_eves(ZAGREB_EVENING) == 2
    own, assistants = mailoutbox
    assert (recipients(mailoutbox), own.subject) == (
        ["ana@example.org", "office@example.org"],
        "Smart City Week: open your page once now",
    )
    assert [holders(mail) for mail in mailoutbox] == [
        [(ana, "ana@example.org", "own")],
        [(ana, "office@example.org", "assistant")],
    ]
    assert without_links(own) == (
        "Dear Ana,\n\n"
        "You leave for Smart City Week soon. Please open your page once now, on the telephone that you take with you. "
        "Then you can read it without the internet, too.\n\n"
        "Your own page. This link is for you alone, so please do not pass it on:\nLINK\n\n"
        "If something is not right, please answer this mail, or write to office@sojourn.invalid.\n"
    )
    assert assistants.body.startswith("This mail is for Ana. You get it as their assistant.\n\nDear Ana,\n\n")
    assert key_of(own) == f"event {event.pk} delegate {ana.pk} eve 2017-09-01"


def test_eve_ends_when_they_leave(ana: Delegate) -> None:
    flight(ana)
    leaves = datetime(2017, 9, 2, 4, 0, tzinfo=UTC)
    assert [send_eves(leaves), send_eves(leaves - SECOND)] == [0, 1]


def test_flight_without_a_time_or_zone_goes_by_the_day_in_the_own_city(ana: Delegate) -> None:
    flight(ana, at=None, zone="")
    end_of_day = datetime(2017, 9, 2, 22, 0, tzinfo=UTC)
    assert [send_eves(end_of_day), send_eves(ZAGREB_EVENING - SECOND), send_eves(end_of_day - SECOND)] == [0, 0, 1]


def test_of_two_flights_there_the_first_counts(ana: Delegate) -> None:
    flight(ana, date(2017, 9, 3))
    flight(ana)
    assert send_eves(ZAGREB_EVENING) == 1


def test_without_a_flight_it_is_the_eve_of_the_event_by_its_clock(
    event: Event, ana: Delegate, mailoutbox: list[Any]
) -> None:
    assert [send_eves(SEOUL_EVENING - SECOND), send_eves(SEOUL_EVENING)] == [0, 1]
    assert "Smart City Week begins soon. Please open your page once now" in mailoutbox[0].body


def test_it_is_sent_once_however_often_the_worker_looks(ana: Delegate, settings: Any) -> None:
    settings.EMAIL_BACKEND = "backstage.mail.outbox.Outbox"
    flight(ana)
    assert [send_eves(ZAGREB_EVENING + timedelta(minutes=5 * number)) for number in range(4)] == [1, 0, 0, 0]
    assert (OutgoingMail.objects.count(), ana.accesslinks.count()) == (1, 1)


def test_flight_that_is_put_off_has_another_eve(ana: Delegate) -> None:
    flight(ana)
    send_eves(ZAGREB_EVENING)
    ana.legs.update(leaves_on=date(2017, 9, 3))
    assert [send_eves(ZAGREB_EVENING + timedelta(days=days)) for days in (0, 1)] == [0, 1]


def test_two_in_one_mailbox_each_get_theirs(event: Event, ana: Delegate, by: User, mailoutbox: list[Any]) -> None:
    ivo = told(makers.accepted(makers.delegation(event, by=by), by=by, name="Ivo"))
    ivo.contacts.update(email="ana@example.org")
    assert send_eves(SEOUL_EVENING) == 2
    assert [mail[0][0] for mail in map(holders, mailoutbox)] == [ana, ivo]


@pytest.mark.parametrize("why", ["quiet", "withdrawn", "postponed", "unreachable", "unpublished"])
def test_nobody_else_gets_it(why: str, by: User, mailoutbox: list[Any]) -> None:
    event = rows.event() if why == "unpublished" else makers.published_event()
    row = told(coming(event, "Vera"))
    if why == "quiet":
        Delegate.objects.update(told_state="")
    elif why == "withdrawn":
        Delegate.objects.update(state="withdrawn")
    elif why == "postponed":
        Event.objects.update(state="postponed")
    elif why == "unreachable":
        row.contacts.all().delete()
    assert (send_eves(SEOUL_EVENING), mailoutbox) == (0, [])


def test_whom_no_mail_reached_gets_it_once_their_address_is_mended(ana: Delegate, mailoutbox: list[Any]) -> None:
    ana.contacts.update(email="")
    assert send_eves(SEOUL_EVENING) == 0
    ana.contacts.update(email="new@example.org")
    assert (send_eves(SEOUL_EVENING + timedelta(hours=1)), recipients(mailoutbox)) == (1, ["new@example.org"])


def test_programme_of_the_own_groups_is_attached(by: User, mailoutbox: list[Any]) -> None:
    event = rows.event(title="Dialogue", slug="dialogue")
    rows.item(event, title="Opening")
    rows.publish(event)
    row = told(coming(event, "Vera"))
    [(name, pdf, kind)] = attachments_of(row)
    assert (name, pdf[:5], kind) == ("dialogue.pdf", b"%PDF-", "application/pdf")
    send_eves(SEOUL_EVENING)
    assert mailoutbox[0].attachments == [(name, pdf, kind)]
    assert "The programme is attached as a PDF file. What changes later stands on your page.\n\n" in mailoutbox[0].body


def test_one_that_fails_holds_up_nobody(
    event: Event, by: User, ana: Delegate, mailoutbox: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(row: Delegate) -> list[Any]:
        if row == ana:
            raise OSError
        return []

    monkeypatch.setattr("participants.letters.due.eve.attachments_of", failing)
    monkeypatch.setattr("participants.letters.due.eve.logger.exception", lambda *_words: None)
    told(makers.accepted(makers.delegation(event, by=by), by=by, name="Ivo"))
    assert (send_eves(SEOUL_EVENING), recipients(mailoutbox)) == (1, ["ivo@example.org"])
    monkeypatch.undo()
    assert (send_eves(SEOUL_EVENING + SECOND), recipients(mailoutbox)[1:]) == (1, ["ana@example.org"])


def test_looking_costs_the_same_for_many_who_have_it(event: Event, by: User) -> None:
    from tests.counting import asked

    counted = []
    for number in (3, 40):
        for each in range(number):
            told(coming(event, f"Primer{number}x{each}"))
        send_eves(SEOUL_EVENING)
        with asked() as seen:
            assert send_eves(SEOUL_EVENING) == 0
        counted.append(seen.queries)
    assert counted == [3, 3]


def test_delegation_of_no_city_goes_by_the_event(event: Event, by: User, ana: Delegate) -> None:
    assert isinstance(ana.delegation, Delegation)
    driver = told(coming(event, "Vera"))
    flight(driver, date(2017, 9, 2), at=None, zone="")
    seoul = datetime(2017, 9, 1, 9, 0, tzinfo=UTC)
    assert [send_eves(seoul - SECOND), send_eves(seoul)] == [0, 1]


def test_flight_home_alone_is_no_leaving(ana: Delegate) -> None:
    leg(ana, direction=Direction.OUT, leaves_on=date(2017, 9, 3), lands_on=date(2017, 9, 3))
    assert [send_eves(ZAGREB_EVENING + timedelta(days=1)), send_eves(SEOUL_EVENING)] == [0, 1]
