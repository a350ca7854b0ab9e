"""What redacts, and what says before how much. A higher room puts its own in their place: it knows where else texts stand."""

from collections.abc import Callable
from typing import NamedTuple

from tours.editions.redaction.redacting import Found, found_person, found_text, redact_person, redact_text
from tours.models import Redaction


class Verbs(NamedTuple):
    text: Callable[..., list[Redaction]] = redact_text
    person: Callable[..., list[Redaction]] = redact_person
    found_text: Callable[..., Found] = found_text
    found_person: Callable[..., Found] = found_person


_registered = [Verbs()]


def redact_by(verbs: Verbs) -> None:
    """A higher room says when it starts what every page redacts by from then on."""
    _registered.append(verbs)


def registered() -> Verbs:
    return _registered[-1]
