"""Remembers, for each programme, what somebody said the columns of a table with these headings are."""

import hashlib
from collections.abc import Sequence

from backstage.text.folding import folded
from tours.importing.tables.columns import Column
from tours.importing.tables.rows import Columns
from tours.models import ChosenColumns, Event


def chosen_before(event: Event, first: Sequence[str]) -> Columns:
    """What was chosen for a table with this first row; nothing where nobody did. One query."""
    rows = ChosenColumns.objects.filter(programme=event.programme_id, headings=_digest(first))
    names = rows.values_list("columns", flat=True).first()
    known = set(map(str, Column))
    return tuple(Column(name) if name in known else None for name in names.split(",")) if names else ()


def remember(event: Event, first: Sequence[str], columns: Columns) -> None:
    ChosenColumns.objects.update_or_create(
        programme_id=event.programme_id,
        headings=_digest(first),
        defaults={"columns": ",".join(column or "" for column in columns)},
    )


def _digest(first: Sequence[str]) -> str:
    words = "\t".join(" ".join(folded(cell)) for cell in first).rstrip("\t")
    return hashlib.sha256(words.encode()).hexdigest()
