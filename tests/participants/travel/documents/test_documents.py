"""Documents for travel: what is kept, who looks at it, and when it goes."""

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from cryptography.fernet import Fernet
from django.core.exceptions import ValidationError
from django.utils import timezone
from PIL import Image
from pytest_django import Settings

from backstage.audit.wording import describe
from backstage.models import AuditEntry
from participants.forgetting_journeys import forget_documents_due
from participants.models import Delegate, TravelDocument
from participants.nominations import deciding
from participants.nominations.substituting import substitute
from participants.travel.documents.facts import read, written
from participants.travel.documents.keeping import forget_document, keep_document, months_after, open_document, open_scan
from participants.travel.documents.masking import masked_of
from participants.travel.documents.sealing import LockedError, unseal
from tests.factories import rows
from tests.participants import makers
from tests.participants.travel.documents.document_makers import document, facts
from tours.record.events import change_event
from tours.vocabulary import EventState

pytestmark = pytest.mark.django_db
ENDS = date(2090, 9, 8)
PDF = b"%PDF-1.7\nscan\n"


@pytest.fixture
def ana() -> Delegate:
    event, by = makers.published_event(starts=date(2090, 9, 4), ends=ENDS), rows.operator()
    return makers.accepted(makers.delegation(event, by=by), by=by, name="Ana Primer")


def kept() -> int:
    return TravelDocument.objects.count()


def refusal_of(delegate: Delegate, **changed: Any) -> tuple[str, list[str]]:
    with pytest.raises(ValidationError) as refused:
        document(delegate, **changed)
    [(field, messages)] = refused.value.message_dict.items()
    return field, messages


def test_facts_are_sealed_and_opened_again(ana: Delegate) -> None:
    row = document(ana, scan=PDF)
    assert (b"P7654321" in bytes(row.facts), PDF in bytes(row.scan or b"")) == (False, False)
    assert open_document(ana, by=rows.operator(), purpose="Visa") == facts()
    assert open_scan(ana, by=rows.operator(), purpose="Visa") == PDF
    assert written(read(unseal(row.facts))) == unseal(row.facts)
    assert repr(facts()) == "DocumentFacts(…)"


def test_each_look_is_noted_without_what_was_seen(ana: Delegate) -> None:
    row, by = document(ana, scan=PDF), rows.operator()
    open_document(ana, by=by, purpose=" For the consulate ")
    open_scan(ana, by=by, purpose="For the hotel")
    looks = AuditEntry.objects.filter(action=AuditEntry.Action.ACCESS).order_by("pk")
    assert list(
        looks.values_list("actor", "object_pk", "object_repr", "reason", "changes", "event_key", "person_key")
    ) == [
        (by.pk, str(row.pk), "Ana Primer", why, {}, ana.event_id, ana.person_id)
        for why in ("For the consulate", "For the hotel")
    ]
    assert {describe(entry).action for entry in looks} == {"looked at"}


def test_nobody_looks_without_a_purpose(ana: Delegate) -> None:
    document(ana)
    with pytest.raises(ValidationError, match="Say why you look at it"):
        open_document(ana, by=rows.operator(), purpose=" ")
    assert not AuditEntry.objects.filter(action=AuditEntry.Action.ACCESS).exists()


def test_document_that_ends_before_the_event_is_refused(ana: Delegate) -> None:
    words = "This document ends before the event does, on 8 September 2090. Ask for one that is longer valid."
    assert refusal_of(ana, expires_on=date(2090, 9, 7)) == ("expires_on", [words])


def test_document_that_ends_soon_after_the_event_is_confirmed(ana: Delegate) -> None:
    for ends in (ENDS, date(2091, 3, 7)):
        assert refusal_of(ana, expires_on=ends)[0] == "confirmed"
    document(ana, expires_on=date(2091, 3, 8))
    keep_document(ana, facts(expires_on=ENDS), by=rows.operator(), confirmed=True)
    assert open_document(ana, by=None, purpose="Look").expires_on == ENDS


@pytest.mark.parametrize(
    ("day", "later"),
    [
        (date(2024, 8, 31), date(2025, 2, 28)),
        (date(2023, 12, 15), date(2024, 6, 15)),
        (date(2023, 8, 30), date(2024, 2, 29)),
    ],
)
def test_six_months_end_within_the_month(day: date, later: date) -> None:
    assert months_after(day, 6) == later


