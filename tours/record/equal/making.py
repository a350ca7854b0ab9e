"""The verb that makes the rows of an event say again what one of its versions says."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from backstage.actor import acting_as
from tours.agenda.values import Agenda
from tours.editions.composing import compose
from tours.editions.publishing import agenda_of, locked
from tours.editions.tags import publishing_tag, refuse_unseen
from tours.models import Edition, Event
from tours.record.equal.appearances import write_cards
from tours.record.equal.differing import remaining
from tours.record.equal.events import write_event
from tours.record.equal.first_format import with_todays
from tours.record.equal.items import write_lines
from tours.record.equal.merged_people import with_kept_cards
from tours.record.undoing.keeping import kept
from tours.vocabulary import Step


@transaction.atomic
def make_equal(event: Event, number: int, *, by: User, expected: str | None = None) -> list[str]:
    """Writes into the rows what version `number` says of the event and its items, as one step that `undo` takes back.

    Items that the version has come back under their UIDs, others go. Returns a sentence for each thing that cannot be as it
    was: what lives elsewhere and has changed since, what was redacted, and what versions do not hold. Seats taken, rights and
    the event's address stay, and no participating city goes; what the version's format could not hold stays too. `expected`
    is the tag of what was shown (`equal_tag`). Raises ValidationError for a version that is withdrawn or that there is not.
    Costs 103 queries and three for each item that changes, and 91 where nothing does.
    """
    event = locked(event)
    edition = _standing(event, number)
    if expected is not None:
        refuse_unseen(equal_tag(event, edition), expected)
    then, told = _wanted(event, edition)
    with acting_as(by), kept(event, Step.EQUAL, by=by, version=number):
        return [*told, *_written(event, then)]


def lost_by_making_equal(event: Event, number: int, *, by: User) -> list[str]:
    """The sentences of `make_equal`, which is done and taken back at once: only its writing shows what is refused. Nothing is
    kept for undoing, so that other writers wait for less.
    """
    with transaction.atomic():
        event = locked(event)
        then, told = _wanted(event, _standing(event, number))
        with acting_as(by):
            told += _written(event, then)
        transaction.set_rollback(True)
    return told


def equal_tag(event: Event, edition: Edition) -> str:
    """The tag of what the rows say now, and of what they are to say."""
    return publishing_tag(compose(event), edition)


def _wanted(event: Event, edition: Edition) -> tuple[Agenda, list[str]]:
    """What the rows are to say, and a sentence if that is more than the version could hold."""
    then = with_kept_cards(agenda_of(edition))
    if edition.format > 1:
        return then, []
    filled = with_todays(then, compose(event))
    words = _("Places, capacities, duties and levels of links stay as they are, as versions could not hold them then.")
    return filled, [] if filled == then else [words]


def _written(event: Event, then: Agenda) -> list[str]:
    write_event(event, then.event)
    event = locked(event)
    told = write_lines(event, then)
    write_cards(event, then)
    return [*told, *remaining(then, compose(locked(event)))]


def _standing(event: Event, number: int) -> Edition:
    edition = event.editions.filter(number=number).first()
    if edition is None:
        raise ValidationError(_("This event has no version %(number)d.") % {"number": number}, code="no_version")
    if edition.withdrawn_at is not None:
        message = _("Version %(number)d was withdrawn. Choose one that stands.")
        raise ValidationError(message % {"number": number}, code="withdrawn")
    return edition
