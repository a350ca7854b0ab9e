"""The one exception to an edition's immutability: removing a text or a person, with a record of it."""

import hashlib
from collections.abc import Collection, Mapping
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from backstage.audit.forgetting import forget_text
from backstage.text.recognising import is_same_or_within
from backstage.text.spellings import REMOVED, blanking
from backstage.text.tidying import tidy
from tours import models
from tours.agenda import snapshots
from tours.editions.composing import compose
from tours.editions.projection.writing import project
from tours.editions.publishing import agenda_of, locked
from tours.editions.redaction import file_names, redacted_rows
from tours.editions.redaction.blanks import Blank, blank_of_person, blank_of_text, blanking_names, walk, whole_names
from tours.editions.redaction.file_names import File
from tours.editions.redaction.named import cards_in, names_of, names_on
from tours.editions.redaction_memory import memory
from tours.editions.redaction_memory.merged_cards import uids_of
from tours.editions.standing import without_an_edit
from tours.editions.tags import refuse_unseen
from tours.models import Edition, Event, Redaction
from tours.serving import kept_outputs

LONGEST_NOTE = Edition._meta.get_field("note").max_length


class Found(NamedTuple):
    """The places where a text or a person stands, for the user who is asked whether to remove it there."""

    versions: int
    rows: int
    posts: int
    tag: str
    """What the verb is told to expect, so that it removes what was shown."""


def found_text(event: Event, *, text: str) -> Found:
    """Counts the editions and the rows of the event that hold the text."""
    rows = redacted_rows.repeating(event, blanking([text], by=REMOVED))
    return _found(event, blank_of_text(text), _with_files(event, rows, [text]))


def found_person(event: Event, *, person_uid: str) -> Found:
    """Counts the editions and the rows of the event that name the person."""
    names, uids = names_of(event, person_uid), uids_of(person_uid)
    rows = redacted_rows.repeating(event, blanking_names(names), cards=False)
    cards = redacted_rows.named_rows(event, uids)
    return _found(event, blank_of_person(uids, names), [*_with_files(event, rows, whole_names(names)), *cards])


def _with_files(event: Event, rows: list[Model], texts: Collection[str]) -> list[Model]:
    """The rows, and those of files that are named after a text."""
    return [*rows, *(row for row in file_names.saying(redacted_rows.files_of(event), texts) if row not in rows)]


@transaction.atomic
def redact_text(event: Event, *, text: str, by: User, reason: str, expected: str | None = None) -> list[Redaction]:
    """Blanks a text wherever it stands in any edition of the event, in its rows and in the audit trail, and remembers it.

    It is found in capitals and in small letters, however it was typed. `expected` is the tag of what was found before.
    """
    text = tidy(text)
    if not text:
        raise ValidationError(_("Say which text is to be removed."), code="nothing_to_redact")
    event = locked(event)
    refuse_unseen(found_text(event, text=text).tag, expected)
    redactions = _redact(event, blank_of_text(text), by=by, reason=reason)
    cards = {*redacted_rows.people_at(event).values_list("pk", flat=True)}
    redacted_rows.clean(event, blanking([text], by=REMOVED))
    file_names.rename(redacted_rows.files_of(event), [text])
    memory.remember_text(event, text, by=by, reason=reason)
    cards |= {*redacted_rows.people_at(event).values_list("pk", flat=True)}  # those who were given a card of their own
    _note_and_forget(event, [text], cards)
    return redactions


@transaction.atomic
def redact_person(
    event: Event, *, person_uid: str, by: User, reason: str, expected: str | None = None
) -> list[Redaction]:
    """Blanks a person's card wherever it stands in any edition and row of the event, and their names in its texts.

    The part they had stays, without their name. The audit trail loses their names too, of the event and of the card, and
    their positions. The UID may be that of the card or of one that was merged into it: the person goes under each of them,
    and is remembered: see `tours.editions.redaction_memory.memory`.
    """
    event = locked(event)
    names, uids = names_of(event, person_uid), uids_of(person_uid)
    refuse_unseen(found_person(event, person_uid=person_uid).tag, expected)
    positions = _positions_of(event, uids)
    redactions = _redact(event, blank_of_person(uids, names), by=by, reason=reason)
    _take_out(event, uids, names, positions)
    memory.remember_person(event, person_uid, _names_of_nobody_else(event, names), by=by, reason=reason)
    return redactions


