"""What an item that was read changes of the item of the draft that it is. What it does not say stays as it is."""

from collections.abc import Iterator, Sequence
from datetime import date, time, timedelta

from django.utils.translation import gettext as _

from backstage.text.folding import folded
from tours.importing.planning.values import Change, DraftItem, DraftPart, Field, Row
from tours.importing.reading.values import NamedPerson, ReadItem
from tours.labels import ITEM_KINDS, PERSON_ROLES, STATUSES
from tours.vocabulary import DUTIES, PersonRole, Status
from tours.wording import weekday_and_day


def changes_of(row: Row, item: DraftItem) -> tuple[Change, ...]:
    """The changes of the item, in the order of the fields. Changes that the review leaves out are among them."""
    found = (Change(name, before, after, name in row.left) for name, before, after in _changes(row, item))
    return tuple(found)


def _changes(row: Row, item: DraftItem) -> Iterator[tuple[Field, str, str]]:
    read = row.item
    if read.day and read.day != item.day:
        yield Field.DAY, weekday_and_day(item.day) if item.day else "", weekday_and_day(read.day)
    if (start := start_of(read, item)) and start != item.start:
        yield Field.START, clock(item.start), clock(start)
    if (ends := end_of(read, item)) != (item.end, item.ends_on) and not _follows_its_day(ends, read, item):
        yield Field.END, end_text(item.end, later=bool(item.ends_on)), end_text(ends[0], later=bool(ends[1]))
    if read.title and read.title != item.title:
        yield Field.TITLE, item.title, read.title
    if row.kind_is_said and read.kind and read.kind != item.kind:
        yield Field.KIND, str(ITEM_KINDS[item.kind]), str(ITEM_KINDS[read.kind])
    yield from _places(read, item)
    if read.people and _other_people(read, item):
        yield Field.PEOPLE, _people_text(speaking(item.parts)), _people_text(read.people)
    if (status := status_of(read, item)) != item.status:
        yield Field.STATUS, str(STATUSES[item.status]), str(STATUSES[status])
    if read.rest and folded(read.rest) != folded(item.summary):
        yield Field.SUMMARY, item.summary, read.rest


def _places(read: ReadItem, item: DraftItem) -> Iterator[tuple[Field, str, str]]:
    known = [item.place, item.room, f"{item.place} {item.room}", f"{item.room} {item.place}"]
    if read.place and folded(read.place) not in map(folded, known):
        yield Field.PLACE, item.place, read.place
    if read.room and folded(read.room) != folded(item.room):
        yield Field.ROOM, item.room, read.room
    if read.track and folded(read.track) != folded(item.track):
        yield Field.TRACK, item.track, read.track


def day_of(read: ReadItem, item: DraftItem | None) -> date | None:
    """The day that it has then; None where it waits in the tray, in which nothing has a time."""
    return read.day or (item.day if item else None)


def start_of(read: ReadItem, item: DraftItem | None) -> time | None:
    return read.start if day_of(read, item) else None


def end_of(read: ReadItem, item: DraftItem | None) -> tuple[time | None, date | None]:
    """The time, and the day where that is another than the item's. An old end goes where the new start is not before it."""
    day = day_of(read, item)
    if day is None:
        return None, None
    if read.end:
        return read.end, day + timedelta(days=1) if read.ends_next_day else None
    if item is None or item.day is None or item.end is None:
        return None, None
    start = read.start or item.start
    if item.ends_on is None and start and start >= item.end:
        return None, None
    return item.end, item.ends_on and day + (item.ends_on - item.day)


def _follows_its_day(ends: tuple[time | None, date | None], read: ReadItem, item: DraftItem) -> bool:
    """Whether only the day of the end changes, as that of the item does."""
    return read.day != item.day and ends[0] == item.end and bool(ends[1]) == bool(item.ends_on)


def status_of(read: ReadItem, item: DraftItem | None) -> Status:
    if item and item.status is Status.CANCELLED:
        return Status.CANCELLED
    return Status.TENTATIVE if read.is_tentative else Status.CONFIRMED


def speaking(parts: Sequence[DraftPart]) -> list[DraftPart]:
    """The parts of people who are named at the item. A file of the host's need not say who drives."""
    return [part for part in parts if part.role not in DUTIES and part.name]


def name_key(name: str) -> tuple[str, ...]:
    """The key by which two spellings of a name are compared, whether the family name is first or last."""
    return tuple(sorted(folded(name)))


def _other_people(read: ReadItem, item: DraftItem) -> bool:
    """Whether the text names somebody who has no part, or does not name somebody who is named at the item."""
    named, there, speak = (
        {name_key(each.name) for each in people} for people in (read.people, item.parts, speaking(item.parts))
    )
    return bool(named - there or speak - named)


def _people_text(people: Sequence[NamedPerson | DraftPart]) -> str:
    return "; ".join(person_text(person.name, PersonRole(person.role)) for person in people)


def person_text(name: str, role: PersonRole, about: str = "") -> str:
    """`Ana Novak, mayor`; `Moderator: Ana Novak`."""
    said = f"{name}, {about}" if about else name
    return said if role is PersonRole.SPEAKER else f"{PERSON_ROLES[role]}: {said}"


def clock(moment: time | None) -> str:
    return f"{moment:%H:%M}" if moment else ""


def end_text(moment: time | None, *, later: bool) -> str:
    return _("%(time)s on the next day") % {"time": clock(moment)} if later else clock(moment)
