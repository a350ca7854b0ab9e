"""What stands in a passport or identity card, as one plain value."""

from datetime import date

import msgspec
from django.views.decorators.debug import sensitive_variables

from participants.vocabulary import DocumentKind


class DocumentFacts(msgspec.Struct, frozen=True):
    """What a travel document says, as printed. Its `repr` tells nothing of it, because that gets into reports of
    errors.
    """

    kind: DocumentKind
    surname: str
    given_names: str
    birth_date: date
    nationality: str
    """Two letters, as in `Country.code`."""
    number: str
    expires_on: date
    issued_by: str = ""

    def __repr__(self) -> str:
        return "DocumentFacts(…)"


_encoder = msgspec.json.Encoder(order="deterministic")
_decoder = msgspec.json.Decoder(DocumentFacts)


@sensitive_variables()
def written(facts: DocumentFacts) -> bytes:
    """Canonical JSON: the same facts give the same bytes."""
    return _encoder.encode(facts)


@sensitive_variables()
def read(body: bytes) -> DocumentFacts:
    return _decoder.decode(body)
