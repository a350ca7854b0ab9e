"""A focal point who has ended is blanked, with the mails that were theirs."""

import pytest
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.utils import timezone

from backstage.mail.outbox import Outbox
from participants.models import FocalPoint
from participants.privacy.focal_points import erase_focal_point
from tests.factories import rows
from tests.participants import makers
from tests.participants.privacy.searching import places_of
from tours.editions.publishing import agenda_of
from tours.models import Event

pytestmark = pytest.mark.django_db
NAME, EMAIL = "Zdenka Šarić-Petković", "zdenka@example.org"


def point(event: Event) -> FocalPoint:
    made = makers.focal_point(event, rows.rijeka(), name=NAME, email=EMAIL, telephone="+385 51 77")
    of = makers.delegation(event, by=rows.operator(), city=rows.rijeka())
    of.replied_by, of.letter_to = NAME, EMAIL
    of.save()
    Outbox().send_messages([EmailMessage("Invitation", f"Dear {NAME}", to=[EMAIL])])
    return made


def test_focal_point_who_has_ended_is_found_nowhere() -> None:
    made = point(makers.published_event())
    made.ended = timezone.localdate()
    made.save()
    assert len(places_of([NAME, EMAIL, "385 51 77"])) > 5
    erase_focal_point(made, by=rows.operator())
    assert places_of([NAME, EMAIL, "385 51 77", "zdenka"]) == []


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


def test_mails_to_a_mailbox_that_others_have_too_keep_their_address_and_lose_the_name() -> None:
    event = makers.published_event()
    made = point(event)
    makers.focal_point(event, rows.belgrade(), email=EMAIL, name="Ana Primer")
    made.ended = timezone.localdate()
    made.save()
    erase_focal_point(made, by=rows.operator())
    assert [place.partition(" ")[0] for place in places_of([EMAIL])] == [
        "backstage.OutgoingMail.recipient",
        "participants.Delegation.letter_to",
        "participants.FocalPoint.email",
    ]
