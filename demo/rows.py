"""Here the demonstration saves rows that no verb writes yet, each checked, and makes UIDs that are the same on every machine."""

import uuid
from collections.abc import Iterable
from typing import TypeVar

from django.db import models

from demo.records import OtherNameRecord

Row = TypeVar("Row", bound=models.Model)
# Calendars that subscribed to a demonstration go on when it is loaded anew.
_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_DNS, "demonstration.sojourn.invalid")


def uid_of(*names: str) -> uuid.UUID:
    return uuid.uuid5(_NAMESPACE, "/".join(names))


def saved(row: Row) -> Row:
    """Checks and saves the row. Raises ValidationError where a rule of the record is broken."""
    row.full_clean()
    row.save()
    return row


def save_names(model: type[models.Model], names: Iterable[OtherNameRecord], **owner: models.Model) -> None:
    for name in names:
        saved(model(text=name.text, language=name.language, script=name.script, **owner))
