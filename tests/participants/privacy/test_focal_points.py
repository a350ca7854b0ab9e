"""A focal point who has ended is blanked, with the mails that were theirs."""

import pytest
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.utils import timezone

from backstage.mail.outbox import Outbox
from backstage.models import OutgoingMail
from participants.models import AccessLink, DelegateContact, Delegation, FocalPoint
from participants.privacy.focal_points import erase_focal_point
from tests.factories import rows
from tests.participants import makers
from tests.participants.privacy.searching import places_of
from tours.editions.publishing import agenda_of
from tours.models import Event

pytestmark = pytest.mark.django_db
NAME, EMAIL = "Zdenka Šarić-Petković", "zdenka@example.org"


def point(event: Event) -> FocalPoint:
    made = makers.focal_point(event, rows.rijeka(), name=NAME, email=EMAIL, telephone="+385 51 77", language="hr")
    AccessLink.objects.create(focal_point=made, email=EMAIL, digest="link")
    of = makers.delegation(event, by=rows.operator(), city=rows.rijeka())
    of.replied_by, of.letter_to = NAME, EMAIL
    of.save()
    Outbox().send_messages([EmailMessage("Invitation", f"Dear {NAME}", to=[EMAIL])])
    return made


def ended(made: FocalPoint) -> FocalPoint:
    made.ended = timezone.localdate()
    made.save()
    return made


def test_focal_point_who_has_ended_is_found_nowhere(mailoutbox: list[EmailMessage]) -> None:
    made = ended(point(makers.published_event()))
    assert len(places_of([NAME, EMAIL, "385 51 77"])) > 5
    erase_focal_point(made, by=rows.operator())
    assert places_of([NAME, EMAIL, "385 51 77", "zdenka"]) == []
    made.refresh_from_db()
    assert (made.language, made.accesslinks.filter(ended_at=None).count()) == ("", 0)
    assert mailoutbox == []  # nobody asked for it, so nobody is told


def test_focal_point_goes_from_the_versions_that_name_them() -> None:
    event = makers.published_event(summary=f"Write to {NAME}, {EMAIL}.")
    made = point(event)
    made.ended = timezone.localdate()
    made.save()
    erase_focal_point(made, by=rows.operator(), reason="She asked for it")
    assert agenda_of(event.editions.get()).event.summary == "Write to [removed], [removed]."
    event.refresh_from_db()
    assert event.summary == "Write to [removed], [removed]."


def test_focal_point_who_still_is_one_is_not_erased() -> None:
    made = point(makers.published_event())
    with pytest.raises(ValidationError, match="is still a focal point"):
        erase_focal_point(made, by=rows.operator())
    assert FocalPoint.objects.get(pk=made.pk).name == NAME


def test_answer_is_nobodys_though_somebody_else_has_the_name() -> None:
    event = makers.published_event()
    made = ended(point(event))
    rows.person(NAME)
    erase_focal_point(made, by=rows.operator())
    assert list(Delegation.objects.values_list("replied_by", flat=True)) == ["[removed]"]


def test_mailbox_that_a_delegate_has_too_keeps_its_mails() -> None:
    event = makers.published_event()
    made = ended(point(event))
    ana = makers.accepted(makers.delegation(event, by=rows.operator()), by=rows.operator())
    DelegateContact.objects.create(delegate=ana, email=EMAIL.upper())
    erase_focal_point(made, by=rows.operator())
    assert list(OutgoingMail.objects.values_list("recipient", flat=True)) == [EMAIL]


def test_mails_to_a_mailbox_that_others_have_too_keep_their_address_and_lose_the_name() -> None:
    event = makers.published_event()
    made = ended(point(event))
    makers.focal_point(event, rows.belgrade(), email=EMAIL, name="Ana Primer")
    erase_focal_point(made, by=rows.operator())
    assert [place.partition(" ")[0] for place in places_of([EMAIL])] == [
        "backstage.OutgoingMail.recipient",
        "participants.Delegation.letter_to",
        "participants.FocalPoint.email",
    ]
