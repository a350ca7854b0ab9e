"""Redacts again, after a restore, what was redacted since the backup was made. The journal beside the uploads knows of it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from announcements.posts.redacting import redact_person, redact_text
from backstage.audit.forgetting import REMOVED
from backstage.text.recognising import Recognising
from tours.editions import journal
from tours.editions.memory import brought_back, texts_in, write_journal
from tours.editions.publishing import agenda_of
from tours.models import Redacted


def redact_again(say: Callable[[str], object]) -> int:
    """Redacts all of it or nothing, in the name of who did so, and returns how many entries of the journal were new here.

    A person is redacted from the events that they had been redacted from. A text is found by its words, in whatever
    spelling, and then removed as by `redact_text`. Raises CommandError, and StorageAwayError.
    """
    entries, damaged = journal.entries()
    for path in damaged:
        say(_("This entry of the journal of redactions cannot be read: %(path)s") % {"path": path})
    with transaction.atomic():
        rows = [row for entry in entries if (row := brought_back(entry, by=_user_of(entry)))]
        for row in sorted(rows, key=lambda row: bool(row.digest)):  # people first: their names go with them
            _redact(row)
    write_journal()
    return len(rows)


def _user_of(entry: journal.Entry) -> User:
    """Who redacted; the first operator, where the account is younger than the backup."""
    operators = User.objects.filter(is_superuser=True, is_active=True).order_by("pk")
    user = User.objects.filter(pk=entry.by, joined_at=entry.joined).first() or operators.first()
    if user is None:
        raise CommandError(_("No account here can redact: make an operator with `manage.py createsuperuser`."))
    return user


def _redact(row: Redacted) -> None:
    if not row.digest:
        with _what_is_there():
            redact_person(row.event, person_uid=str(row.person), by=row.by, reason=row.reason)
    for text in sorted(_spellings(row), key=len, reverse=True):
        with _what_is_there():
            redact_text(row.event, text=text, by=row.by, reason=row.reason)


def _spellings(row: Redacted) -> set[str]:
    """How the versions of the event write the text."""
    if row.trace is None:
        return set()
    recognising = Recognising([row.trace])
    if recognising.has_lost:
        raise CommandError(
            _(
                "The key is gone that redactions are remembered with. Put the former SECRET_KEY into SECRET_KEY_FALLBACKS,"
                " and restore again."
            )
        )
    texts = (text for edition in row.event.editions.all() for text in texts_in(agenda_of(edition)))
    return {passage for text in texts for piece in text.split(REMOVED) for passage in recognising.spellings(piece)}


@contextmanager
def _what_is_there() -> Iterator[None]:
    """Passes over what no version in the backup says: it was written after it."""
    try:
        yield
    except ValidationError as refusal:
        if refusal.code != "nothing_to_redact":
            raise
