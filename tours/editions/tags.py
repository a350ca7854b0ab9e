"""Tags of what a page has shown before it is done: with one, a verb does that and nothing else."""

import hashlib

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from msgspec.structs import replace

from tours.agenda import snapshots
from tours.agenda.values import Agenda
from tours.models import Edition

CHANGED = "changed_since_shown"
"""The code of the refusal."""


def publishing_tag(composed: Agenda, last: Edition | None) -> str:
    """The tag of what publishing would bring: what the rows say, and which edition it would follow.

    Seats taken are left out: they move by themselves, and each acceptance would refuse a publication.
    """
    follows = f"{last.number} {last.digest} {last.withdrawn_at}" if last else ""
    return _digest(snapshots.snapshot(without_taken(composed)).digest, follows)


def withdrawal_tag(edition: Edition, current: Edition | None) -> str:
    """The tag of what withdrawing would bring: what is taken back, and which edition is current then."""
    return _digest(edition.digest, current.digest if current else "")


def refuse_unseen(tag: str, expected: str | None) -> None:
    """Raises ValidationError where something else was shown. Nothing is expected of a caller who was shown nothing."""
    if expected is not None and expected != tag:
        raise ValidationError(unseen(), code=CHANGED)


def unseen() -> str:
    return _("Nothing is done: it has changed since you were shown it. Read what stands here now, and say so again.")


def without_taken(agenda: Agenda) -> Agenda:
    return replace(agenda, event=agenda.event.without_taken())


def _digest(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
