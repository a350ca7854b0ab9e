"""A section of what is known of a person, and of whom it is asked."""

from typing import Any, NamedTuple

from django.db import models

from accounts.models import User
from participants.privacy.identity import Names
from tours.models import Event, Person


class Section(NamedTuple):
    """One kind of what is known. `columns` are the names of the facts, by key; each row has a value for each."""

    key: str
    title: str
    columns: dict[str, str]
    rows: list[dict[str, Any]]


class Asked(NamedTuple):
    """The person who is asked about, and the events. `is_all` says that these are all of theirs."""

    person: Person
    names: Names
    events: list[Event]
    is_all: bool
    opened_by: User | None = None
    """Who opens the documents for travel; nobody where they stay sealed."""
    asks_themselves: bool = False
    """Whether the person asks by their own link: then their documents are opened for them."""


def shown(row: models.Model, name: str) -> Any:
    """The value of the row's column; a fixed word by its label."""
    field = row._meta.get_field(name)
    return str(getattr(row, f"get_{name}_display")()) if getattr(field, "choices", None) else getattr(row, name)


def label_of(model: type[models.Model], name: str) -> str:
    """The name of the column as people read it; one that is no more keeps its key."""
    fields = {field.name: field for field in (*model._meta.concrete_fields, *model._meta.many_to_many)}
    label = str(fields[name].verbose_name) if name in fields else name
    return label[:1].upper() + label[1:]
