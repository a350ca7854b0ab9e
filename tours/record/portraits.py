"""The verbs of portraits: stored with what the person agreed to, and taken away."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from tours.editions.redaction.portraits import delete_portraits, forget_files
from tours.models import Person, Portrait


@transaction.atomic
def save_portrait(portrait: Portrait, *, by: User) -> None:
    """Stores the portrait in the place of the one before. Where what was agreed is new, it notes who wrote it down and when.

    Raises ValidationError.
    """
    Person.objects.select_for_update().get(pk=portrait.person_id)
    before = Portrait.objects.filter(person=portrait.person_id).first()
    if before and portrait.pk is None:
        raise ValidationError(_("Somebody has given this person a portrait meanwhile. Look at it first."), code="taken")
    if before is None or _agreed(before) != _agreed(portrait):
        is_agreed = any(_agreed(portrait))
        portrait.recorded_by = by if is_agreed else None
        portrait.recorded_at = timezone.now() if is_agreed else None
    portrait.full_clean()
    portrait.save()
    if before and before.digest != portrait.digest:
        forget_files([(before.digest, before.file.name or "")])


@transaction.atomic
def delete_portrait(person: Person) -> bool:
    """Deletes it with its files, and says whether there was one."""
    return delete_portraits([person.pk]) > 0


def _agreed(portrait: Portrait) -> tuple[object, str]:
    return portrait.agreed_on, portrait.agreed_how
