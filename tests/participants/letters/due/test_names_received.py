"""The receipt for names: one letter for all that came together, to the city that sent them, and no word of decisions."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine

from accounts.models import User
from backstage.grounds import Grounds
from backstage.models import OutgoingMail
from participants.letters.due.names_received import send_receipts
from participants.links.ending import end_link
from participants.links.making import make_link
from participants.models import Delegate, Delegation
from participants.nominations import deciding, proposing
from participants.vocabulary import LinkEnd
from tests.factories import rows
from tests.participants import makers
from tests.participants.letters.values import holders, key_of, without_links
from tours.models import Event

pytestmark = pytest.mark.django_db
NOON = datetime(2017, 6, 1, 12, tzinfo=UTC)
LATER = NOON + timedelta(minutes=10)
BY_LINK = Grounds(by_link="Focal")


@pytest.fixture
def by() -> User:
    return rows.coordinator()


@pytest.fixture
def event() -> Event:
    return makers.published_event(title="Smart City Week")


@pytest.fixture
def rijeka(event: Event, by: User) -> Delegation:
    makers.focal_point(event, rows.rijeka(), name="Focal", email="rijeka@example.org")
    return makers.delegation(event, by=by, city=rows.rijeka(), seats=5)


def put_forward(to: Delegation, *names: str, at: datetime = NOON, by: User | None = None) -> list[Delegate]:
    with time_machine.travel(at, tick=False):
        grounds = Grounds() if by else BY_LINK
        return [proposing.propose(to, name, by=by, grounds=grounds, facts={"position": "Engineer"}) for name in names]


def test_names_that_came_together_make_one_letter(event: Event, rijeka: Delegation, mailoutbox: list[Any]) -> None:
    put_forward(rijeka, "Ana", "Ivo")
    assert [send_receipts(LATER - timedelta(seconds=1)), send_receipts(LATER)] == [0, 1]
    [mail] = mailoutbox
    with time_machine.travel(NOON):
        assert holders(mail) == [(rijeka.focal_point, "rijeka@example.org", "own")]
    assert (mail.to, mail.subject) == (["rijeka@example.org"], "Smart City Week: your names have arrived")
    assert without_links(mail) == (
        "Dear Focal,\n\n"
        "Thank you. These names of Rijeka for Smart City Week, 4–8 September 2017, have arrived, in this order:\n\n"
        "- Ana, Engineer\n"
        "- Ivo, Engineer\n\n"
        "Nothing is decided by this. We write to you when it is.\n\n"
        "Your own page. This link is for you alone, so please do not pass it on:\nLINK\n\n"
        "If something is not right, please say so there or answer this mail.\n"
    )
    assert key_of(mail).startswith(f"event {event.pk} delegation {rijeka.pk} names_received ")


def test_further_name_waits_and_brings_a_letter_of_its_own(rijeka: Delegation, mailoutbox: list[Any]) -> None:
    put_forward(rijeka, "Ana")
    put_forward(rijeka, "Ivo", at=NOON + timedelta(minutes=9))
    assert [send_receipts(LATER), send_receipts(LATER + timedelta(minutes=9))] == [0, 1]
    put_forward(rijeka, "Eva", at=LATER + timedelta(hours=1))
    send_receipts(LATER + timedelta(hours=2))
    lists = [[line for line in mail.body.splitlines() if line.startswith("- ")] for mail in mailoutbox]
    assert lists == [["- Ana, Engineer", "- Ivo, Engineer"], ["- Eva, Engineer"]]


def test_reader_who_said_that_it_is_not_theirs_gets_none(rijeka: Delegation, mailoutbox: list[Any]) -> None:
    point = rijeka.focal_point
    assert point
    end_link(make_link(point, email=point.email)[0], LinkEnd.NOT_MINE)
    put_forward(rijeka, "Ana")
    assert (send_receipts(LATER), mailoutbox) == (0, [])


def test_it_is_sent_once_however_often_the_worker_looks(rijeka: Delegation, settings: Any) -> None:
    settings.EMAIL_BACKEND = "backstage.mail.outbox.Outbox"
    put_forward(rijeka, "Ana")
    assert [send_receipts(LATER + timedelta(minutes=number)) for number in range(4)] == [1, 0, 0, 0]
    assert OutgoingMail.objects.count() == 1


def test_decision_of_meanwhile_is_not_told(rijeka: Delegation, by: User, mailoutbox: list[Any]) -> None:
    ana, ivo, eva = put_forward(rijeka, "Ana", "Ivo", "Eva")
    with time_machine.travel(NOON):
        deciding.reserve(ana, by=by)
        deciding.decline(ivo, by=by)
        deciding.withdraw(eva, by=by)
    send_receipts(LATER)
    lines = [line for line in mailoutbox[0].body.splitlines() if line.startswith("- ")]
    assert lines == ["- Ana, Engineer", "- Ivo, Engineer"]


@pytest.mark.parametrize(("has_letter", "sent"), [(False, 0), (True, 1)])
def test_what_a_registrar_types_is_acknowledged_to_a_city_that_was_written_to(
    has_letter: bool, sent: int, rijeka: Delegation, by: User
) -> None:
    if has_letter:
        Delegation.objects.update(letter_at=NOON)
    put_forward(rijeka, "Ana", by=by)
    assert send_receipts(LATER) == sent


@pytest.mark.parametrize("why", ["nobody", "ended", "over", "cancelled", "old"])
def test_nobody_else_gets_a_receipt(why: str, rijeka: Delegation, mailoutbox: list[Any]) -> None:
    put_forward(rijeka, "Ana")
    now = LATER
    if why == "nobody":
        Delegation.objects.update(focal_point=None)
    elif why == "ended":
        type(rijeka.focal_point).objects.update(ended=NOON.date(), since=NOON.date())  # type: ignore[union-attr]
    elif why == "over":
        Event.objects.update(starts=NOON.date() - timedelta(days=9), ends=NOON.date() - timedelta(days=8))
    elif why == "cancelled":
        Event.objects.update(state="cancelled")
    else:
        now = NOON + timedelta(days=2)
    assert (send_receipts(now), mailoutbox) == (0, [])
