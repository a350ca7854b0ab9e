"""Saves a row that must be valid, while others may take its name; and tells whether it has to be saved."""

from typing import Any

from django.db import IntegrityError, models, transaction
from django.db.models import Max
from django.db.models.fields.files import FieldFile

from tours.models.fields import MOST_SMALL


def save_valid(row: models.Model) -> None:
    """Validates and saves. Raises ValidationError, too where somebody else takes what must be unique in between."""
    row.full_clean()
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        row.full_clean()
        raise


def put_last(row: Any, rows: models.QuerySet[Any]) -> None:
    """Gives the row the last place among the rows of its list. One query."""
    last = rows.aggregate(last=Max("position"))["last"]
    row.position = 0 if last is None else min(last + 1, MOST_SMALL)


def differs(row: models.Model) -> bool:
    """Whether a column of the row is stored otherwise, or the row is gone. One query."""
    stored = type(row)._default_manager.filter(pk=row.pk).values().first()
    return stored != {field.attname: _stored(field.value_from_object(row)) for field in row._meta.concrete_fields}


def _stored(value: object) -> object:
    """The value as it is stored: of a file, its name."""
    return value.name or "" if isinstance(value, FieldFile) else value
