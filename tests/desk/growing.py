"""Writes as many rows of a kind as a size says, in one statement."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from django.core.files.base import ContentFile
from django.db.models import Model

from tours.uploads.storing import store, upload_path

Row = TypeVar("Row", bound=Model)


def grown(model: type[Row], size: int, /, **facts: Any) -> list[Row]:
    """Rows whose texts tell their number by `{n}`. Of a list each takes its own, in turn; a function is asked for it."""
    rows = [model(**{name: _of(fact, n) for name, fact in facts.items()}) for n in range(size)]
    return list(model._default_manager.bulk_create(rows, batch_size=500))


def tied(rows: Sequence[Model], relation: str, others: Sequence[Model]) -> None:
    """Ties each row to another one, in turn."""
    field: Any = rows[0]._meta.get_field(relation)
    through, ours, theirs = field.remote_field.through, field.m2m_field_name(), field.m2m_reverse_field_name()
    through._default_manager.bulk_create(
        through(**{ours: row, theirs: others[n % len(others)]}) for n, row in enumerate(rows)
    )


def stored(name: str) -> Mapping[str, Any]:
    """The facts of a small file."""
    content = f"%PDF-1.7 {name}".encode()
    digest = hashlib.sha256(content).hexdigest()
    facts = {"digest": digest, "file_name": "note.pdf", "media_type": "application/pdf", "size": len(content)}
    return {**facts, "file": store(upload_path(digest, "note.pdf"), ContentFile(content), [digest])}


def _of(fact: Any, n: int) -> Any:
    if isinstance(fact, str):
        return fact.replace("{n}", f"{n:03}")
    if isinstance(fact, list):
        return fact[n % len(fact)]
    made: Callable[[int], Any] | None = fact if callable(fact) else None
    return made(n) if made else fact
