"""Registers the models that the audit trail watches. Each room registers its own models in its module `audit_watch`."""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

from auditlog.registry import auditlog
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Key = Callable[[Any], int | None]
"""A function that gives the primary key of the event, programme or person that a row belongs to."""

SECRET = re.compile("password|secret|private|token|digest|hash|otp|session|recovery|credential")
"""A field whose name contains one of these words is never recorded, even where a room asks for it."""

ADDED = _("added")


def _none(_row: Any) -> None:
    return None


@dataclass(frozen=True)
class Watch:
    """How changes of one model are recorded: under which event, programme and person.

    `made` is the word for creating a row.
    """

    model: type[models.Model]
    event: Key = _none
    programme: Key = _none
    person: Key = _none
    made: str | Promise = ADDED
    names_people: bool = False
    """Whether the entries tell who comes, which those who may only read the event do not see."""
    is_private: bool = False
    """Whether only those who register people see the entries: they tell of contacts, or of how somebody was chosen."""
    private_fields: frozenset[str] = frozenset()
    """Fields of which only those read who register people, where others read the entries too."""
    fields: frozenset[str] = frozenset()
    """Filled in by `audited`."""


_watches: dict[type[models.Model], Watch] = {}


def audited(watch: Watch, *, leave_out: Collection[str] = (), also: Collection[str] = ()) -> None:
    """Watches every field of the model that people can edit, except those left out. `also` adds fields that they cannot
    edit.

    Each field is passed to the library by name. Otherwise the library records everything, reverse relations included.
    """
    meta = watch.model._meta
    own = {field.name for field in meta.concrete_fields if field.editable and not field.primary_key} | {*also}
    many = {field.name for field in meta.many_to_many if field.editable}
    watched = {name for name in own | many if name not in leave_out and not is_secret(name)}
    auditlog.register(watch.model, include_fields=sorted(watched & own), m2m_fields=watched & many)
    private_fields = watch.private_fields & watched
    _watches[watch.model] = replace(watch, fields=frozenset(watched), private_fields=private_fields)


def is_secret(name: str) -> bool:
    return bool(SECRET.search(name))


def watch_of(model: type[models.Model]) -> Watch:
    return _watches[model]


def told_to_all(model: type[models.Model] | None, changes: Mapping[str, Any]) -> dict[str, Any]:
    """The changes without the model's private fields: for those who do not register people, and for the search."""
    watch = _watches.get(model) if model else None
    return {name: pair for name, pair in changes.items() if not watch or name not in watch.private_fields}


def word_for_creating(model: type[models.Model] | None) -> str:
    """The word for creating a row of the model. Entries of a model that is no longer watched still get a word."""
    watch = _watches.get(model) if model else None
    return str(watch.made if watch else ADDED)


def naming_people() -> list[str]:
    """The names of the models whose entries tell who comes, as content types have them."""
    return [watch.model._meta.model_name or "" for watch in _watches.values() if watch.names_people]


def private() -> list[str]:
    """The names of the models whose entries only those see who register people."""
    return [watch.model._meta.model_name or "" for watch in _watches.values() if watch.is_private]


def watches() -> list[Watch]:
    return list(_watches.values())
