"""The facts that the verbs of the record write for a row of an import."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time
from typing import Any

from django.utils.translation import gettext as _

from backstage.text.folding import folded
from tours.importing.planning.comparing import clock, end_of, end_text, name_key, start_of, status_of
from tours.importing.planning.draft import Names
from tours.importing.planning.values import DraftItem, DraftPart, Field, PlannedRow
from tours.importing.reading.values import NamedPerson, ReadItem
from tours.models import Event
from tours.record.items.references import PartNamed, PersonNamed, VenueNamed
from tours.vocabulary import DUTIES, ItemKind


def facts_of(row: PlannedRow, names: Names, event: Event) -> dict[str, Any]:
    """The facts to write. A new item has everything that was read of it; any other item has what changes. Venues and
    people are named for `References`.
    """
    facts = _all_facts(_as_written(row), row.match, names, event)
    if row.match is None:
        return facts | {"staff_note": _times_in_words(row.item)}
    written = {str(field): facts[field] for field in row.fields if field in facts}
    if row.fields & {Field.DAY, Field.START, Field.END}:
        written |= {"end": facts["end"], "ends_on": facts["ends_on"]}
    if Field.PLACE in row.fields:
        written["venue"] = facts["venue"]
    if Field.PEOPLE in row.fields:
        written["parts"] = facts["parts"]
    return {"uid": row.match.uid, **written}


def _as_written(row: PlannedRow) -> ReadItem:
    """The item as it is written. Where the review leaves the day or the times as they are, it has those of the draft."""
    left = {change.field for change in row.changes if change.stays}
    if row.match is None or not left & {Field.DAY, Field.START, Field.END}:
        return row.item
    match, read = row.match, row.item
    times: dict[str, date | time | bool | None] = {}
    if Field.DAY in left:
        times["day"] = match.day
    if Field.START in left:
        times["start"] = match.start
    if Field.END in left:
        times |= {"end": match.end, "ends_next_day": match.ends_on is not None}
    return replace(read, **times)  # type: ignore[arg-type]  # each by its name


def _all_facts(read: ReadItem, match: DraftItem | None, names: Names, event: Event) -> dict[str, Any]:
    end, ends_on = end_of(read, match)
    return {
        "day": read.day,
        "start": start_of(read, match),
        "end": end,
        "ends_on": ends_on,
        "title": read.title,
        "kind": read.kind or ItemKind.SESSION,
        "venue": _venue(read.place, names, event),
        "room": read.room,
        "track": read.track,
        "status": status_of(read, match),
        "summary": read.rest,
        "parts": list(_parts(read, match, names)),
    }


def _times_in_words(read: ReadItem) -> str:
    """The times that were read of an item which has to wait for its day; empty for any other."""
    if read.day or not read.start:
        return ""
    said = "–".join(filter(None, [clock(read.start), end_text(read.end, later=read.ends_next_day)]))
    return _("Time in the text: %(time)s") % {"time": said}


def _venue(name: str, names: Names, event: Event) -> VenueNamed | None:
    """A venue that there is not would be made in the host city."""
    if not name:
        return None
    words = tuple(folded(name))
    key = names.venues.get(words)
    return VenueNamed(key=key) if key else VenueNamed(name=names.spellings[words], city=event.host_city.slug)


def _parts(read: ReadItem, match: DraftItem | None, names: Names) -> Iterator[PartNamed]:
    """The parts of the item. People on duty stay; of the others, those that the text names."""
    parts = match.parts if match else ()
    there = {name_key(part.name): part for part in parts if part.name}
    for part in parts:
        if part.role in DUTIES:
            yield PartNamed(part.role, _person_of(part))
    for person in {(name_key(each.name), each.role): each for each in read.people}.values():
        known = there.get(name_key(person.name))
        if known is None:
            yield PartNamed(person.role, _named(person, names))
        elif known.role not in DUTIES:
            yield PartNamed(known.role, _person_of(known))


def _person_of(part: DraftPart) -> PersonNamed | None:
    return PersonNamed(uid=part.uid) if part.uid else None


def _named(person: NamedPerson, names: Names) -> PersonNamed:
    words = name_key(person.name)
    uid = names.people.get(words)
    return PersonNamed(uid=uid) if uid else PersonNamed(name=names.spellings[words])
