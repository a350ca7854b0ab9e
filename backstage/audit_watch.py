"""Which rows the audit trail watches. Each room says so of its own models, in its module of this name."""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from typing import Any

from auditlog.registry import auditlog
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Key = Callable[[Any], int | None]
"""Gives the key of what a row belongs to."""

SECRET = re.compile("password|secret|private|token|digest|hash|otp|session|recovery|credential")
"""A field with such a word in its name is never written down, whoever asks for it."""

ADDED = _("added")


def _none(_row: Any) -> None:
    return None


@dataclass(frozen=True)
class Watch:
    """How the rows of one model are written down: under which event, programme and person, and what making one is called."""

    model: type[models.Model]
    event: Key = _none
    programme: Key = _none
    person: Key = _none
    made: str | Promise = ADDED
    fields: frozenset[str] = frozenset()
    """Filled in by `audited`."""


_watches: dict[type[models.Model], Watch] = {}


def audited(watch: Watch, *, leave_out: Collection[str] = (), also: Collection[str] = ()) -> None:
    """Every field that people can edit is watched, but for those left out; `also` names some that they cannot.

    The library would write down all it finds, other rows that lead here too, so it is told each field by name.
    """
    meta = watch.model._meta
    own = {field.name for field in meta.concrete_fields if field.editable and not field.primary_key} | {*also}
    many = {field.name for field in meta.many_to_many if field.editable}
    told = {name for name in own | many if name not in leave_out and not is_secret(name)}
    auditlog.register(watch.model, include_fields=sorted(told & own), m2m_fields=told & many)
    _watches[watch.model] = replace(watch, fields=frozenset(told))


def is_secret(name: str) -> bool:
    return bool(SECRET.search(name))


def watch_of(model: type[models.Model]) -> Watch:
    return _watches[model]


def what_making_is_called(model: type[models.Model] | None) -> str:
    """Also of what is watched no longer: entries outlive that."""
    watch = _watches.get(model) if model else None
    return str(watch.made if watch else ADDED)


def watches() -> list[Watch]:
    return list(_watches.values())
