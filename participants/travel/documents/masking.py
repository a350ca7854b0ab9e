"""What a delegate sees of the document that is kept of them: enough to know which it is, and too little to use it."""

from datetime import date
from typing import NamedTuple

from django.db.models import BooleanField, ExpressionWrapper, Q
from django.views.decorators.debug import sensitive_variables

from participants.labels import DOCUMENT_KINDS
from participants.models import Delegate, TravelDocument
from participants.travel.documents.facts import read
from participants.travel.documents.sealing import LockedError, unseal

SHOWN = 3
"""So many characters of the number are shown, the last ones, if it is at least twice as long."""


class Masked(NamedTuple):
    has_scan: bool
    tag: str
    """Says which document is kept."""
    kind: str = ""
    number: str = ""
    nationality: str = ""
    expires_on: date | None = None
    locked: str = ""
    """Why no key opens it; then nothing else is known."""


@sensitive_variables()
def masked_of(row: Delegate) -> Masked | None:
    """The masked document, for the delegate alone, so no look is noted. One query."""
    has_scan = ExpressionWrapper(Q(scan__isnull=False), output_field=BooleanField())
    found = TravelDocument.objects.filter(delegate=row).annotate(has_scan=has_scan).defer("scan").first()
    if found is None:
        return None
    kept: bool = found.has_scan
    try:
        facts = read(unseal(found.facts))
    except LockedError as refusal:
        return Masked(kept, found.changed_at.isoformat(), locked=" ".join(refusal.messages))
    number = _masked(facts.number)
    kind = str(DOCUMENT_KINDS[facts.kind])
    return Masked(kept, found.changed_at.isoformat(), kind, number, facts.nationality, facts.expires_on)


def _masked(number: str) -> str:
    shown = number[-SHOWN:] if len(number) >= 2 * SHOWN else ""
    return "•" * (len(number) - len(shown)) + shown