def test_scan_stays_with_its_number_alone(ana: Delegate) -> None:
    document(ana, scan=PDF)
    document(ana, surname="Primerová")
    assert open_scan(ana, by=None, purpose="Look") == PDF
    document(ana, number="P8")
    with pytest.raises(ValidationError, match="No scan of this document is kept"):
        open_scan(ana, by=None, purpose="Look")
    entries = AuditEntry.objects.filter(content_type__model="traveldocument", action=AuditEntry.Action.UPDATE)
    assert [entry.changes for entry in entries] == [{}, {}]


def test_picture_is_turned_and_says_nothing_of_the_camera(ana: Delegate) -> None:
    picture, exif = BytesIO(), Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "Camera of Ana"
    Image.new("RGB", (20, 10), "white").save(picture, "JPEG", exif=exif)
    document(ana, scan=picture.getvalue())
    scan = open_scan(ana, by=None, purpose="Look")
    assert (Image.open(BytesIO(scan)).size, b"Camera" in scan) == ((10, 20), False)


@pytest.mark.parametrize(
    ("scan", "says"),
    [
        (b"GIF89a", "Choose a PDF or a picture (JPEG, PNG or WebP)."),
        (PDF + b"0" * 5_000_000, "The scan is larger than 5 MB. Make it smaller: 200 dots per inch are enough."),
        (b"\xff\xd8\xff\xe0 cut off", "This picture cannot be read. Save it again as JPEG, PNG or WebP."),
    ],
)
def test_scan_that_is_none_is_refused(ana: Delegate, scan: bytes, says: str) -> None:
    assert refusal_of(ana, scan=scan) == ("scan", [says])


def test_without_the_key_it_is_said_and_not_noted(ana: Delegate, settings: Settings) -> None:
    document(ana)
    settings.TRAVEL_KEYS = [Fernet.generate_key().decode()]
    with pytest.raises(
        LockedError, match="The key that sealed this document is not here. Put it back into TRAVEL_KEYS"
    ):
        open_document(ana, by=None, purpose="Look")
    settings.TRAVEL_KEYS = ["no key"]
    with pytest.raises(LockedError, match="are not set here, or cannot be read"):
        document(ana)
    assert not AuditEntry.objects.filter(action=AuditEntry.Action.ACCESS).exists()


def test_whoever_withdraws_leaves_no_document(ana: Delegate) -> None:
    document(ana)
    deciding.withdraw(ana, by=rows.operator())
    assert kept() == 0
    with pytest.raises(ValidationError, match="Ana Primer does not travel"):
        document(ana)


def test_document_of_the_mayor_is_not_the_deputys(ana: Delegate) -> None:
    document(ana)
    assert ana.delegation
    deputy = makers.proposed(ana.delegation, by=rows.operator(), name="Vera Primer")
    document(deputy, number="D1")
    assert deputy.person
    coming = substitute(ana, deputy.person, by=rows.operator(), coming=deputy).row
    assert (kept(), open_document(coming, by=None, purpose="Look").number) == (1, "D1")


def test_name_that_is_not_chosen_leaves_none(ana: Delegate) -> None:
    assert ana.delegation
    other = makers.proposed(ana.delegation, by=rows.operator())
    document(other)
    deciding.decline(other, by=rows.operator())
    assert kept() == 0


def test_of_a_cancelled_event_nothing_is_opened_and_the_worker_deletes_it(ana: Delegate) -> None:
    document(ana)
    change_event(ana.event, {"state": EventState.CANCELLED})
    with pytest.raises(ValidationError, match="No document is kept of them"):
        open_document(ana, by=None, purpose="Look")
    assert (forget_documents_due(timezone.now()), kept()) == (1, 0)


def test_of_a_postponed_event_it_stays(ana: Delegate) -> None:
    document(ana)
    change_event(ana.event, {"state": EventState.POSTPONED})
    assert (forget_documents_due(timezone.now()), kept()) == (0, 1)


def test_document_is_forgotten_when_asked(ana: Delegate) -> None:
    document(ana)
    assert [forget_document(ana, by=rows.operator()), forget_document(ana, by=rows.operator())] == [True, False]
    assert kept() == 0


@pytest.mark.parametrize(("number", "shown"), [("12345", "•••••"), ("123456", "•••456")])
def test_three_last_characters_are_shown_of_a_number_twice_as_long(ana: Delegate, number: str, shown: str) -> None:
    document(ana, number=number)
    masked = masked_of(ana)
    assert masked
    assert masked.number == shown
