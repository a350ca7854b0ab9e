"""Letters about one thing that was done: a request decided, an address changed, a successor, and a wish to be deleted."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage

from accounts.models import User
from backstage.models import OutgoingMail, Undeliverable
from participants.delegations.focal_points import change_focal_point
from participants.letters import address_changed, deletion, request_decided, succession
from participants.letters.inviting import correct_address, send_invitations
from participants.links.making import personal_address
from participants.models import ChangeRequest, Delegate, Delegation, FocalPoint
from participants.privacy.erasing import erase
from participants.privacy.focal_points import erase_focal_point
from participants.requests.asking import Said
from participants.requests.wishes import wish_for_other
from participants.vocabulary import Whose
from tests.factories import rows
from tests.participants import makers
from tests.participants.letters.values import contact, holders, key_of, without_links
from tours.models import Event

pytestmark = pytest.mark.django_db
DAYS = "4–8 September 2017"
OWN_PAGE = "Your own page. This link is for you alone, so please do not pass it on:\nLINK\n\n"


@pytest.fixture(autouse=True)
def summer_before() -> Iterator[None]:
    """Links to an event that is long over let nobody in."""
    with time_machine.travel(datetime(2017, 8, 20, 12, tzinfo=UTC)):
        yield


@pytest.fixture
def by() -> User:
    return rows.coordinator()


@pytest.fixture
def event() -> Event:
    return makers.published_event(title="Smart City Week")


@pytest.fixture
def rijeka(event: Event, by: User) -> Delegation:
    city = rows.rijeka()
    makers.focal_point(event, city, name="Focal", email="rijeka@example.org")
    return makers.delegation(event, by=by, city=city, seats=5)


@pytest.fixture
def ana(rijeka: Delegation, by: User) -> Delegate:
    row = makers.accepted(rijeka, by=by, name="Ana")
    contact(row, "ana@example.org")
    contact(row, "office@example.org", Whose.ASSISTANT)
    return row


def point_of(delegation: Delegation) -> FocalPoint:
    assert delegation.focal_point
    return delegation.focal_point


def asked(about: Delegate | Delegation, *, by: User, asked_by: str) -> ChangeRequest:
    request = wish_for_other(about, by=by, said=Said("A later flight", asked_by)).request
    assert request
    return request


def recipients(mailoutbox: list[EmailMessage]) -> list[str]:
    return [mail.to[0] for mail in mailoutbox]


def test_city_reads_that_its_request_is_granted(
    by: User, event: Event, rijeka: Delegation, ana: Delegate, mailoutbox: list[Any]
) -> None:
    request = asked(ana, by=by, asked_by="Focal")
    request_decided.grant(request, by=by, answer="Gladly.\nWrite to the host.")
    [mail] = mailoutbox
    assert (mail.to, mail.subject) == (["rijeka@example.org"], "Smart City Week: your request")
    assert key_of(mail) == f"event {event.pk} delegation {rijeka.pk} request_decided {request.pk}"
    assert holders(mail) == [(point_of(rijeka), "rijeka@example.org", "own")]
    assert without_links(mail) == (
        "Dear Focal,\n\n"
        f"For Smart City Week, {DAYS}, you asked for this:\n\n"
        "- Something else: Ana\n\n"
        "It is granted.\nGladly.\nWrite to the host.\n\n"
        f"{OWN_PAGE}"
        "If something is not right, please answer this mail.\n"
    )


def test_delegate_who_asked_reads_the_refusal_at_both_mailboxes_and_the_city_does_not(
    by: User, event: Event, ana: Delegate, mailoutbox: list[Any]
) -> None:
    request = asked(ana, by=by, asked_by="Ana")
    request_decided.refuse(request, by=by, answer="The bus leaves at nine.")
    own, assistants = mailoutbox
    assert recipients(mailoutbox) == ["ana@example.org", "office@example.org"]
    assert key_of(own) == f"event {event.pk} delegate {ana.pk} request_decided {request.pk}"
    assert without_links(own) == (
        "Dear Ana,\n\n"
        f"For Smart City Week, {DAYS}, you asked for this:\n\n"
        "- Something else: Ana\n\n"
        "It is refused.\nThe bus leaves at nine.\n\n"
        f"{OWN_PAGE}"
        "If something is not right, please answer this mail.\n"
    )
    assert assistants.body.startswith("This mail is for Ana. You get it as their assistant.\n\nDear Ana,\n\n")


def test_request_that_cannot_be_decided_tells_nobody(by: User, ana: Delegate, mailoutbox: list[Any]) -> None:
    request = asked(ana, by=by, asked_by="Ana")
    with pytest.raises(ValidationError):
        request_decided.refuse(request, by=by, answer=" ")
    request_decided.refuse(request, by=by, answer="No.")
    with pytest.raises(ValidationError):
        request_decided.grant(request, by=by)
    assert len(mailoutbox) == 2


def test_request_is_told_once(by: User, ana: Delegate, settings: Any) -> None:
    settings.EMAIL_BACKEND = "backstage.mail.outbox.Outbox"
    request = asked(ana, by=by, asked_by="Ana")
    granted = request_decided.grant(request, by=by).request
    for _each in range(2):
        request_decided.tell(granted)
    assert OutgoingMail.objects.count() == 2


def test_both_mailboxes_are_told_of_another_address(
    by: User, event: Event, ana: Delegate, mailoutbox: list[Any]
) -> None:
    personal_address(ana, email="ana@example.org")
    address_changed.write_contacts_and_tell(
        ana, own={"email": "new@example.org"}, assistant={"email": "office@example.org"}, by=by
    )
    old, new = mailoutbox
    assert recipients(mailoutbox) == ["ana@example.org", "new@example.org"]
    assert (old.subject, old.body) == (
        "Smart City Week: another address for Ana",
        (
            "Dear Ana,\n\n"
            "Our mails about Smart City Week went to this mailbox. From now on they go to another one. "
            "Links that were sent here may work no more.\n\n"
            "If you did not ask for that, please answer this mail at once.\n"
        ),
    )
    assert (new.subject, holders(new)) == (
        "Smart City Week: our mails for Ana come here now",
        [(ana, "new@example.org", "own")],
    )
    assert without_links(new) == (
        "Dear Ana,\n\n"
        "From now on our mails about Smart City Week go to this mailbox.\n\n"
        f"{OWN_PAGE}"
        "If this is not right, please answer this mail.\n"
    )
    assert key_of(old).startswith(f"event {event.pk} delegate {ana.pk} address_old own 20")


def test_another_assistant_is_told_as_such_and_one_that_is_taken_out_at_the_old_mailbox(
    by: User, ana: Delegate, mailoutbox: list[Any]
) -> None:
    personal_address(ana, email="ana@example.org")
    own = {"email": "ana@example.org"}
    address_changed.write_contacts_and_tell(ana, own=own, assistant={"email": "other@example.org"}, by=by)
    assert recipients(mailoutbox) == ["office@example.org", "other@example.org"]
    assert holders(mailoutbox[1]) == [(ana, "other@example.org", "assistant")]
    mailoutbox.clear()
    address_changed.write_contacts_and_tell(ana, own=own, assistant={}, by=by)
    assert recipients(mailoutbox) == ["other@example.org"]


def test_who_was_never_written_to_learns_nothing_by_another_address(
    by: User, ana: Delegate, mailoutbox: list[Any]
) -> None:
    address_changed.write_contacts_and_tell(ana, own={"email": "new@example.org"}, assistant={}, by=by)
    assert mailoutbox == []


@pytest.mark.parametrize(
    ("before", "after"), [("ana@example.org", "Ana@Example.org"), ("", ""), ("a@b.org", "a@b.org")]
)
def test_same_address_is_no_news(before: str, after: str, ana: Delegate, mailoutbox: list[Any]) -> None:
    personal_address(ana, email="ana@example.org")
    assert (address_changed.tell(ana, before, after), mailoutbox) == (0, [])


def test_old_address_that_takes_no_mail_is_left_out(ana: Delegate, mailoutbox: list[Any]) -> None:
    personal_address(ana, email="ana@example.org")
    Undeliverable.objects.create(address="ana@example.org", since=ana.changed_at)
    assert (address_changed.tell(ana, "ana@example.org", "new@example.org"), recipients(mailoutbox)) == (
        1,
        ["new@example.org"],
    )


def test_address_of_a_focal_point_is_told_to_both(
    by: User, event: Event, rijeka: Delegation, mailoutbox: list[Any]
) -> None:
    point = point_of(rijeka)
    personal_address(point, email=point.email)
    with address_changed.telling(point):
        change_focal_point(point, {"email": "new@example.org"}, by=by)
    old, new = mailoutbox
    assert recipients(mailoutbox) == ["rijeka@example.org", "new@example.org"]
    assert (old.subject, new.subject) == (
        f"{event.programme.name}: another address for Focal",
        f"{event.programme.name}: our mails for Focal come here now",
    )
    assert holders(new) == [(point, "new@example.org", "own")]
    assert key_of(new).startswith(f"focal-point {point.pk} address_new own 20")


def test_corrected_address_is_told_to_the_former_one_whose_links_end(
    by: User, rijeka: Delegation, mailoutbox: list[Any]
) -> None:
    send_invitations([rijeka], by=by)
    correct_address(rijeka, "new@example.org", by=by)
    first, old, again = mailoutbox
    assert [mail.subject for mail in (old, again)] == [
        "Urban Partnership Program: another address for Focal",
        "Invitation: Smart City Week, Monday 4 to Friday 8 September 2017",
    ]
    assert recipients(mailoutbox) == ["rijeka@example.org", "rijeka@example.org", "new@example.org"]
    assert [holders(mail) for mail in (first, again)] == [[], [(point_of(rijeka), "new@example.org", "own")]]


def test_successor_and_who_was_before_are_told(event: Event, rijeka: Delegation, mailoutbox: list[Any]) -> None:
    former = point_of(rijeka)
    former.ended = date(2017, 1, 1)
    FocalPoint.objects.filter(pk=former.pk).update(since=former.ended, ended=former.ended)
    successor = makers.focal_point(event, former.city, name="Next", email="next@example.org")
    assert succession.tell(successor, former=former) == 2
    new, old = mailoutbox
    assert (new.to, new.subject, holders(new)) == (
        ["next@example.org"],
        "Urban Partnership Program: you are the focal point of Rijeka",
        [(successor, "next@example.org", "own")],
    )
    assert without_links(new) == (
        "Dear Next,\n\n"
        "You are now the focal point of Rijeka for Urban Partnership Program. "
        "You answer its invitations and name those who come.\n\n"
        f"{OWN_PAGE}"
        "If that should be somebody else, please answer this mail.\n"
    )
    assert (old.to, old.subject, old.body) == (
        ["rijeka@example.org"],
        "Urban Partnership Program: Next is the focal point of Rijeka",
        (
            "Dear Focal,\n\n"
            "Next is now the focal point of Rijeka for Urban Partnership Program, instead of you. "
            "Your personal link works no more. Thank you for all that you did.\n\n"
            "If this is not right, please answer this mail.\n"
        ),
    )
    assert [key_of(mail) for mail in mailoutbox] == [
        f"focal-point {successor.pk} successor {successor.pk}",
        f"focal-point {former.pk} succeeded {successor.pk}",
    ]


def test_wish_to_be_deleted_is_heard_once_a_day(event: Event, ana: Delegate, settings: Any) -> None:
    settings.EMAIL_BACKEND = "backstage.mail.outbox.Outbox"
    for day in (date(2017, 8, 1), date(2017, 8, 1), date(2017, 8, 2)):
        deletion.tell_asked(ana, today=day)
    sent = OutgoingMail.objects.order_by("pk").values_list("recipient", "key", "subject")
    stem = f"event {event.pk} delegate {ana.pk} deletion_asked"
    assert list(sent) == [
        (to, f"{stem} 2017-08-0{day}", "Smart City Week: your wish to be deleted")
        for day in (1, 2)
        for to in ("ana@example.org", "office@example.org")
    ]


def test_wish_to_be_deleted_says_what_is_kept(ana: Delegate, rijeka: Delegation, mailoutbox: list[Any]) -> None:
    deletion.tell_asked(ana)
    deletion.tell_asked(point_of(rijeka))
    assert recipients(mailoutbox) == ["ana@example.org", "office@example.org", "rijeka@example.org"]
    assert mailoutbox[0].body == (
        "Dear Ana,\n\n"
        "You asked that we delete what we know of you, in connection with Smart City Week. "
        "Somebody looks at it, and you get a mail once it is done.\n\n"
        "Name, position and city of those who took part are kept as long as an audit may ask for them.\n\n"
        "If you did not ask for that, please answer this mail at once.\n"
    )


def test_who_is_deleted_reads_so_at_their_own_mailbox_and_no_name_is_said(
    event: Event, ana: Delegate, mailoutbox: list[Any]
) -> None:
    personal_address(ana, email="ana@example.org")
    assert ana.person
    erase(ana.person, by=rows.operator(), reason="Asked for it")
    [mail] = mailoutbox
    assert (mail.to, mail.subject, mail.body) == (
        ["ana@example.org"],
        "What we knew of you is deleted",
        (
            "Hello,\n\n"
            "What we knew of the person at this mailbox is deleted.\n\n"
            "Name, position and city of those who took part in an event are kept as long as an audit may ask for them, "
            "and then go by themselves.\n\n"
            "If this is not right, please answer this mail.\n"
        ),
    )
    assert key_of(mail) == f"deletion done person {ana.person.uid}"


def test_who_was_never_written_to_is_deleted_without_a_mail(ana: Delegate, mailoutbox: list[Any]) -> None:
    assert ana.person
    erase(ana.person, by=rows.operator(), reason="A mistake")
    assert mailoutbox == []


def test_focal_point_who_asked_reads_that_they_are_deleted(by: User, rijeka: Delegation, mailoutbox: list[Any]) -> None:
    point = point_of(rijeka)
    personal_address(point, email=point.email)
    FocalPoint.objects.filter(pk=point.pk).update(ended=point.since)
    erase_focal_point(point, by=by, reason="Asked for it")
    assert [(mail.to, key_of(mail)) for mail in mailoutbox] == [
        (["rijeka@example.org"], f"deletion done focal-point {point.pk}")
    ]
