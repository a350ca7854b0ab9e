"""Publishing: the verb that makes the next edition of an event's rows. It locks the event's row."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from msgspec.structs import replace

from accounts.models import User
from backstage.text.tidying import tidy
from tours.agenda import snapshots
from tours.agenda.carrying import succeed
from tours.agenda.changes.small_corrections import too_big
from tours.agenda.values import Agenda, Line
from tours.editions.bounds import refuse_too_large
from tours.editions.composing import compose
from tours.editions.projection.writing import project_next
from tours.editions.redaction_memory.stopping import refuse_redacted
from tours.editions.tags import publishing_tag, refuse_unseen, without_taken
from tours.models import Edition, Event

MADE_HERE = {field.name for field in Edition._meta.fields} - {"note"}
"""The fields of an edition that nobody types. Checking them would cost nine queries and more than composing."""


@transaction.atomic
def publish(
    event: Event,
    *,
    by: User,
    note: str = "",
    small: bool = False,
    at: datetime | None = None,
    expected: str | None = None,
) -> Edition:
    """Makes the next edition of the event's rows. Raises ValidationError where nothing has changed since the last, where
    the agenda is too large, or where it says what was redacted.

    `small` makes it a small correction, of which nobody is told as a change. Raises ValidationError, under that name, where
    there is no current edition or the changes are too big (`tours.agenda.changes.small_corrections`).

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
    refuse_redacted(event, replace(composed, note=tidy(note)))
    if last and previous:
        _refuse_to_follow(last, previous, composed, at)
    if small:
        _refuse_too_big(last, previous, composed)
    edition, agenda = append_edition(event, last, previous, composed, by=by, note=note, small=small, at=at)
    project_next(edition, agenda, last, previous)
    Event.objects.filter(pk=event.pk).update(published_edit_at=F("updated_at"))
    return edition


def append_edition(
    event: Event,
    last: Edition | None,
    previous: Agenda | None,
    composed: Agenda,
    *,
    by: User,
    note: str = "",
    small: bool = False,
    at: datetime | None = None,
) -> tuple[Edition, Agenda]:
    """Stores `composed` as the edition that follows `last`, the one with the highest number. `previous` has the history.

    The event must be locked. The caller projects the edition.
    """
    number = last.number + 1 if last else 1
    agenda = succeed(
        previous,
        composed,
        number=number,
        at=(at or _now_or_later(last)).replace(microsecond=0),
        note=tidy(note),
        withdrawn=_withdrawn(event),
        small=(*(previous.small if previous else ()), *((number,) if small else ())),
    )
    edition = edition_of(agenda, event, by)
    edition.clean_fields(exclude=MADE_HERE)
    edition.save(force_insert=True)
    return edition, agenda


def _withdrawn(event: Event) -> tuple[int, ...]:
    withdrawn = event.editions.filter(withdrawn_at__isnull=False)
    return tuple(withdrawn.values_list("number", flat=True).order_by("number"))


def _now_or_later(last: Edition | None) -> datetime:
    """Now, but never before the last edition."""
    return max(timezone.now(), last.published_at) if last else timezone.now()


def _refuse_to_follow(last: Edition, previous: Agenda, composed: Agenda, at: datetime | None) -> None:
    if last.withdrawn_at is None and same(previous, composed):
        raise ValidationError(
            _("Nothing has changed since version %(number)d, so there is nothing to publish.")
            % {"number": last.number},
            code="nothing_changed",
        )
    if at and at < last.published_at:
        raise ValidationError(_("A version cannot be published before the one it follows."), code="out_of_order")


def _refuse_too_big(last: Edition | None, previous: Agenda | None, composed: Agenda) -> None:
    if last is None or previous is None or last.withdrawn_at is not None:
        raise ValidationError({"small": [_("There is no current version that this could be a small correction of.")]})
    reasons = too_big(previous, composed)
    if reasons:
        refusal = _(
            "This is too big for a small correction. Publish it as an ordinary version, so that readers are told."
        )
        raise ValidationError({"small": [refusal, *reasons]})


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
        small=agenda.stamp.number in agenda.small,
        format=format_number,
        agenda=text,
        digest=digest,
    )


def agenda_of(edition: Edition) -> Agenda:
    """Decodes the stored agenda: a few milliseconds for a thousand items."""
    return snapshots.read(edition.agenda, edition.format)


def has_unpublished_changes(event: Event) -> bool:
    """Whether the rows differ from the last standing edition.

    Seats taken do not count, as they change without an editor.
    """
    last = event.editions.standing().newest_first().first()
    return last is None or not same(without_taken(agenda_of(last)), without_taken(compose(event)))


def locked(event: Event) -> Event:
    """The event's row as it is now, locked to the end of the transaction.

    On SQLite the transaction itself is the lock.
    """
    return (
        Event.objects.select_for_update(of=("self",))
        .select_related("programme", "host_city__country", "tier", "picture")
        .get(pk=event.pk)
    )


def same(published: Agenda, composed: Agenda) -> bool:
    """Whether both say the same of the event and of its standing items. The history of the items does not count."""
    same_event = published.event == composed.event and published.whole.line == composed.whole.line
    return same_event and _standing_lines(published) == _standing_lines(composed)


def _standing_lines(agenda: Agenda) -> dict[str, Line]:
    return {item.uid: item.line for item in agenda.items if item.line}
