"""Undoing an event's bulk steps, the last first, and doing again what was undone."""

import hashlib
from collections.abc import Callable
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from backstage.actor import acting_as
from tours.editions.publishing import locked
from tours.editions.tags import refuse_unseen
from tours.models import Event, KeptRows
from tours.record.locking import note_edit
from tours.record.undoing.edited_since import edited_since
from tours.record.undoing.keeping import Change, Changes, canonical, changes_of
from tours.record.undoing.merged_cards import of_kept_cards
from tours.record.undoing.restoring import put_back
from tours.record.undoing.tables import Rows, rows_of

EDITED_SINCE = "edited_since"
"""The code of the refusal."""
MOST_NAMES = 10


class Offer(NamedTuple):
    """A step that can be undone or done again, as it is offered to the user."""

    step: KeptRows
    edited_since: list[str]
    """Names of what was edited since, which would be taken back too."""
    tag: str
    """What the verb is told to expect, so that it takes back what was shown and nothing else."""


def to_undo(event: Event) -> Offer | None:
    """The last step, if there is one that is not undone."""
    return _offer(event, _last(event))


def to_redo(event: Event) -> Offer | None:
    """The step that was undone last. A new step ends this: what was undone before it is dropped."""
    return _offer(event, _undone_last(event))


@transaction.atomic
def undo(event: Event, *, by: User, anyway: bool = False, expected: str | None = None) -> list[str]:
    """Puts the rows that the last bulk step changed back as they were before it; the next undoing takes the step before.

    What was edited elsewhere since stays. Where a row that the step changed was edited since, nothing is done and
    ValidationError names it, unless `anyway`: then those edits are taken back. `expected` is the tag of what was shown.
    Returns a sentence for each thing that could not be put back. Editions, seats taken and rights stay as they are. Costs 26
    queries and five for each row that is put back.
    """
    return _turn(event, _last, _("There is no step to undo."), by, anyway, expected)


@transaction.atomic
def redo(event: Event, *, by: User, anyway: bool = False, expected: str | None = None) -> list[str]:
    """Does the step again that was undone last, under the same conditions as `undo`."""
    return _turn(event, _undone_last, _("There is no step to do again."), by, anyway, expected)


def _last(event: Event) -> KeptRows | None:
    return event.kept_rows.filter(undone=False).order_by("-number").first()


def _undone_last(event: Event) -> KeptRows | None:
    return event.kept_rows.filter(undone=True).order_by("number").first()


def _offer(event: Event, step: KeptRows | None) -> Offer | None:
    if step is None:
        return None
    now = rows_of(event)
    turns = _turns(step, now)
    return Offer(step, edited_since(now, turns), _tag(step, now, turns))


def _turn(
    event: Event, which: Callable[[Event], KeptRows | None], none: str, by: User, anyway: bool, expected: str | None
) -> list[str]:
    event = locked(event)
    step = which(event)
    if step is None:
        raise ValidationError(none, code="nothing_to_undo")
    now = rows_of(event)
    turns = _turns(step, now)
    refuse_unseen(_tag(step, now, turns), expected)
    edited = edited_since(now, turns)
    if edited and not anyway:
        raise _refusal(edited)
    with acting_as(by):
        lost = put_back(now, turns)
        step.undone = not step.undone
        step.save(update_fields=["undone"])
        note_edit(event)
    return lost


def _refusal(edited: list[str]) -> ValidationError:
    names, more = "; ".join(edited[:MOST_NAMES]), len(edited) - MOST_NAMES
    if more > 0:
        names += " " + ngettext("and %(count)d more", "and %(count)d more", more) % {"count": more}
    message = _("Nothing is done: this was edited since, and the edits would be lost: %(names)s.")
    return ValidationError(message, code=EDITED_SINCE, params={"names": names})


def _turns(step: KeptRows, now: Rows) -> Changes:
    """The changes that turn the rows from what they should be now to what they are to become."""
    changes = changes_of(step)
    if not step.undone:
        changes = {
            label: {key: Change(*reversed(turn)) for key, turn in rows.items()} for label, rows in changes.items()
        }
    return of_kept_cards(changes, now)


def _tag(step: KeptRows, now: Rows, turns: Changes) -> str:
    """The tag of the step and of all rows that it touches, as they are now."""
    touched = {label: {key: now[label].get(key) for key in rows} for label, rows in turns.items() if label in now}
    shown = [step.pk, step.undone, touched]
    return hashlib.sha256(canonical(shown)).hexdigest()
