"""Publishing: the verbs that make and withdraw editions. Each locks the event's row."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from backstage.text.tidying import tidy
from tours.agenda import snapshots
from tours.agenda.carrying import succeed
from tours.agenda.values import Agenda
from tours.editions.bounds import refuse_too_large
from tours.editions.composing import compose
from tours.editions.projection import project, project_next
from tours.editions.tags import publishing_tag, refuse_unseen, withdrawal_tag, without_taken
from tours.models import Edition, Event

MADE_HERE = {field.name for field in Edition._meta.fields} - {"note"}
"""The fields of an edition that nobody types. Checking them would cost nine queries and more than composing."""


@transaction.atomic
def publish(
    event: Event, *, by: User, note: str = "", at: datetime | None = None, expected: str | None = None
) -> Edition:
    """Makes the next edition of the event's rows. Raises ValidationError where nothing has changed since the last,
    or where the agenda is too large.

    Of two who publish at once one makes the edition; the other, who waited for the lock, is refused. `at` is for records of
    the past that are brought in; it may not be before the edition it follows. Without it the moment is now, or that of the
    edition it follows where the clock was set back since. `expected` is the tag of the preview that was shown: what has
    changed since is not published.
    """
    event = locked(event)
    last = event.editions.newest_first().first()
    previous = agenda_of(last) if last else None
    composed = compose(event)
    if expected is not None:
        refuse_unseen(publishing_tag(composed, last), expected)
    refuse_too_large(composed)
    moment = (at or _now_or_later(last)).replace(microsecond=0)
    if last and previous:
        _refuse_to_follow(last, previous, composed, moment)
    number = last.number + 1 if last else 1
    withdrawn = tuple(
        event.editions.filter(withdrawn_at__isnull=False).values_list("number", flat=True).order_by("number")
    )
    agenda = succeed(previous, composed, number=number, at=moment, note=tidy(note), withdrawn=withdrawn)
    edition = edition_of(agenda, event, by)
    edition.clean_fields(exclude=MADE_HERE)
    edition.save(force_insert=True)
    project_next(edition, agenda, last, previous)
    return edition


def _now_or_later(last: Edition | None) -> datetime:
    """Now, but never before the last edition."""
    return max(timezone.now(), last.published_at) if last else timezone.now()


def _refuse_to_follow(last: Edition, previous: Agenda, composed: Agenda, moment: datetime) -> None:
    if last.withdrawn_at is None and _same(previous, composed):
        raise ValidationError(
            _("Nothing has changed since version %(number)d, so there is nothing to publish.")
            % {"number": last.number},
            code="nothing_changed",
        )
    if moment < last.published_at:
        raise ValidationError(_("A version cannot be published before the one it follows."), code="out_of_order")


def edition_of(agenda: Agenda, event: Event, by: User) -> Edition:
    if agenda.stamp is None:
        raise ValueError("An edition is made of an agenda with its stamp.")
    text, digest, format_number = snapshots.snapshot(agenda)
    return Edition(
        event=event,
        number=agenda.stamp.number,
        published_at=agenda.stamp.at,
        published_by=by,
        note=agenda.note,
        format=format_number,
        agenda=text,
        digest=digest,
    )


@transaction.atomic
def withdraw(edition: Edition, *, by: User, expected: str | None = None) -> None:
    """Hides the edition; the one before is current again. Raises ValidationError where it may not be withdrawn.
    `expected` is the tag of what was shown before.
    """
    event = locked(edition.event)
    edition = event.editions.get(pk=edition.pk)
    refuse_to_withdraw(edition)
    refuse_unseen(withdrawal_tag(edition, standing_without(edition)), expected)
    edition.withdrawn_at = timezone.now()
    edition.withdrawn_by = by
    edition.save(update_fields=["withdrawn_at", "withdrawn_by"])
    project(event)


def standing_without(edition: Edition) -> Edition | None:
    """The edition that is current once this one is withdrawn."""
    others = edition.event.editions.standing().exclude(pk=edition.pk)
    return others.defer("agenda").newest_first().first()


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


def agenda_of(edition: Edition) -> Agenda:
    """Decodes the stored agenda: a few milliseconds for a thousand items."""
    return snapshots.read(edition.agenda, edition.format)


def has_unpublished_changes(event: Event) -> bool:
    """Whether the rows differ from the last standing edition.

    Seats taken do not count, as they change without an editor.
    """
    last = event.editions.standing().newest_first().first()
    return last is None or not _same(without_taken(agenda_of(last)), without_taken(compose(event)))


def locked(event: Event) -> Event:
    """The event's row as it is now, locked to the end of the transaction.

    On SQLite the transaction itself is the lock.
    """
    return (
        Event.objects.select_for_update(of=("self",))
        .select_related("programme", "host_city__country", "tier", "picture")
        .get(pk=event.pk)
    )


def _same(published: Agenda, composed: Agenda) -> bool:
    """Whether the rows say what the edition says. The history of the items does not count."""
    standing = {item.uid: item.line for item in published.items if item.line}
    now = {item.uid: item.line for item in composed.items}
    return published.event == composed.event and published.whole.line == composed.whole.line and standing == now
