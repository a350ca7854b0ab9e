"""Cleans pictures stored before uploads were cleaned: in their rows, and in editions if someone answers for it.

The old files stay in the storage. No address serves a file that neither a row nor the current edition names.
"""

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.images import get_image_dimensions
from django.db import transaction
from django.utils.translation import gettext as _
from msgspec.structs import replace

from accounts.models import User
from tours import models
from tours.agenda.facts import Document, Picture
from tours.editions.publishing import agenda_of
from tours.editions.redaction.file_names import File, files_within
from tours.editions.redaction.redacted_rows import forget_steps
from tours.editions.redaction.redacting import redact_files
from tours.models import Event
from tours.uploads.storing import PICTURE_TYPES, DigestStorage, StorageAwayError, open_whole, tidied, upload_path


@dataclass
class Cleaning:
    """The result: counts of rows and versions that were cleaned, and the files that could not be cleaned."""

    rows: int = 0
    clean_already: int = 0
    versions: int = 0
    events: list[Event] = field(default_factory=list)
    """Events that have a version that named a file with metadata."""
    problems: list[str] = field(default_factory=list)


def clean_stored_pictures(*, by: User | None) -> Cleaning:
    """Cleans the file of every row. With `by`, editions name the clean files too. Each change of one is a redaction.

    Raises StorageAwayError; what was cleaned by then stays.
    """
    cleaning = Cleaning()
    for model in (models.Picture, models.Document):
        for key in (
            model._default_manager.filter(media_type__in=PICTURE_TYPES).order_by("pk").values_list("pk", flat=True)
        ):
            _clean_row(model, key, cleaning)
    for event in Event.objects.order_by("pk"):
        _clean_editions(event, cleaning, by=by)
    cleaning.problems = list(dict.fromkeys(cleaning.problems))
    return cleaning


@transaction.atomic
def _clean_row(model: type[models.Picture] | type[models.Document], key: int, cleaning: Cleaning) -> None:
    row = model._default_manager.select_for_update().get(pk=key)
    try:
        with open_whole(row.digest, row.file_name) as stored:
            clean = tidied(stored, name=row.file_name, allowed=row.allowed_types)[1]
        if clean is None:
            cleaning.clean_already += 1
            return
        row.file = ContentFile(clean, name=row.file_name)
        row.full_clean()
        row.save()
        if isinstance(row, models.Document) and row.event:
            forget_steps(row.event)
        cleaning.rows += 1
    except StorageAwayError:
        raise
    except (OSError, ValidationError) as problem:
        cleaning.problems.append(_told(row.file_name, row.digest, problem))


def _clean_editions(event: Event, cleaning: Cleaning, *, by: User | None) -> None:
    replacements = {file: clean for file in _files_of(event) if (clean := _clean_copy(file, cleaning))}
    if not replacements:
        return
    cleaning.events.append(event)
    if by:
        reason = _("What pictures told of their place, time and maker was removed.")
        cleaning.versions += len(redact_files(event, replacements, by=by, reason=reason))


def _files_of(event: Event) -> set[File]:
    files = {file for edition in event.editions.all() for file in files_within(agenda_of(edition))}
    return {file for file in files if isinstance(file, Picture) or file.media_type in PICTURE_TYPES}


def _clean_copy(file: File, cleaning: Cleaning) -> File | None:
    """Stores a clean copy and returns the file as an edition may name it. None if already clean or not cleanable."""
    try:
        with open_whole(file.digest, file.file_name) as stored:
            facts, clean = tidied(stored, name=file.file_name, allowed=PICTURE_TYPES)
    except StorageAwayError:
        raise
    except (OSError, ValidationError) as problem:
        cleaning.problems.append(_told(file.file_name, file.digest, problem))
        return None
    if clean is None:
        return None
    DigestStorage().save(upload_path(facts.digest, facts.file_name), ContentFile(clean))
    if isinstance(file, Document):
        return replace(file, digest=facts.digest, size=facts.size)
    width, height = get_image_dimensions(ContentFile(clean))
    return replace(file, digest=facts.digest, width=width, height=height)


def _told(name: str, digest: str, problem: Exception) -> str:
    why = (
        " ".join(problem.messages)
        if isinstance(problem, ValidationError)
        else _("The file is missing or damaged, or cannot be read.")
    )
    return f"{name} ({digest[:12]}…): {why}"
