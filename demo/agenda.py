"""Makes an event's agenda of its file, and changes items as a coordinator does between two editions."""

from collections.abc import Iterable
from datetime import date, timedelta

from demo import records
from demo.background import Background
from demo.rows import saved, uid_of
from tours.models import AgendaItem, Event, Group, ItemLink, ItemPart, Person, Track


def save_agenda(event: Event, agenda: records.Agenda, background: Background) -> None:
    for name in agenda.groups:
        saved(Group(event=event, name=name))
    for position, name in enumerate(agenda.tracks):
        saved(Track(event=event, name=name, position=position))
    for day in agenda.days:
        for item in day.items:
            _save_item(event, day.day, item, background)


def apply_changes(event: Event, changes: dict[str, records.Change]) -> None:
    for key, change in changes.items():
        item = event.items.get(uid=uid_of(event.slug, key))
        item.room = change.room or item.room
        item.status = change.status or item.status
        item.report = change.report or item.report
        saved(item)


def _save_item(event: Event, day: int, record: records.Item, background: Background) -> None:
    start, end = record.clock_times()
    item = saved(
        AgendaItem(
            uid=uid_of(event.slug, record.key),
            event=event,
            kind=record.kind,
            title=record.title,
            summary=record.summary,
            day=_date(event, day),
            start=start,
            end=end,
            ends_on=_date(event, record.ends_day) if record.ends_day is not None else None,
            end_zone=record.ends_zone,
            status=record.status,
            level=record.level,
            venue=background.venues[record.venue] if record.venue else None,
            room=record.room,
            track=event.tracks.get(name=record.track) if record.track else None,
            language=record.language,
            staff_note=record.staff_note,
        )
    )
    item.groups.set([event.groups.get(name=name) for name in record.groups])
    _save_parts(item, record.people, background.people)
    for position, link in enumerate(record.links):
        saved(ItemLink(item=item, label=link.label, url=link.url, position=position))


def _save_parts(item: AgendaItem, parts: Iterable[records.Part], people: dict[str, Person]) -> None:
    for position, part in enumerate(parts):
        person = people[part.name] if part.name else None
        saved(ItemPart(item=item, person=person, role=part.role, confirmed=bool(person), position=position))


def _date(event: Event, day: int) -> date:
    return event.starts + timedelta(days=day - 1)