@transaction.atomic
def erase_person(event: Event, *, person_uid: str, names: Collection[str], by: User, reason: str) -> list[Redaction]:
    """The same for somebody who is erased from the whole site: the card itself is emptied, and no version need name them.

    `names` are all that the site has for them anywhere.
    """
    event = locked(event)
    uids = uids_of(person_uid)
    names = {*names, *names_of(event, person_uid)}
    positions = _positions_of(event, uids)
    redactions = redact_editions(event, blank_of_person(uids, names), by=by, reason=reason)
    _take_out(event, uids, names, positions, everywhere=True)
    if redactions:
        memory.remember_person(event, person_uid, _names_of_nobody_else(event, names), by=by, reason=reason)
    else:
        redacted_rows.forget_steps(event)
    return redactions


def _take_out(
    event: Event, uids: Collection[str], names: Collection[str], positions: Collection[str], *, everywhere: bool = False
) -> None:
    """Takes the person out of the rows and the audit trail."""
    cards = {*models.Person.objects.with_uid(*uids).values_list("pk", flat=True)}
    cards |= redacted_rows.erase_card(event, uids, everywhere=everywhere)
    redacted_rows.clean(event, blanking_names(names), cards=False)
    file_names.rename(redacted_rows.files_of(event), whole_names(names))
    _note_and_forget(event, names, cards)
    for card in cards:
        forget_text(positions, person=card)


@transaction.atomic
def redact_files(event: Event, replacements: Mapping[File, File], *, by: User, reason: str) -> list[Redaction]:
    """Puts each document or picture that the mapping names in the place of the one before, in every edition of the event."""

    def replaced(value: object) -> object:
        return replacements.get(value, value) if isinstance(value, File) else value

    return _redact(locked(event), replaced, by=by, reason=reason)


def _positions_of(event: Event, uids: Collection[str]) -> set[str]:
    """Every position in which an edition or a row of the event shows the person: it may tell who they are."""
    rows = event.appearances.filter(person__in=redacted_rows.people_at(event).with_uid(*uids))
    shown = {card.position for card in cards_in(event) if card.uid in uids}
    return (shown | set(rows.values_list("position", flat=True))) - {""}


def _names_of_nobody_else(event: Event, names: Collection[str]) -> list[str]:
    """The whole names, without those that another person's card at the event still has, in whatever spelling.

    The person's own cards are emptied by then.
    """
    others = {name for card in cards_in(event) for name in names_on(card)}
    for row in redacted_rows.people_at(event).prefetch_related("names"):
        others |= {row.display_name, *(name.text for name in row.names.all())}
    return [name for name in whole_names(names) if not any(is_same_or_within(name, other) for other in others)]


def _note_and_forget(event: Event, texts: Collection[str], people: Collection[int]) -> None:
    """The trail has just seen the rows change, so it forgets last."""
    Event.objects.filter(pk=event.pk).update(**without_an_edit(timezone.now()))
    forget_text(texts, event=event.pk, rows=[*redacted_rows.shared_rows(event)])
    for person in people:
        forget_text(texts, person=person)


def _found(event: Event, blank: Blank, rows: list[Model]) -> Found:
    agendas = ((edition.digest, agenda_of(edition)) for edition in event.editions.order_by("number"))
    digests = [digest for digest, agenda in agendas if walk(agenda, blank) != agenda]
    tag = hashlib.sha256("\n".join([*digests, *redacted_rows.digests_of(rows)]).encode()).hexdigest()
    return Found(versions=len(digests), rows=len(rows), posts=0, tag=tag)


def is_still_repeated(event: Event, *, text: str) -> bool:
    """Whether the next edition would bring the text again, as something says it that other events have too."""
    composed = compose(event)
    return bool(walk(composed, blank_of_text(tidy(text))) != composed)


def _redact(event: Event, blank: Blank, *, by: User, reason: str) -> list[Redaction]:
    redactions = redact_editions(event, blank, by=by, reason=reason)
    if not redactions:
        raise ValidationError(
            _("No version of this event contains this. Check what you gave."), code="nothing_to_redact"
        )
    return redactions


def redact_editions(event: Event, blank: Blank, *, by: User, reason: str) -> list[Redaction]:
    """Blanks every edition of the event, whose row is locked."""
    redactions = [
        redaction for edition in event.editions.all() if (redaction := _redact_edition(edition, blank, by, reason))
    ]
    if not redactions:
        return []
    redacted_rows.forget_steps(event)
    project(event)
    # Outputs of every edition are purged, as the changes page of one edition shows others too.
    digests = {redaction.digest_before for redaction in redactions} | {
        edition.digest for edition in event.editions.all()
    }
    transaction.on_commit(lambda: kept_outputs.purge([*digests, str(event.uid), kept_outputs.EVERY_EVENT]))
    return redactions


def _redact_edition(edition: Edition, blank: Blank, by: User, reason: str) -> Redaction | None:
    agenda = agenda_of(edition)
    redacted = walk(agenda, blank)
    if redacted == agenda:
        return None
    file_names.move_files(agenda, redacted)
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
