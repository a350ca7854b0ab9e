"""Keys of documents for travel change: all are sealed anew, batch by batch."""

from io import StringIO

import pytest
from cryptography.fernet import Fernet
from django.core.management import CommandError, call_command
from pytest_django import Settings

from participants.models import Delegate, TravelDocument
from participants.travel.documents import rotating
from participants.travel.documents.facts import written
from participants.travel.documents.rotating import locked_documents
from participants.travel.documents.sealing import seal, unseal
from tests.counting import asked
from tests.participants import makers
from tests.participants.travel.documents.document_makers import facts

pytestmark = pytest.mark.django_db
OLD, NEW = Fernet.generate_key().decode(), Fernet.generate_key().decode()


def documents(count: int, *, scans: int = 0) -> list[TravelDocument]:
    event = makers.published_event()
    people = Delegate.objects.bulk_create(Delegate(event=event, name=f"Primer {number}") for number in range(count))
    sealed, scan = seal(written(facts())), seal(b"%PDF-1.7")
    return TravelDocument.objects.bulk_create(
        TravelDocument(delegate=each, facts=sealed, scan=scan if number < scans else None)
        for number, each in enumerate(people)
    )


def rotated() -> str:
    out = StringIO()
    call_command("rotate_travel_keys", stdout=out)
    return out.getvalue().strip()


def test_all_are_sealed_with_the_first_key(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rotating, "FACTS_AT_ONCE", 2)
    settings.TRAVEL_KEYS = [OLD]
    documents(5, scans=1)
    settings.TRAVEL_KEYS = [NEW, OLD]
    assert rotated() == "Sealed with the first of TRAVEL_KEYS: 5 documents, 1 scans."
    settings.TRAVEL_KEYS = [NEW]
    assert {unseal(row.facts) for row in TravelDocument.objects.all()} == {written(facts())}
    assert (locked_documents(), unseal(TravelDocument.objects.exclude(scan=None).get().scan or b"")) == (0, b"%PDF-1.7")


def test_those_that_no_key_opens_are_told_by_number(settings: Settings) -> None:
    settings.TRAVEL_KEYS = [OLD]
    lost = documents(2, scans=1)
    settings.TRAVEL_KEYS = [NEW]
    documents(1)
    assert locked_documents() == 2
    numbers = ", ".join(str(row.delegate_id) for row in lost)
    with pytest.raises(CommandError, match=f"No key here opens the documents of these delegates: {numbers}. Keep all"):
        rotated()
    settings.TRAVEL_KEYS = []
    with pytest.raises(CommandError, match="are not set here"):
        rotated()


@pytest.mark.parametrize(("count", "queries"), [(3, 10), (7, 18)])
def test_one_transaction_a_batch(count: int, queries: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Four queries a batch, and three each where no more facts and scans are found."""
    documents(count)
    monkeypatch.setattr(rotating, "FACTS_AT_ONCE", 3)
    with asked() as cost:
        rotating.rotate()
    assert cost.queries == queries
