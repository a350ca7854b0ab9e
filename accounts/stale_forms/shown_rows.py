"""The tag of rows that a page shows before it asks whether they go: what was changed since is not deleted unseen."""

import hashlib
from collections.abc import Iterable

from django.db import models

SHOWN = "shown"
"""The hidden field in which the page carries the tag."""


def tag_of_rows(*rows: models.Model, also: Iterable[object] = ()) -> str:
    """A digest of what the rows hold, and of what goes `also`, such as the names of those who sit in a car."""
    values = [[str(row.serializable_value(each.attname)) for each in row._meta.concrete_fields] for row in rows]
    return hashlib.sha256(repr((values, [str(each) for each in also])).encode()).hexdigest()[:32]
