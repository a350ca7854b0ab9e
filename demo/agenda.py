"""Makes an event's agenda of its file, and changes items as a coordinator does between two editions."""

from collections.abc import Iterator
from datetime import date, timedelta

from demo import records
from demo.background import Background
from demo.rows import saved, uid_of
from tours.models import Event, Group, Track
from tours.record.appearances import appear
from tours.record.items.references import LinkNamed, PartNamed, PersonNamed, VenueNamed
from tours.record.items.writing import Facts, upsert_items


def save_agenda(event: Event, agenda: records.AgendaRecord, background: Background) -> None:
    for name in agenda.groups:
        saved(Group(event=event, name=name, uid=uid_of(event.slug, "groups", name)))
    for position, name in enumerate(agenda.tracks):
        saved(Track(event=event, name=name, position=position))
    items = [(day.day, item) for day in agenda.days for item in day.items]
    for name in sorted({part.name for _day, item in items for part in item.people if part.name}):
        appear(event, background.people[name], background.appearances[name])
    upsert_items(event, [_facts(event, day, item, background) for day, item in items])


def apply_changes(event: Event, changes: dict[str, records.ChangeRecord]) -> None:
    upsert_items(event, [{"uid": uid_of(event.slug, key), **dict(_anew(change))} for key, change in changes.items()])


def _facts(event: Event, day: int, record: records.ItemRecord, background: Background) -> Facts:
    start, end = record.clock_times()
    return {
        "uid": uid_of(event.slug, record.key),
        "kind": record.kind,
        "title": record.title,
        "summary": record.summary,
        "day": _date(event, day),
        "start": start,
        "end": end,
        "ends_on": _date(event, record.ends_day) if record.ends_day is not None else None,
        "end_zone": record.ends_zone,
        "status": record.status,
        "level": record.level,
        "groups": record.groups,
        "venue": VenueNamed(key=background.venues[record.venue].pk) if record.venue else None,
        "room": record.room,
        "track": record.track,
        "language": record.language,
        "capacity": record.capacity,
        "links": [LinkNamed(link.label, link.url, link.level) for link in record.links],
        "parts": [_part(part, background) for part in record.people],
        "staff_note": record.staff_note,
    }


def _part(part: records.PartRecord, background: Background) -> PartNamed:
    if not part.name:
        return PartNamed(part.role, None, confirmed=False, level=part.level)
    person = PersonNamed(uid=background.people[part.name].uid)
    return PartNamed(part.role, person, confirmed=True, level=part.level)


def _anew(change: records.ChangeRecord) -> Iterator[tuple[str, str]]:
    """What the change says, as facts of the item."""
    for name in ("room", "status", "report"):
        if text := getattr(change, name):
            yield name, text


def _date(event: Event, day: int) -> date:
    return event.starts + timedelta(days=day - 1)
