"""Looks for words in everything that the site has: every column of every table, mails as they are read, and all files."""

import email
import email.policy
import json
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models

from backstage.models import OutgoingMail


def places_of(words: Collection[str]) -> list[str]:
    """Where one of the words stands, such as `participants.Delegate.name 12`, in whatever capitals."""
    asked = [word.casefold() for word in words]
    found = [place for place, text in everything() if any(word in text.casefold() for word in asked)]
    return sorted(set(found))


def everything() -> Iterator[tuple[str, str]]:
    for model in apps.get_models(include_auto_created=True):
        columns = [field for field in model._meta.concrete_fields if not isinstance(field, models.ForeignKey)]
        for row in model._base_manager.all():
            for column in columns:
                yield f"{model._meta.label}.{column.name} {row.pk}", _readable(getattr(row, column.attname))
    for mail in OutgoingMail.objects.all():
        yield f"mail {mail.pk}", _read(bytes(mail.content))
    for folder in (settings.MEDIA_ROOT, settings.KEPT_DIR):
        for path in Path(folder).rglob("*"):
            if path.is_file():
                yield f"file {path.name}", path.name + path.read_bytes().decode("utf-8", "replace")


def _readable(value: Any) -> str:
    if isinstance(value, bytes | memoryview):
        return bytes(value).decode("utf-8", "replace")
    if isinstance(value, str):
        return value
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False)
    return str(value)


def _read(content: bytes) -> str:
    message = email.message_from_bytes(content, policy=email.policy.default)
    parts = [part.get_content() for part in message.walk() if part.get_content_maintype() == "text"]
    return "\n".join([*map(str, message.values()), *parts])
