"""Writes the facts that a version holds of an event itself into its rows."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from backstage.text.tidying import tidy
from tours.agenda import facts, values
from tours.editions.composing.cards import document, picture
from tours.editions.composing.events import event_of
from tours.models import (
    City,
    Contact,
    Document,
    Event,
    EventOrganisation,
    Group,
    Organisation,
    ParticipatingCity,
    Picture,
    PracticalNote,
    Purpose,
)
from tours.record.equal.differing import is_redacted
from tours.uploads.storing import DigestStorage, upload_path

STAYS = frozenset({"uid", "slug"})
"""The address of an event is printed and bookmarked."""
PLAIN = frozenset(values.Event.__struct_fields__) - STAYS & {
    field.name for field in Event._meta.concrete_fields if not field.is_relation
}


def write_event(event: Event, then: values.Event) -> None:
    """Writes what differs and can be written. The event must be locked."""
    now = event_of(event)
    differing = {name for name in then.__struct_fields__ if getattr(then, name) != getattr(now, name)}
    _write_facts(event, then, differing)
    for name, write in LISTS.items():
        if name in differing:
            write(event, getattr(then, name))


def _write_facts(event: Event, then: values.Event, differing: set[str]) -> None:
    found: dict[str, Any] = {name: getattr(then, name) for name in differing & PLAIN}
    if "host_city" in differing and (city := City.objects.filter(slug=then.host_city.slug).first()):
        found["host_city"] = city
    if "tier" in differing:
        tiers = {tidy(tier.name): tier for tier in event.programme.tiers.all()}
        found |= {"tier": tiers.get(then.tier)} if then.tier in {"", *tiers} else {}
    if "picture" in differing:
        found |= _picture(then.picture)
    _save(event, {name: value for name, value in found.items() if not is_redacted(value)})


def _save(event: Event, found: dict[str, Any]) -> None:
    """Writes the facts that are not refused: what was published once may be refused today."""
    if not found:
        return
    before = {name: getattr(event, name) for name in found}
    for name, value in found.items():
        setattr(event, name, value)
    try:
        event.full_clean()
    except ValidationError as refusal:
        refused = found.keys() & refusal.message_dict.keys() or found.keys()
        for name, value in before.items():
            setattr(event, name, value)
        _save(event, {name: value for name, value in found.items() if name not in refused})
    else:
        event.save(update_fields=list(found))


def _picture(value: facts.Picture | None) -> dict[str, Picture | None]:
    if value is None:
        return {"picture": None}
    rows = sorted(Picture.objects.filter(digest=value.digest), key=lambda row: picture(row) != value)
    return {"picture": rows[0]} if rows else {}


def _write_themes(event: Event, names: tuple[str, ...]) -> None:
    """A theme that came since goes, unless it may be one of the version's under a new name."""
    found = [theme for theme in event.programme.themes.all() if tidy(theme.name) in names]
    event.themes.set(found if len(found) == len(names) else {*event.themes.all(), *found})


def _write_texts(rows: Any, model: type[models.Model], event: Event, listed: Sequence[dict[str, Any]]) -> None:
    """Makes the list of rows say these texts in this order. A row that says one of them already stays."""
    there = list(rows.all())
    written = 0
    for position, texts in enumerate(listed):
        row = next((row for row in there if _says(row, texts)), None)
        if row is not None:
            there.remove(row)
        elif is_redacted(texts):
            continue
        written += _place(row or model(event=event, **texts), position)
    _delete_others(there, complete=written == len(listed))


def _delete_others(others: Iterable[models.Model], *, complete: bool) -> None:
    """Deletes rows that the version does not have. Where a value of its list could not be written, one of them may stand
    in its place, and all stay.
    """
    for row in others if complete else ():
        row.delete()


def _says(row: models.Model, texts: dict[str, Any]) -> bool:
    return all(tidy(str(getattr(row, name))) == str(value) for name, value in texts.items())


def _place(row: Any, position: int) -> bool:
    """Whether the row is there now."""
    if row.pk is not None and row.position == position:
        return True
    row.position = position
    return _save_row(row)


def _save_row(row: models.Model, names: Sequence[str] | None = None) -> bool:
    """Whether the row was written. One that is refused stays as it is: the difference that stays is told."""
    try:
        row.full_clean()
        row.save(update_fields=names)
    except ValidationError:
        return False
    return True


