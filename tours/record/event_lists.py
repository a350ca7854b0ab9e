"""The verb that writes the lists of an event: organisations with a role, cities with seats, purposes, practical notes, contacts.

Each list is sent whole, as programs do; people write one row at a time (`event_parts.py`). A row is known by what names it,
such as a city: it stays the same row, and what is not said of it stays.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from tours.models import (
    City,
    Contact,
    Event,
    EventOrganisation,
    Organisation,
    ParticipatingCity,
    PracticalNote,
    Purpose,
)
from tours.vocabulary import Level


class OrganisationNamed(NamedTuple):
    """An organisation, by its name, with its role at the event."""

    organisation: str
    role: str


class CityNamed(NamedTuple):
    """A city by its slug, or an organisation instead by its name. Without `seats` they stay; a new one has one seat."""

    city: str | None
    organisation: str | None
    seats: int | None = None


class NoteNamed(NamedTuple):
    """Practical information, known by its heading. Without a level it keeps the one that it has; a new one is public."""

    heading: str
    body: str
    level: Level | None = None


class ContactNamed(NamedTuple):
    """A contact, known by its name. Without a level it keeps the one that it has; a new one is for delegates."""

    name: str
    role: str = ""
    email: str = ""
    phone: str = ""
    level: Level | None = None


class Entry(NamedTuple):
    """A row as it is to be. `key` is what `_KEYS` gives for the row that is meant."""

    key: Hashable
    facts: Mapping[str, Any]


LISTS = ("organisations", "cities", "purposes", "practical", "contacts")
"""The lists as an edition calls them."""


def set_lists(event: Event, facts: Mapping[str, Any]) -> bool:
    """Writes the lists that are given, and says whether that changed anything. The event must be locked.

    Purposes are texts; the other lists are of the values above. Raises ValidationError, whose keys name list, place and field,
    as in `contacts.0.email`.
    """
    changed = [_set(event, name, facts[name]) for name in LISTS if name in facts]
    return any(changed)


def _set(event: Event, name: str, values: Sequence[Any]) -> bool:
    made, key_of = _MODELS[name], _KEYS[name]
    there = list(made._default_manager.filter(event=event))
    left = defaultdict(list)
    for row in there:
        left[key_of(row)].append(row)
    entries = list(_entries(name, values))
    rows = [left[entry.key].pop(0) if left[entry.key] else made(event=event) for entry in entries]
    removed = [row for rows_left in left.values() for row in rows_left]
    stays = [row for row in there if row not in removed]
    for row in removed:
        _remove(name, row)
    moved = rows != stays
    changed = [
        _change(f"{name}.{place}", row, {**entry.facts, **({"position": place} if moved else {})})
        for place, (row, entry) in enumerate(zip(rows, entries, strict=True))
    ]
    return bool(removed) or any(changed)


def _change(path: str, row: models.Model, facts: Mapping[str, Any]) -> bool:
    """Saves only what differs: of a city, a verb beside this one counts the seats taken."""
    differing = [name for name, value in facts.items() if row.pk and getattr(row, name) != value]
    if row.pk and not differing:
        return False
    for name, value in facts.items():
        setattr(row, name, value)
    try:
        _save(row, differing)
    except ValidationError as refusal:
        raise _at(path, refusal) from refusal
    return True


def _save(row: models.Model, fields: Sequence[str]) -> None:
    """Validates and saves these fields, or a new row. If seats are taken in between, validating again says that they are."""
    row.full_clean()
    try:
        with transaction.atomic():
            row.save(update_fields=fields or None)
    except IntegrityError:
        if isinstance(row, ParticipatingCity):
            row.refresh_from_db(fields=["taken"])
            row.full_clean()
        raise


def _remove(name: str, row: models.Model) -> None:
    if isinstance(row, ParticipatingCity) and row.taken:
        raise _in_use(name, row)
    try:
        row.delete()
    except models.ProtectedError as refusal:
        raise _in_use(name, row) from refusal


def _in_use(name: str, row: models.Model) -> ValidationError:
    told = _(
        "%(row)s was invited or has people with a place, so it cannot be left out. Take its invitation back first."
    )
    return ValidationError({name: [told % {"row": row}]})


def _at(path: str, refusal: ValidationError) -> ValidationError:
    if not hasattr(refusal, "error_dict"):
        return ValidationError({path: refusal.messages})
    own = {path if field == "__all__" else f"{path}.{field}": told for field, told in refusal.message_dict.items()}
    return ValidationError(own)


def _entries(name: str, values: Sequence[Any]) -> Iterator[Entry]:
    if name == "purposes":
        return (Entry(text, {"text": text}) for text in values)
    if name == "organisations":
        return _organisations(values)
    if name == "cities":
        return _cities(values)
    return (Entry(value[0], _given(value)) for value in values)


def _given(value: Any) -> dict[str, Any]:
    return {name: fact for name, fact in value._asdict().items() if fact is not None}


def _organisations(values: Sequence[OrganisationNamed]) -> Iterator[Entry]:
    found = _organisations_named("organisations", {place: value.organisation for place, value in enumerate(values)})
    for value in values:
        organisation = found[value.organisation]
        yield Entry((organisation.pk, value.role), {"organisation": organisation, "role": value.role})


def _cities(values: Sequence[CityNamed]) -> Iterator[Entry]:
    name = "cities"
    cities = {city.slug: city for city in City.objects.filter(slug__in={value.city for value in values if value.city})}
    bodies = {place: value.organisation for place, value in enumerate(values) if value.organisation}
    organisations = _organisations_named(name, bodies)
    for place, value in enumerate(values):
        if bool(value.city) == bool(value.organisation):
            raise ValidationError(
                {f"{name}.{place}": [_("Give a city, by its slug, or an organisation, by its name.")]}
            )
        if value.city and value.city not in cities:
            raise ValidationError({f"{name}.{place}.city": [_("There is no city with this slug.")]})
        city, organisation = cities.get(value.city or ""), organisations.get(value.organisation or "")
        key = (city.pk if city else None, organisation.pk if organisation else None)
        seats = {} if value.seats is None else {"seats": value.seats}
        yield Entry(key, {"city": city, "organisation": organisation, **seats})


def _organisations_named(name: str, asked: Mapping[int, str]) -> dict[str, Organisation]:
    """One query. `asked` are names by their places in the list."""
    found = {row.name: row for row in Organisation.objects.filter(name__in=set(asked.values()))} if asked else {}
    told = [_("There is no organisation with this name.")]
    if missing := {f"{name}.{place}.organisation": told for place, word in asked.items() if word not in found}:
        raise ValidationError(missing)
    return found


_MODELS: dict[str, type[models.Model]] = {
    "organisations": EventOrganisation,
    "cities": ParticipatingCity,
    "purposes": Purpose,
    "practical": PracticalNote,
    "contacts": Contact,
}
_KEYS: dict[str, Callable[[Any], Hashable]] = {
    "organisations": lambda row: (row.organisation_id, row.role),
    "cities": lambda row: (row.city_id, row.organisation_id),
    "purposes": lambda row: row.text,
    "practical": lambda row: row.heading,
    "contacts": lambda row: row.name,
}
