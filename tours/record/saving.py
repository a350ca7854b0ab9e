"""Saves a row that must be valid, while others may take its name."""

from django.db import IntegrityError, models, transaction


def save_valid(row: models.Model) -> None:
    """Validates and saves. Raises ValidationError, too where somebody else takes what must be unique in between."""
    row.full_clean()
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        row.full_clean()
        raise
