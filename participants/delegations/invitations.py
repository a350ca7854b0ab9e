"""The verb that makes or changes what an event's invitation says: its facts, its paragraphs and its files."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.models import User
from backstage.grounds import NO_GROUNDS, Grounds
from backstage.mail.outbox import LARGEST
from participants.locking import changing
from participants.models import Invitation, InvitationFile, InvitationParagraph
from tours.models import Event
from tours.wording import file_size

LARGEST_FILES = (LARGEST - 200_000) * 57 // 78
"""The most bytes of all files of a letter: in a mail, 57 bytes become a line of 78. The rest is for the words."""


class NewFile(NamedTuple):
    title: str
    file: Any
    """The file as a form gives it. Without a title it is called by its file name."""


def invitation_of(event: Event) -> Invitation:
    """The event's invitation, or one with the usual rules that is not saved."""
    return Invitation.objects.filter(event=event).first() or Invitation(event=event)


def set_invitation(
    event: Event,
    facts: Mapping[str, Any],
    *,
    by: User,
    paragraphs: Mapping[str, str] | None = None,
    add: Iterable[NewFile] = (),
    remove: Collection[int] = (),
    grounds: Grounds = NO_GROUNDS,
) -> Invitation:
    """Sets the facts, by the names of the fields of `Invitation`; others stay.

    `paragraphs` are all of them, by language; None leaves them as they are. `remove` are keys of files. Raises
    ValidationError, under `file` where a file is refused or all are too large for one mail.
    """
    with changing(event, by=by, grounds=grounds) as record:
        row = invitation_of(record)
        for name, value in facts.items():
            setattr(row, name, value)
        row.full_clean()
        row.save()
        if paragraphs is not None:
            _set_paragraphs(row, paragraphs)
        for file in row.files.filter(pk__in=remove):
            file.delete()
        for new in add:
            _add(row, new)
        refuse_too_large(row.files.all())
        return row


def refuse_too_large(files: Iterable[InvitationFile]) -> None:
    size = sum(file.size for file in files)
    if size > LARGEST_FILES:
        words = _(
            "The files are too large for one mail: %(size)s, of at most %(most)s. Remove one, or make it smaller."
        )
        facts = {"size": file_size(size), "most": file_size(LARGEST_FILES)}
        raise ValidationError({"file": words % facts}, code="large")


def _set_paragraphs(row: Invitation, texts: Mapping[str, str]) -> None:
    wanted = {language: text.strip() for language, text in texts.items() if text.strip()}
    known = {paragraph.language: paragraph for paragraph in row.paragraphs.all()}
    for language in known.keys() - wanted.keys():
        known[language].delete()
    for language, text in wanted.items():
        paragraph = known.get(language) or InvitationParagraph(invitation=row, language=language)
        if paragraph.text != text:
            paragraph.text = text
            paragraph.full_clean()
            paragraph.save()


def _add(row: Invitation, new: NewFile) -> None:
    file = InvitationFile(invitation=row, title=new.title.strip() or str(new.file.name)[:200], file=new.file)
    file.full_clean()
    file.save()
