"""Publishing: the verbs that make, withdraw and redact editions. Each locks the event's row."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from msgspec.structs import replace

from accounts.models import User
from tours import kept, snapshots
from tours.agenda import Agenda
from tours.composing import compose
from tours.facts import Person, Value
from tours.models import Edition, Event, PublishedEvent, Redaction
from tours.projection import project
from tours.succession import succeed
from tours.text import tidy

REMOVED = "[removed]"
# Texts that are codes or keys: what is to be removed and happens to stand in one is not what was meant.
NEVER_TEXT = frozenset(
    ["uid", "slug", "zone", "end_zone", "language", "script", "code", "digest", "file_name", "media_type"]
)
Blank = Callable[[object], object]


@transaction.atomic
def publish(event: Event, *, by: User, note: str = "", at: datetime | None = None) -> Edition:
    """Makes the next edition of the event's rows. Raises ValidationError where nothing has changed since the last.

    Of two who publish at once one makes the edition; the other, who waited for the lock, is refused. `at` is for records of
    the past that are brought in; it may not be before the edition it follows.
    """
    event = locked(event)
    last = event.editions.newest_first().first()
    previous = agenda_of(last) if last else None
    composed = compose(event)
    if last and previous and last.withdrawn_at is None and _same(previous, composed):
        raise ValidationError(
            _("Nothing has changed since version %(number)d, so there is nothing to publish.")
            % {"number": last.number},
            code="nothing_changed",
        )
    if PublishedEvent.objects.filter(slug=event.slug).exclude(event=event).exists():
        raise ValidationError(
            _("Another published event still has the address “%(slug)s”. Choose another, or publish that event first.")
            % {"slug": event.slug},
            code="slug_taken",
        )
    number = last.number + 1 if last else 1
    note = tidy(note)
    moment = (at or timezone.now()).replace(microsecond=0)
    if last and moment < last.published_at:
        raise ValidationError(_("A version cannot be published before the one it follows."), code="out_of_order")
    agenda = succeed(previous, composed, number=number, at=moment, note=note)
    text, digest, format_number = snapshots.snapshot(agenda)
    edition = Edition(
        event=event,
        number=number,
        published_at=moment,
        published_by=by,
        note=note,
        format=format_number,
        agenda=text,
        digest=digest,
    )
    edition.full_clean()
    edition.save(force_insert=True)
    project(event)
    return edition


@transaction.atomic
def withdraw(edition: Edition, *, by: User) -> None:
    """Hides the edition; the one before is current again. Raises ValidationError where it is hidden already."""
    event = locked(edition.event)
    edition = event.editions.get(pk=edition.pk)
    if edition.withdrawn_at is not None:
        raise ValidationError(
            _("Version %(number)d is withdrawn already.") % {"number": edition.number}, code="withdrawn"
        )
    edition.withdrawn_at = timezone.now()
    edition.withdrawn_by = by
    edition.save(update_fields=["withdrawn_at", "withdrawn_by"])
    project(event)


def redact_text(event: Event, *, text: str, by: User, reason: str) -> list[Redaction]:
    """Blanks a text wherever it stands in any edition of the event."""
    if not text.strip():
        raise ValidationError(_("Say which text is to be removed."), code="nothing_to_redact")

    def blanked(value: object) -> object:
        return value.replace(text, REMOVED) if type(value) is str else value  # an enumeration is no text

    return _redact(event, blanked, by=by, reason=reason)


def redact_person(event: Event, *, person_uid: str, by: User, reason: str) -> list[Redaction]:
    """Blanks a person's card wherever it stands in any edition of the event; the part they had stays, without their name."""
    nobody = Person(uid=person_uid, name=REMOVED)

    def blanked(value: object) -> object:
        return nobody if isinstance(value, Person) and value.uid == person_uid else value

    return _redact(event, blanked, by=by, reason=reason)


@transaction.atomic
def _redact(event: Event, blank: Blank, *, by: User, reason: str) -> list[Redaction]:
    event = locked(event)
    redactions = [
        redaction for edition in event.editions.all() if (redaction := _redact_edition(edition, blank, by, reason))
    ]
    if not redactions:
        raise ValidationError(_("No version of this event holds that."), code="nothing_to_redact")
    project(event)
    old_digests = [redaction.digest_before for redaction in redactions]
    transaction.on_commit(lambda: kept.purge([*old_digests, kept.EVERY_EVENT]))
    return redactions


def _redact_edition(edition: Edition, blank: Blank, by: User, reason: str) -> Redaction | None:
    agenda = agenda_of(edition)
    redacted = _walk(agenda, blank)
    if redacted == agenda:
        return None
    text, digest, format_number = snapshots.snapshot(redacted)
    redaction = Redaction(
        edition=edition, by=by, at=timezone.now(), reason=reason, digest_before=edition.digest, digest_after=digest
    )
    redaction.full_clean()
    redaction.save(force_insert=True)
    edition.agenda, edition.digest, edition.format, edition.note = text, digest, format_number, redacted.note
    edition.save(update_fields=["agenda", "digest", "format", "note"])
    return redaction


def _walk(value: Any, blank: Blank) -> Any:
    """The value with `blank` applied to it and to everything in it, from the outside in."""
    value = blank(value)
    if isinstance(value, tuple):
        return tuple(_walk(inner, blank) for inner in value)
    if not isinstance(value, Value):
        return value
    fields = (field for field in value.__struct_fields__ if field not in NEVER_TEXT)
    return replace(value, **{field: _walk(getattr(value, field), blank) for field in fields})


def agenda_of(edition: Edition) -> Agenda:
    """Decodes the stored agenda: a few milliseconds for a thousand items."""
    return snapshots.read(edition.agenda, edition.format)


def has_unpublished_changes(event: Event) -> bool:
    """Whether the rows differ from the last standing edition. Seats taken do not count: they move by themselves."""
    last = event.editions.standing().newest_first().first()
    return last is None or not _same(_without_taken(agenda_of(last)), _without_taken(compose(event)))


def locked(event: Event) -> Event:
    """The event's row as it is now, locked to the end of the transaction (on SQLite the transaction itself is the lock)."""
    return (
        Event.objects.select_for_update(of=("self",))
        .select_related("programme", "host_city__country", "tier", "picture")
        .get(pk=event.pk)
    )


def _same(published: Agenda, composed: Agenda) -> bool:
    """Whether the rows say what the edition says, whatever the items went through before."""
    standing = {item.uid: item.line for item in published.items if item.line}
    now = {item.uid: item.line for item in composed.items}
    return published.event == composed.event and published.whole.line == composed.whole.line and standing == now


def _without_taken(agenda: Agenda) -> Agenda:
    cities = tuple(replace(city, taken=0) for city in agenda.event.cities)
    return replace(agenda, event=replace(agenda.event, cities=cities))
