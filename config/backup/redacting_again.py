"""Redacts again, after a restore, what was redacted since the backup was made. The journal beside the uploads knows of it."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from announcements.posts.redacting import redact_person, redact_text
from backstage.text.recognising import Recognising, Trace
from backstage.text.spellings import REMOVED
from participants.privacy.erasing_again import erase_again, is_new_here
from participants.privacy.erasure_journal import write_erasures
from tours.editions.publishing import agenda_of
from tours.editions.redaction_memory import journal
from tours.editions.redaction_memory.memory import brought_back, write_journal
from tours.editions.redaction_memory.merged_cards import uids_of
from tours.editions.redaction_memory.stopping import texts_in
from tours.models import Event, Person, Redacted


class RedactedAgain(NamedTuple):
    done: int
    """How many entries of the journal were new here, and were redacted again."""
    left: tuple[str, ...]
    """A sentence for each that was not: somebody has to look."""


def redact_again(say: Callable[[str], object]) -> RedactedAgain:
    """Redacts all of it or nothing, in the name of who did so.

    A person is redacted from the events that they had been redacted from. A text is found by its words, in whatever
    spelling, and then removed as by `redact_text`; what stood within longer words is not found. Who was erased is erased
    again, before anything else of theirs. Raises CommandError, ValidationError and StorageAwayError.
    """
    all_entries, damaged = journal.entries()
    entries = [entry for entry in all_entries if entry.event]
    for path in damaged:
        say(_("This entry of the journal of redactions cannot be read: %(path)s") % {"path": path})
    with transaction.atomic():
        rows = [row for entry in entries if (row := brought_back(entry, by=_user_of(entry)))]
        erased = [entry for entry in all_entries if not entry.event and _erase(entry)]
        gone = {uid for entry in erased if entry.person for uid in uids_of(entry.person)}
        rows.sort(key=lambda row: bool(row.digest))  # people first: their names go with them
        found = [row for row in rows if str(row.person) in gone or _redact(row)]
    write_journal()
    write_erasures()
    left = _without_what_went_along(rows, found)
    strangers = [_of_unknown_event(entry) for entry in entries if _is_of_unknown_event(entry)]
    return RedactedAgain(len(erased) + len(rows) - len(left), (*map(_found_nothing, left), *strangers))


def _without_what_went_along(rows: list[Redacted], found: list[Redacted]) -> list[Redacted]:
    """The rows that found nothing, without those of people who went under another UID, or by their card."""
    people = {(row.event_id, uid) for row in found if not row.digest for uid in uids_of(str(row.person))}
    return [row for row in rows if row not in found and (row.event_id, str(row.person)) not in people]


def _found_nothing(row: Redacted) -> str:
    words = _("%(event)s: %(what)s, redacted on %(date)s. Nothing was found.")
    return words % {"event": row.event, "what": row, "date": row.at.date().isoformat()}


def _is_of_unknown_event(entry: journal.Entry) -> bool:
    """Whether somebody whom the backup has was redacted from an event that it does not have: nothing remembers them here."""
    if entry.digest or entry.person is None or Event.objects.filter(uid=entry.event).exists():
        return False
    return Person.objects.with_uid(entry.person).exists()


def _of_unknown_event(entry: journal.Entry) -> str:
    words = _(
        "The person %(person)s, redacted on %(date)s from the event %(event)s, which is not in the backup. Other events may"
        " publish them."
    )
    return words % {"person": entry.person, "date": entry.at.date().isoformat(), "event": entry.event}


def _user_of(entry: journal.Entry) -> User:
    """The user who redacted. If their account is younger than the backup, it is the first operator."""
    operators = User.objects.filter(is_superuser=True, is_active=True).order_by("pk")
    user = User.objects.filter(pk=entry.by, joined_at=entry.joined).first() or operators.first()
    if user is None:
        raise CommandError(_("No account here can redact: make an operator with `manage.py createsuperuser`."))
    return user


def _redact(row: Redacted) -> bool:
    """Whether there was something to redact."""
    facts: dict[str, Any] = {"by": row.by, "reason": row.reason}
    if not row.digest:
        return _was_there(partial(redact_person, row.event, person_uid=str(row.person), **facts))
    spellings = sorted(_spellings(row), key=len, reverse=True)
    found = [_was_there(partial(redact_text, row.event, text=text, **facts)) for text in spellings]
    return any(found)


def _erase(entry: journal.Entry) -> bool:
    return is_new_here(entry) and erase_again(entry, _recognising(entry.names), by=_user_of(entry))


def _spellings(row: Redacted) -> set[str]:
    """How the versions of the event write the text."""
    recognising = _recognising([row.trace] if row.trace else [])
    texts = (text for edition in row.event.editions.all() for text in texts_in(agenda_of(edition)))
    return {passage for text in texts for piece in text.split(REMOVED) for passage in recognising.spellings(piece)}


def _recognising(traces: Iterable[Trace]) -> Recognising:
    recognising = Recognising(traces)
    if recognising.has_lost:
        raise CommandError(
            _(
                "The key is gone that redactions are remembered with. Put the former SECRET_KEY into SECRET_KEY_FALLBACKS,"
                " and restore again."
            )
        )
    return recognising


def _was_there(redact: Callable[[], object]) -> bool:
    """Whether a version in the backup says it; otherwise it was written after the backup, or went with something longer."""
    try:
        redact()
    except ValidationError as refusal:
        if getattr(refusal, "code", "") != "nothing_to_redact":  # one that names a field has none
            raise
        return False
    return True
