"""Makes documents for travel, and how far the preparation of a journey is."""

from datetime import date
from typing import Any

from participants.models import Delegate, Preparation, TravelDocument
from participants.travel.documents.facts import DocumentFacts
from participants.travel.documents.keeping import keep_document
from participants.vocabulary import DocumentKind, Insurance
from tests.factories import rows


def facts(**changed: Any) -> DocumentFacts:
    given = {
        "kind": DocumentKind.PASSPORT,
        "surname": "Primerova",
        "given_names": "Ana",
        "birth_date": date(1975, 5, 3),
        "nationality": "HR",
        "number": "P7654321",
        "expires_on": date(2093, 1, 1),
        "issued_by": "Rijeka police",
    }
    return DocumentFacts(**{**given, **changed})


def document(delegate: Delegate, *, scan: bytes | None = None, **changed: Any) -> TravelDocument:
    return keep_document(delegate, facts(**changed), by=rows.operator(), scan=scan)


def preparation(delegate: Delegate, **changed: Any) -> Preparation:
    return Preparation.objects.create(delegate=delegate, **{"insurance": Insurance.OWN, **changed})
