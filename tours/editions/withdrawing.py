"""Withdrawing: the verb that hides the current edition and publishes the text of the one before it anew.

The text comes back under a new number, so SEQUENCE and DTSTAMP of calendar entries only ever rise: a calendar that has read
the withdrawn edition takes the earlier text as news (RFC 5545, sections 3.8.7.2 and 3.8.7.4).
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from msgspec.structs import replace

from accounts.models import User
from tours.agenda.values import Agenda, Item, Revision
from tours.editions.projection.writing import project
from tours.editions.publishing import agenda_of, append_edition, locked, same
from tours.editions.redaction_memory.stopping import refuse_redacted_people
from tours.editions.tags import refuse_unseen, withdrawal_tag
from tours.models import Edition, Event
from tours.models.editions.editions import EditionQuerySet


@transaction.atomic
def withdraw(edition: Edition, *, by: User, expected: str | None = None) -> Edition | None:
    """Hides the edition, and publishes the text of the edition before it as the next one, which is returned.

    Where only small corrections are taken back, that is one too. Returns None where there is none before: then the event leaves the site. The rows of the event stay as they are.
    Raises ValidationError where the edition may not be withdrawn, and where the text before it names somebody who was
    redacted from another event since. `expected` is the tag of what was shown before.
    """
    event = locked(edition.event)
    edition = event.editions.get(pk=edition.pk)
    refuse_to_withdraw(edition)
    before = standing_before(edition)
    refuse_unseen(withdrawal_tag(edition, before), expected)
    together = list(standing_after(event, before))
    for hidden in together:
        _hide(hidden, by)
    Event.objects.filter(pk=event.pk).update(published_edit_at=None)
    if before is None:
        project(event)
        return None
    last, text = event.editions.newest_first()[0], agenda_of(before)
    refuse_redacted_people(text)
    known = _with_items_of(agenda_of(last), text)
    small = all(hidden.small for hidden in together)
    again, _agenda = append_edition(event, last, known, _text_of(text), by=by, note=_note(edition, before), small=small)
    project(event)
    return again


def _hide(edition: Edition, by: User) -> None:
    edition.withdrawn_at = timezone.now()
    edition.withdrawn_by = by
    edition.save(update_fields=["withdrawn_at", "withdrawn_by"])


def standing_before(edition: Edition) -> Edition | None:
    """The last edition that stands and says something else: its text is published when this edition is withdrawn.

    Where an earlier edition was withdrawn, two that stand say the same. They go together.
    """
    agenda = agenda_of(edition)
    others = edition.event.editions.standing().filter(number__lt=edition.number).newest_first()
    return next((other for other in others.iterator() if not same(agenda_of(other), agenda)), None)


def standing_after(event: Event, before: Edition | None) -> EditionQuerySet:
    """The editions that are withdrawn together, as they say the same."""
    return event.editions.standing().filter(number__gt=before.number if before else 0)


def refuse_to_withdraw(edition: Edition) -> None:
    """Raises ValidationError for an edition that is withdrawn already, and for one that is not current.

    Later editions contain its texts too, as what was changed and what was removed.
    """
    if edition.withdrawn_at is not None:
        raise ValidationError(
            _("Version %(number)d is withdrawn already.") % {"number": edition.number}, code="withdrawn"
        )
    if edition.event.editions.standing().filter(number__gt=edition.number).exists():
        message = _(
            "Version %(number)d is not the current version, and later versions refer to it. To remove a text or a person, redact it."
        )
        raise ValidationError(message % {"number": edition.number}, code="not_current")


def _text_of(agenda: Agenda) -> Agenda:
    """What the agenda says of the event and its items, without their history, as if it were composed now."""
    return replace(
        agenda,
        whole=_without_history(agenda.whole),
        items=tuple(_without_history(item) for item in agenda.items if item.line),
        stamp=None,
        note="",
        withdrawn=(),
        small=(),
    )


def _with_items_of(last: Agenda, before: Agenda) -> Agenda:
    """The last agenda, and what it no longer knows: long after the event, removed items are left out.

    Without their history, the SEQUENCE of items that come back would begin anew.
    """
    known = {item.uid for item in last.items}
    return replace(last, items=(*last.items, *(item for item in before.items if item.uid not in known)))


def _without_history(item: Item) -> Item:
    return Item(uid=item.uid, revisions=(Revision(line=item.line),))


def _note(withdrawn: Edition, before: Edition) -> str:
    words = _("Version %(withdrawn)d was withdrawn. The programme of version %(number)d holds again.")
    return words % {"withdrawn": withdrawn.number, "number": before.number}
