"""The one exception to an edition's immutability: removing a text or a person, with a record of it."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from msgspec.structs import replace

from accounts.models import User
from backstage.audit.forgetting import REMOVED, forget_text
from backstage.text.tidying import tidy
from tours import models
from tours.agenda import snapshots
from tours.agenda.facts import Document, Person, Picture, Value
from tours.editions.projection import project
from tours.editions.publishing import agenda_of, locked
from tours.models import Edition, Event, Redaction
from tours.serving import kept_outputs as kept

LONGEST_NOTE = Edition._meta.get_field("note").max_length
# Fields that hold codes or keys. A text that happens to occur in one of them is not meant.
NEVER_TEXT = frozenset(
    ["uid", "slug", "zone", "end_zone", "language", "script", "code", "digest", "file_name", "media_type"]
)
File = Document | Picture
Blank = Callable[[object], object]


@transaction.atomic
def redact_text(event: Event, *, text: str, by: User, reason: str) -> list[Redaction]:
    """Replaces a text wherever it stands in any edition of the event, and removes it from the audit trail.

    The text is tidied first, as the texts of editions are. Raises ValidationError if no edition holds it.
    """
    text = tidy(text)
    if not text:
        raise ValidationError(_("Say which text is to be removed."), code="nothing_to_redact")

    def blanked(value: object) -> object:
        return value.replace(text, REMOVED) if type(value) is str else value  # not in enumerations

    redactions = _redact(event, blanked, by=by, reason=reason)
    forget_text([text], event=event.pk)
    return redactions


@transaction.atomic
def redact_person(event: Event, *, person_uid: str, by: User, reason: str) -> list[Redaction]:
    """Blanks a person's card wherever it stands in any edition of the event. The person's part stays, without a name.

    The audit trail of the event and of the card loses the person's names too. Raises ValidationError if no edition
    names the person.
    """
    nobody, names = Person(uid=person_uid, name=REMOVED), set()

    def blanked(value: object) -> object:
        if not isinstance(value, Person) or value.uid != person_uid:
            return value
        names.update([value.name, *(name.text for name in value.names)])
        return nobody

    redactions = _redact(event, blanked, by=by, reason=reason)
    card = models.Person.objects.filter(uid=person_uid).values_list("pk", flat=True).first()
    forget_text(names - {REMOVED}, event=event.pk, person=card)
    return redactions


def people_named(event: Event) -> list[Person]:
    """Everyone whom an edition of the event names, except redacted people: their latest cards, ordered by name."""
    latest = {card.uid: card for card in cards_in(event)}
    return sorted((card for card in latest.values() if card.name != REMOVED), key=lambda card: card.name)


def cards_in(event: Event) -> Iterator[Person]:
    """Every card in the editions of the event, from the first edition on. A person comes once for each card."""
    for edition in event.editions.order_by("number"):
        for item in agenda_of(edition).items:
            lines = (revision.line for revision in item.revisions if revision.line)
            yield from (part.person for line in lines for part in line.parts if part.person)


def redact_files(event: Event, replacements: Mapping[File, File], *, by: User, reason: str) -> list[Redaction]:
    """Puts each document or picture that the mapping names in the place of the one before, in every edition of the event."""

    def replaced(value: object) -> object:
        return replacements.get(value, value) if isinstance(value, File) else value

    return _redact(event, replaced, by=by, reason=reason)


@transaction.atomic
def _redact(event: Event, blank: Blank, *, by: User, reason: str) -> list[Redaction]:
    event = locked(event)
    redactions = [
        redaction for edition in event.editions.all() if (redaction := _redact_edition(edition, blank, by, reason))
    ]
    if not redactions:
        raise ValidationError(
            _("No version of this event contains this. Check what you gave."), code="nothing_to_redact"
        )
    project(event)
    # Outputs of every edition are purged, as the changes page of one edition shows others too.
    digests = {redaction.digest_before for redaction in redactions} | {
        edition.digest for edition in event.editions.all()
    }
    transaction.on_commit(lambda: kept.purge([*digests, str(event.uid), kept.EVERY_EVENT]))
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
    edition.agenda, edition.digest, edition.format = text, digest, format_number
    edition.note = redacted.note[:LONGEST_NOTE]  # the replacement may be longer than the text
    edition.save(update_fields=["agenda", "digest", "format", "note"])
    return redaction


def _walk(value: Any, blank: Blank) -> Any:
    """The value after `blank` was applied to it and then to everything in it."""
    value = blank(value)
    if isinstance(value, tuple):
        return tuple(_walk(inner, blank) for inner in value)
    if not isinstance(value, Value):
        return value
    fields = (field for field in value.__struct_fields__ if field not in NEVER_TEXT)
    return replace(value, **{field: _walk(getattr(value, field), blank) for field in fields})
