"""Invitation letters: what they say, to whom they go, and which are refused."""

from datetime import date
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from accounts.letters.urgency import Urgency, urgency_headers
from accounts.models import User
from backstage.mail.bounces import mark_undeliverable
from backstage.models import AuditEntry
from participants.delegations import answering
from participants.delegations.invitations import LARGEST_FILES, NewFile, set_invitation
from participants.letters.inviting import correct_address, send_invitations, without_letter
from participants.letters.reaching import returned
from participants.models import Delegation, FocalPoint, InvitationFile
from tests.factories import rows
from tests.participants import makers
from tests.participants.letters.values import without_links
from tours.models import Contact, Event, EventOrganisation
from tours.record.events import change_event

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7 signed"


@pytest.fixture
def by() -> User:
    return rows.coordinator()


@pytest.fixture
def event() -> Event:
    made = rows.event(title="Smart City Week", slug="week")
    EventOrganisation.objects.create(event=made, organisation=rows.organisation("The Institute"), role="organiser")
    EventOrganisation.objects.create(event=made, organisation=rows.organisation("The City"), role="host")
    rows.publish(made)
    return made


def invited(event: Event, *, by: User, city: Any = None, **facts: Any) -> Delegation:
    home = city or rows.rijeka()
    makers.focal_point(event, home)
    return makers.delegation(event, by=by, city=home, **facts)


def signed() -> NewFile:
    return NewFile("Signed letter", SimpleUploadedFile("Letter.pdf", PDF))


def refusal(verb: Any, *given: Any, **words: Any) -> list[str]:
    with pytest.raises(ValidationError) as refused:
        verb(*given, **words)
    return list(refused.value.messages)


def test_letter_says_all_that_a_city_has_to_know(event: Event, by: User) -> None:
    facts = {
        "profile": "Heads of transport.",
        "costs": "Flights and hotel are paid.",
        "languages": "English, Korean",
        "reply_to": "tour@example.org",
        "asks_reason": True,
        "asks_endorsement": True,
    }
    paragraphs = {"hr": "Poštovani,\n\nrado Vas pozivamo.", "ko": "안녕하세요."}
    set_invitation(event, facts, by=by, paragraphs=paragraphs, add=[signed()])
    dates = {"nominate_by": date(2017, 6, 30), "confirm_by": date(2017, 7, 14)}
    ours = invited(event, by=by, language="hr", extra=1, **dates)
    send_invitations([ours], by=by)
    [message] = mail.outbox
    assert message.extra_headers.items() >= urgency_headers(Urgency.LETTER).items()
    assert (message.to, message.reply_to) == (["ana@example.org"], ["tour@example.org"])
    assert message.attachments == [("letter.pdf", PDF, "application/pdf")]
    assert message.subject == "Invitation: Smart City Week, Monday 4 to Friday 8 September 2017"
    assert (
        without_links(message)
        == """Dear Ana Primer,

Poštovani,

rado Vas pozivamo.

Urban Partnership Program invites Rijeka to take part in Smart City Week.

When: Monday 4 to Friday 8 September 2017
Where: Seoul, Republic of Korea
Organised by: The Institute
Host: The City
Seats: two representatives
Guests without a seat: up to 1
Names by: 30 June 2017
Confirmation by: 14 July 2017
Working languages: English, Korean

Who should come:
Heads of transport.

Costs:
Flights and hotel are paid.

Please say whether you take part, and send us the names, each with position and e-mail address, in the order of your choice. For each person, say in a sentence why they should come. Please add a letter that confirms the names.

You can do this on your own page. This link is for you alone, so please do not pass it on:
LINK

Attached:
- Signed letter (letter.pdf)

We write to you as the focal point of Rijeka. If that is somebody else now, please tell us whom to write to.

About the event:
http://127.0.0.1:8000/events/week/

Reply to this message, or write to tour@example.org.

Urban Partnership Program
"""
    )


def test_letter_says_no_more_than_it_must_and_names_no_page_that_nobody_may_open(by: User) -> None:
    event = makers.published_event(title="Dialogue", access="participants")
    send_invitations([invited(event, by=by, seats=1)], by=by)
    assert (
        without_links(mail.outbox[0])
        == """Dear Ana Primer,

Urban Partnership Program invites Rijeka to take part in Dialogue.

When: Monday 4 to Friday 8 September 2017
Where: Seoul, Republic of Korea
Seats: one representative

Please say whether you take part, and send us the names, each with position and e-mail address, in the order of your choice.

You can do this on your own page. This link is for you alone, so please do not pass it on:
LINK

We write to you as the focal point of Rijeka. If that is somebody else now, please tell us whom to write to.

The event is for participants only, so it has no public page.

Reply to this message, or write to office@sojourn.invalid.

Urban Partnership Program
"""
    )


