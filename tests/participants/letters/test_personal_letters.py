"""Letters that tell delegates: whom each goes to, under which key, what it says, and that its link lets the right one in."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core.mail import EmailMessage
from django.utils import timezone

from accounts.models import User
from backstage.models import OutgoingMail
from participants.letters.inviting import send_invitations
from participants.letters.telling.sending import tell
from participants.models import AccessLink, Delegate, Delegation
from participants.nominations import deciding, offering, substituting
from participants.vocabulary import Whose
from tests.factories import rows
from tests.participants import makers
from tests.participants.letters.values import contact, holders, key_of, keys, shown, told, without_links
from tours.models import Event

pytestmark = pytest.mark.django_db
FRIDAY = datetime(2017, 8, 25, 17, 0, tzinfo=UTC)
PLACEHOLDER = "[The personal link stands here in the mail that is sent.]"
OWN_PAGE = "Your own page. This link is for you alone, so please do not pass it on:\nLINK\n\n"


@pytest.fixture(autouse=True)
def summer_before() -> Iterator[None]:
    """Links to an event that is long over let nobody in."""
    with time_machine.travel(datetime(2017, 8, 20, 12, tzinfo=UTC)):
        yield


@pytest.fixture
def registrar() -> User:
    return rows.coordinator()


@pytest.fixture
def event() -> Event:
    return makers.published_event(title="Smart City Week")


@pytest.fixture
def rijeka(event: Event, registrar: User) -> Delegation:
    city = rows.rijeka()
    makers.focal_point(event, city, name="Focal", email="rijeka@example.org")
    return makers.delegation(event, by=registrar, city=city, seats=5)


def accepted(rijeka: Delegation, name: str, *, by: User) -> Delegate:
    """Has a place, a mailbox of their own and an assistant."""
    row = makers.accepted(rijeka, by=by, name=name)
    contact(row, f"{name.lower()}@example.org")
    contact(row, "office@example.org", Whose.ASSISTANT)
    return row


def send_all(event: Event, by: User) -> None:
    tell(event, shown=shown(event), mails=keys(event), by=by)


def to_people(mailoutbox: list[EmailMessage]) -> list[EmailMessage]:
    return [mail for mail in mailoutbox if mail.to != ["rijeka@example.org"]]


def test_place_is_told_with_a_link_for_each_mailbox(
    event: Event, registrar: User, rijeka: Delegation, mailoutbox: list[Any]
) -> None:
    mayor = accepted(rijeka, "Mayor", by=registrar)
    send_all(event, registrar)
    city, own, assistants = mailoutbox
    assert [holders(mail) for mail in mailoutbox] == [
        [(rijeka.focal_point, "rijeka@example.org", "own")],
        [(mayor, "mayor@example.org", "own")],
        [(mayor, "office@example.org", "assistant")],
    ]
    place = "You have a place at Smart City Week, 4–8 September 2017.\n\n"
    end = "If you cannot come, or if something is not right, please say so there or answer this mail.\n"
    assert without_links(own) == f"Dear Mayor,\n\n{place}{OWN_PAGE}{end}"
    assert without_links(assistants) == (
        "This mail is for Mayor. You get it as their assistant.\n\n"
        f"Dear Mayor,\n\n{place}"
        f"The page of Mayor, for you as their assistant. Please do not pass this link on:\nLINK\n\n{end}"
    )
    assert key_of(city).startswith(f"event {event.pk} delegation {rijeka.pk} decided ")
    assert [key_of(mail).rpartition(" ")[0] for mail in (own, assistants)] == [
        f"event {event.pk} delegate {mayor.pk} place"
    ] * 2


def test_two_in_one_mailbox_each_get_their_own(
    event: Event, registrar: User, rijeka: Delegation, settings: Any
) -> None:
    settings.EMAIL_BACKEND = "backstage.mail.outbox.Outbox"
    ana, ivo = (makers.accepted(rijeka, by=registrar, name=name) for name in ("Ana", "Ivo"))
    for row in (ana, ivo):
        contact(row, "office@example.org")
    send_all(event, registrar)
    sent = OutgoingMail.objects.filter(recipient="office@example.org").order_by("pk")
    assert [(mail.subject, mail.carries_secret) for mail in sent] == [
        ("Smart City Week: Ana has a place", True),
        ("Smart City Week: Ivo has a place", True),
    ]
    links = AccessLink.objects.filter(email="office@example.org").order_by("pk")
    assert [link.delegate for link in links] == [ana, ivo]


def test_page_of_mails_makes_no_link_and_shows_none(event: Event, registrar: User, rijeka: Delegation) -> None:
    accepted(rijeka, "Ana", by=registrar)
    before = shown(event)
    bodies = [mail.body for telling in told(event) for mail in telling.mails]
    assert [body.count(PLACEHOLDER) for body in bodies] == [1, 1, 1]
    assert (["http" in body for body in bodies], AccessLink.objects.count()) == ([False] * 3, 0)
    assert before == shown(event)


def test_name_like_the_placeholder_gets_no_link(event: Event, registrar: User, mailoutbox: list[Any]) -> None:
    city = rows.rijeka()
    makers.focal_point(event, city, name="Focal", email="rijeka@example.org")
    ours = makers.delegation(event, by=registrar, city=city)
    makers.accepted(ours, by=registrar, name=PLACEHOLDER)
    send_all(event, registrar)
    assert [len(holders(mail)) for mail in mailoutbox] == [1]
    assert f"- {PLACEHOLDER} has a place." in mailoutbox[0].body


def test_offer_brings_a_link_and_is_useless_when_it_lapses(
    event: Event, registrar: User, rijeka: Delegation, mailoutbox: list[Any]
) -> None:
    row = deciding.reserve(makers.proposed(rijeka, by=registrar, name="Ana"), by=registrar)
    contact(row, "ana@example.org")
    row = offering.offer(row, by=registrar, hours=2, now=FRIDAY)
    [mail] = told(event, FRIDAY)[0].to_people
    until = "28 August 2017, 09:00 Rijeka time (UTC+2)"
    assert (mail.useless_after, mail.stem) == (
        row.offered_until,
        f"event {event.pk} delegate {row.pk} place_offered",
    )
    assert mail.body == (
        "Dear Ana,\n\n"
        "A place has become free at Smart City Week, 4–8 September 2017, and we offer it to you. "
        f"We hold it for you until {until}.\n\n"
        f"{OWN_PAGE.replace('LINK', PLACEHOLDER)}"
        "Please say there before then whether you come, or answer this mail. "
        "Without an answer the place goes to somebody else.\n"
    )


def test_offer_that_ran_out_is_told_to_who_had_it(
    event: Event, registrar: User, rijeka: Delegation, mailoutbox: list[Any]
) -> None:
    row = deciding.reserve(makers.proposed(rijeka, by=registrar, name="Ana"), by=registrar)
    contact(row, "ana@example.org")
    offering.offer(row, by=registrar, hours=2)
    send_all(event, registrar)
    mailoutbox.clear()
    offering.lapse(row, by=registrar, now=timezone.now() + timedelta(days=9))
    assert mailoutbox == []
    send_all(event, registrar)
    [mail] = to_people(mailoutbox)
    assert (mail.to, mail.subject, mail.body) == (
        ["ana@example.org"],
        "Smart City Week: the offer to Ana ran out",
        (
            "Dear Ana,\n\n"
            "We offered you a place at Smart City Week, 4–8 September 2017. "
            "The time for your answer is over and we have none, so the place is no longer held for you.\n\n"
            "If you still want to come, please answer this mail.\n"
        ),
    )


def test_who_is_withdrawn_is_told_once_they_were_told_of_a_place(
    event: Event, registrar: User, rijeka: Delegation, mailoutbox: list[Any]
) -> None:
    silent, ana = (accepted(rijeka, name, by=registrar) for name in ("Silent", "Ana"))
    deciding.withdraw(silent, by=registrar)
    send_all(event, registrar)
    deciding.withdraw(ana, by=registrar)
    mailoutbox.clear()
    send_all(event, registrar)
    own, assistants = to_people(mailoutbox)
    words = (
        "Dear Ana,\n\n"
        "It is noted that you no longer come to Smart City Week, 4–8 September 2017. Your place is given back.\n\n"
        "If this is not right, please answer this mail.\n"
    )
    assert (own.to, own.subject, own.body) == (
        ["ana@example.org"],
        "Smart City Week: Ana no longer comes",
        words,
    )
    assert (assistants.to, assistants.body) == (
        ["office@example.org"],
        f"This mail is for Ana. You get it as their assistant.\n\n{words}",
    )


def test_who_leaves_and_who_comes_instead_are_both_told(
    event: Event, registrar: User, rijeka: Delegation, mailoutbox: list[Any]
) -> None:
    mayor = accepted(rijeka, "Mayor", by=registrar)
    send_all(event, registrar)
    deputy = substituting.substitute(mayor, rows.person("Deputy"), by=registrar).row
    contact(deputy, "deputy@example.org")
    mailoutbox.clear()
    send_all(event, registrar)
    told_mayor, told_office, told_deputy = to_people(mailoutbox)
    assert [mail.to for mail in (told_mayor, told_office)] == [["mayor@example.org"], ["office@example.org"]]
    assert (told_mayor.subject, told_mayor.body) == (
        "Smart City Week: somebody else comes instead of Mayor",
        (
            "Dear Mayor,\n\n"
            "Somebody else of Rijeka now comes to Smart City Week, 4–8 September 2017, instead of you. "
            "Your personal link works no more.\n\n"
            "If this is not right, please answer this mail.\n"
        ),
    )
    assert (told_deputy.to, told_deputy.subject, holders(told_deputy)) == (
        ["deputy@example.org"],
        "Smart City Week: Deputy has a place",
        [(deputy, "deputy@example.org", "own")],
    )
    assert without_links(told_deputy) == (
        "Dear Deputy,\n\n"
        "You have a place at Smart City Week, 4–8 September 2017. "
        "You come instead of Mayor, and take over their groups and duties.\n\n"
        f"{OWN_PAGE}"
        "If you cannot come, or if something is not right, please say so there or answer this mail.\n"
    )


def test_what_is_told_a_third_time_leaves_again(
    event: Event, registrar: User, rijeka: Delegation, settings: Any
) -> None:
    """The same words as the first time, and another moment."""
    settings.EMAIL_BACKEND = "backstage.mail.outbox.Outbox"
    row = makers.accepted(rijeka, by=registrar, name="Ana")
    contact(row, "ana@example.org")
    send_all(event, registrar)
    deciding.withdraw(row, by=registrar)
    send_all(event, registrar)
    deciding.accept(row, by=registrar)
    send_all(event, registrar)
    sent = OutgoingMail.objects.filter(recipient="ana@example.org").order_by("pk")
    assert list(sent.values_list("subject", flat=True)) == [
        "Smart City Week: Ana has a place",
        "Smart City Week: Ana no longer comes",
        "Smart City Week: Ana has a place",
    ]


def test_invitation_leads_to_the_focal_points_page(
    event: Event, registrar: User, rijeka: Delegation, mailoutbox: list[Any]
) -> None:
    send_invitations([rijeka], by=registrar)
    [mail] = mailoutbox
    assert holders(mail) == [(rijeka.focal_point, "rijeka@example.org", "own")]
    assert key_of(mail).startswith(f"event {event.pk} delegation {rijeka.pk} invitation ")


def test_quiet_decisions_make_no_mail(event: Event, registrar: User, rijeka: Delegation, mailoutbox: list[Any]) -> None:
    ana, ivo, eva = (makers.proposed(rijeka, by=registrar, name=name) for name in ("Ana", "Ivo", "Eva"))
    for row in (ana, ivo, eva):
        contact(row, f"{row.name.lower()}@example.org")
    deciding.accept(ana, by=registrar)
    deciding.decline(ivo, by=registrar)
    offering.offer(deciding.reserve(eva, by=registrar), by=registrar, hours=1)
    deciding.withdraw(ana, by=registrar)
    offering.lapse_due(timezone.now() + timedelta(days=9))
    assert (mailoutbox, AccessLink.objects.count()) == ([], 0)