def _write_groups(event: Event, groups: tuple[facts.Group, ...]) -> None:
    """Makes the groups that are gone and gives the others their names. One that came since stays, with its members."""
    there = {str(row.uid): row for row in event.groups.all()}
    for value in groups:
        row = there.get(value.uid) or Group(event=event, uid=value.uid)
        if row.name != value.name and not is_redacted(value):
            row.name = value.name
            _save_row(row)


def _write_purposes(event: Event, texts: tuple[str, ...]) -> None:
    _write_texts(event.purposes, Purpose, event, [{"text": text} for text in texts])


def _write_notes(event: Event, notes: tuple[facts.Note, ...]) -> None:
    _write_texts(event.practical_notes, PracticalNote, event, [_fields(note) for note in notes])


def _write_contacts(event: Event, contacts: tuple[facts.Contact, ...]) -> None:
    _write_texts(event.contacts, Contact, event, [_fields(contact) for contact in contacts])


def _fields(value: facts.Value) -> dict[str, Any]:
    return {name: getattr(value, name) for name in value.__struct_fields__}


def _write_documents(event: Event, documents: Sequence[facts.Document]) -> None:
    there = list(event.documents.all())
    written = 0
    for position, value in enumerate(documents):
        same = sorted((row for row in there if row.digest == value.digest), key=lambda row: document(row) != value)
        row = same[0] if same else _document(event, value)
        if row is None:
            continue
        if same:
            there.remove(row)
        written += _write_document(row, value, position)
    _delete_others(there, complete=written == len(documents))


def _document(event: Event, value: facts.Document) -> Document | None:
    """A row for the file, if the store still has it."""
    path = upload_path(value.digest, value.file_name)
    if is_redacted(value) or not DigestStorage().exists(path):
        return None
    return Document(event=event, file=path, **_fields(value))


def _write_document(row: Document, value: facts.Document, position: int) -> bool:
    if not is_redacted(value):
        row.title, row.language, row.level = value.title, value.language, value.level
    row.position = position
    return _save_row(row)


def _write_supporters(event: Event, supporters: Sequence[facts.Supporter]) -> None:
    there = {(tidy(row.organisation.name), row.role): row for row in event.organisations.select_related("organisation")}
    known = _organisations(supporter.organisation for supporter in supporters)
    written = 0
    for position, supporter in enumerate(supporters):
        name = supporter.organisation.name
        row = there.pop((name, supporter.role.value), None)
        if row is None and name in known:
            row = EventOrganisation(event=event, organisation=known[name], role=supporter.role)
        written += row is not None and _place(row, position)
    _delete_others(there.values(), complete=written == len(supporters))


def _organisations(named: Iterable[facts.Organisation]) -> dict[str, Organisation]:
    found = Organisation.objects.filter(name__in={organisation.name for organisation in named})
    return {tidy(organisation.name): organisation for organisation in found}


def _write_cities(event: Event, participations: Sequence[facts.Participation]) -> None:
    """Seats come back as far as nobody has them, and cities that went. None goes: their delegations stand on them."""
    rows = event.participating_cities.select_related("city", "organisation")
    there = {row.city.slug if row.city else tidy(str(row.organisation)): row for row in rows}
    cities = {
        city.slug: city
        for city in City.objects.filter(slug__in={each.city.slug for each in participations if each.city})
    }
    organisations = _organisations(each.organisation for each in participations if each.organisation)
    for position, each in enumerate(participations):
        city = cities.get(each.city.slug) if each.city else None
        organisation = organisations.get(each.organisation.name) if each.organisation else None
        row = there.get(each.city.slug if each.city else each.organisation.name if each.organisation else "")
        if row is None and (city or organisation):
            row = ParticipatingCity(event=event, city=city, organisation=organisation)
        if row is not None:
            _write_city(row, each.seats, position)


def _write_city(row: ParticipatingCity, seats: int, position: int) -> None:
    row.seats, row.position = max(seats, row.taken), position
    _save_row(row, ["seats", "position"] if row.pk else None)


LISTS: dict[str, Any] = {
    "themes": _write_themes,
    "purposes": _write_purposes,
    "practical": _write_notes,
    "contacts": _write_contacts,
    "documents": _write_documents,
    "supporters": _write_supporters,
    "cities": _write_cities,
    "named_groups": _write_groups,
}