def test_answers_go_to_the_first_contact_with_an_address(event: Event, by: User) -> None:
    Contact.objects.create(event=event, name="Desk", phone="+82 2 000", position=1)
    Contact.objects.create(event=event, name="Maja", email="maja@example.org", position=2)
    Contact.objects.create(event=event, name="Ivo", email="ivo@example.org", position=3)
    send_invitations([invited(event, by=by)], by=by)
    assert mail.outbox[0].reply_to == ["maja@example.org"]


def test_letter_says_what_was_published(event: Event, by: User) -> None:
    change_event(event, {"title": "Not yet said"})
    send_invitations([invited(event, by=by)], by=by)
    assert mail.outbox[0].subject.startswith("Invitation: Smart City Week,")


def test_name_of_a_country_with_a_footnote_comes_with_it(by: User) -> None:
    kosovo = rows.country("XK", "Kosovo")
    rows.programme().target_countries.create(country=kosovo, footnote="Without prejudice to positions on status.")
    event = makers.published_event(host_city=rows.city("Prizren", country=kosovo))
    send_invitations([invited(event, by=by)], by=by)
    body = str(mail.outbox[0].body)
    assert "Where: Prizren, Kosovo*\n" in body
    assert body.endswith("\n* Without prejudice to positions on status.\n")


def test_each_is_sent_once_and_noted_with_its_address(event: Event, by: User) -> None:
    ours = invited(event, by=by)
    assert list(without_letter(event)) == [ours]
    [sent] = send_invitations([ours], by=by)
    ours.refresh_from_db()
    assert (ours.letter_at, ours.letter_to) == (sent.letter_at, "ana@example.org")
    assert list(without_letter(event)) == []
    assert refusal(send_invitations, [ours], by=by) == ["Rijeka has its invitation letter already."]
    assert len(mail.outbox) == 1
    entry = AuditEntry.objects.filter(object_pk=str(ours.pk), changes__has_key="letter_at").get()
    assert (entry.actor, "ana@example.org" in str(entry.changes)) == (by, False)


def test_who_is_invited_again_gets_a_letter_again(event: Event, by: User) -> None:
    ours = invited(event, by=by)
    send_invitations([ours], by=by)
    answering.cancel_invitation(ours, by=by)
    assert list(without_letter(event)) == []
    answering.invite_again(ours, by=by)
    assert list(without_letter(event)) == [ours]


def test_all_are_sent_or_none(event: Event, by: User) -> None:
    reachable = invited(event, by=by)
    nobody = makers.delegation(event, by=by, city=rows.belgrade())
    both = [reachable, nobody]
    assert refusal(send_invitations, both, by=by) == ["Belgrade has no focal point with an address. Choose one first."]
    elsewhere = makers.delegation(makers.published_event(), by=by)
    assert refusal(send_invitations, [reachable, elsewhere], by=by) == ["Choose delegations of this event."]
    answering.decline_invitation(nobody, by=by)
    mark_undeliverable("ANA@example.org", reason="5.1.1")
    assert refusal(send_invitations, [reachable], by=by) == [
        "Mail to ana@example.org comes back. Correct the address of Rijeka first."
    ]
    assert refusal(send_invitations, [], by=by) == ["Choose at least one delegation."]
    assert mail.outbox == []
    assert Delegation.objects.filter(letter_at__isnull=False).count() == 0


@pytest.mark.parametrize(("state", "sentence"), [("cancelled", "cancelled"), ("postponed", "postponed")])
def test_no_letters_while_the_event_does_not_take_place(event: Event, by: User, state: str, sentence: str) -> None:
    ours = invited(event, by=by)
    change_event(event, {"state": state})
    [words] = refusal(send_invitations, [ours], by=by)
    assert words.startswith(f"The event is {sentence}")


