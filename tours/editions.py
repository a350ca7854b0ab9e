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
from tours.models import Edition, Event, PublishedEvent, Redaction
from tours.projection import project
from tours.succession import succeed

REMOVED = "[removed]"
# Fields that are codes or keys: a text to be removed that happens to stand in one is not what was meant.
NEVER_TEXT = frozenset(
    [
        "uid",
        "slug",
        "kind",
        "status",
        "level",
        "state",
        "access",
        "role",
        "code",
        "zone",
        "end_zone",
        "day",
        "start",
        "end",
        "ends_on",
        "starts",
        "ends",
        "at",
        "language",
        "script",
        "digest",
        "media_type",
        "groups",
        "url",
    ]
)


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
    return _redact(
        event, lambda value: value.replace(text, REMOVED) if isinstance(value, str) else value, by=by, reason=reason
    )


def redact_person(event: Event, *, person_uid: str, by: User, reason: str) -> list[Redaction]:
    """Blanks a person's card wherever it stands in any edition of the event; the part they had stays, without their name."""

    def blanked(value: Any) -> Any:
        if isinstance(value, dict) and value.get("uid") == person_uid and "revisions" not in value:
            return {"uid": person_uid, "name": REMOVED}
        return value

    return _redact(event, blanked, by=by, reason=reason)


@transaction.atomic
def _redact(event: Event, blank: Callable[[Any], Any], *, by: User, reason: str) -> list[Redaction]:
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


def _redact_edition(edition: Edition, blank: Callable[[Any], Any], by: User, reason: str) -> Redaction | None:
    agenda = agenda_of(edition)
    redacted = snapshots.from_plain(_walk(snapshots.to_plain(agenda), blank))
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


def _walk(value: Any, blank: Callable[[Any], Any]) -> Any:
    value = blank(value)
    if isinstance(value, dict):
        return {key: inner if key in NEVER_TEXT else _walk(inner, blank) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_walk(inner, blank) for inner in value]
    return value


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