def test_files_too_large_for_a_mail_are_refused(event: Event, by: User) -> None:
    ours = invited(event, by=by)
    large = SimpleUploadedFile("a.pdf", PDF + bytes(LARGEST_FILES))
    [words] = refusal(set_invitation, event, {}, by=by, add=[NewFile("", large)])
    assert words == "The files are too large for one mail: 7.2 MB, of at most 7.2 MB. Remove one, or make it smaller."
    assert InvitationFile.objects.count() == 0
    set_invitation(event, {}, by=by, add=[NewFile("", SimpleUploadedFile("a.pdf", PDF + bytes(LARGEST_FILES - 15)))])
    send_invitations([ours], by=by)
    assert len(mail.outbox[0].attachments) == 1


def test_damaged_file_stops_the_letters(event: Event, by: User) -> None:
    ours = invited(event, by=by)
    set_invitation(event, {}, by=by, add=[signed()])
    InvitationFile.objects.update(digest="0" * 64)
    assert refusal(send_invitations, [ours], by=by) == [
        "The file “Signed letter” is missing or damaged. Remove it from the invitation, and add it again."
    ]


def test_returned_invitation_goes_to_the_corrected_address(event: Event, by: User) -> None:
    ours = invited(event, by=by)
    send_invitations([ours], by=by)
    ours.refresh_from_db()
    assert returned([ours]) == frozenset()
    mark_undeliverable("ana@example.org", reason="5.1.1")
    assert returned([ours]) == {ours.pk}
    before = ours.letter_at
    corrected = correct_address(ours, "ana.primer@example.org", by=by)
    assert returned([corrected]) == frozenset()
    assert (corrected.letter_to, corrected.letter_at == before) == ("ana.primer@example.org", False)
    assert [message.to for message in mail.outbox] == [["ana@example.org"], ["ana.primer@example.org"]]
    assert FocalPoint.objects.get().email == "ana.primer@example.org"


def test_address_from_which_mail_comes_back_is_no_correction(event: Event, by: User) -> None:
    ours = invited(event, by=by)
    send_invitations([ours], by=by)
    mark_undeliverable("ana@example.org", reason="5.1.1")
    assert refusal(correct_address, ours, "Ana@example.org", by=by) == [
        "Mail to Ana@example.org comes back. Correct the address of Rijeka first."
    ]
    assert FocalPoint.objects.get().email == "ana@example.org"


def test_host_in_letters_of_its_own_is_known_to_be_undeliverable(event: Event, by: User) -> None:
    ours = invited(event, by=by)
    Delegation.objects.update(letter_at=timezone.now(), letter_to="ana@šibenik.example")
    mark_undeliverable("ana@xn--ibenik-9jb.example", reason="5.1.1")
    ours.refresh_from_db()
    assert returned([ours]) == {ours.pk}


def test_paragraph_of_the_language_stands_in_for_that_of_its_script(event: Event, by: User) -> None:
    set_invitation(event, {}, by=by, paragraphs={"sr": "Позив.", "sr-Latn": "Poziv.", "sq": "Ftesë.", "ko": " "})
    ours = invited(event, by=by, language="sr-Cyrl")
    other = invited(event, by=by, city=rows.belgrade(), language="sr-Latn")
    send_invitations([ours, other], by=by)
    assert [str(message.body).split("\n\n")[1] for message in mail.outbox] == ["Позив.", "Poziv."]


def test_paragraphs_are_replaced_as_a_whole(event: Event, by: User) -> None:
    row = set_invitation(event, {}, by=by, paragraphs={"sr": "Позив.", "ko": "초대"})
    set_invitation(event, {"costs": "None."}, by=by)
    assert dict(row.paragraphs.values_list("language", "text")) == {"sr": "Позив.", "ko": "초대"}
    set_invitation(event, {}, by=by, paragraphs={"sr": "", "ko": "초대합니다"})
    assert dict(row.paragraphs.values_list("language", "text")) == {"ko": "초대합니다"}


def test_letter_to_a_focal_point_who_has_ended_has_no_line_for_a_link(event: Event, by: User) -> None:
    ours = invited(event, by=by)
    FocalPoint.objects.update(ended=timezone.localdate())
    send_invitations([ours], by=by)
    assert "link" not in mail.outbox[0].body.lower()


def test_no_letter_is_offered_to_who_does_not_come(event: Event, by: User) -> None:
    ours = invited(event, by=by)
    assert list(without_letter(event)) == [ours]
    answering.decline_invitation(ours, by=by)
    assert list(without_letter(event)) == []
