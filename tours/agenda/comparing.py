"""What has changed for one audience between two editions."""

from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from functools import partial
from typing import TypeVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from msgspec.structs import replace

from tours.agenda.facts import Link, Part, Value
from tours.agenda.phrases import time_range
from tours.agenda.small_corrections import event_last_told
from tours.agenda.values import Audience, Event, Line, Stamp
from tours.agenda.view import AgendaView, ItemView
from tours.labels import ACCESS, EVENT_STATES, ITEM_KINDS, LEVELS, ORGANISATION_ROLES, PERSON_ROLES, STATUSES
from tours.vocabulary import Level, Status
from tours.wording import date_range, language_name, weekday_and_date, zone_time


class ChangeKind(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    CANCELLED = "cancelled"
    RESTORED = "restored"


Thing = TypeVar("Thing", Line, Event)
Facts = tuple[tuple[Promise, Callable[[Thing], str]], ...]
"""Label and text of each compared fact. This is no dict, as hashing a label translates it when the module loads."""


class Detail(Value, frozen=True):
    """One fact whose text is different now. An empty text means that the fact was, or is, missing."""

    label: str
    before: str
    after: str


class ItemChange(Value, frozen=True):
    """A change of an item. `line` is the item now (or as last seen, if gone); `before` is None for a new item."""

    kind: ChangeKind
    uid: str
    line: Line
    before: Line | None = None
    details: tuple[Detail, ...] = ()


class Changes(Value, frozen=True):
    items: tuple[ItemChange, ...] = ()
    facts: tuple[Detail, ...] = ()
    """Changes of the event itself."""

    def __bool__(self) -> bool:
        return bool(self.items or self.facts)


def compare(previous: AgendaView, current: AgendaView) -> Changes:
    """All changes between two views of one event for one audience, small corrections included. Items are in the order of the current agenda."""
    before = {item.uid: item for item in previous.items}
    names = {**previous.names_of_groups, **current.names_of_groups}
    told = partial(_as_told, audience=current.audience, names_of_groups=names)
    changes = (_item_change(before.get(item.uid), item, told) for item in current.items)
    return Changes(
        items=tuple(change for change in changes if change),
        facts=tuple(_details(EVENT_FACTS, previous.event, current.event)),
    )


def told_changes(previous: AgendaView, current: AgendaView) -> Changes:
    """The changes without what only small corrections after `previous` brought: all that readers are told as changed."""
    changes = compare(replace(previous, event=event_last_told(previous, current)), current)
    corrected = {item.uid for item in current.items if _is_only_corrected(item, previous.stamp)}
    return replace(changes, items=tuple(change for change in changes.items if change.uid not in corrected))


def _is_only_corrected(item: ItemView, before: Stamp) -> bool:
    return item.changed != item.told and item.told.number <= before.number


def _item_change(before: ItemView | None, now: ItemView, told: Callable[[Line], Line]) -> ItemChange | None:
    if before is None:
        return None if now.gone else ItemChange(kind=ChangeKind.NEW, uid=now.uid, line=now.line)
    was_off, is_off = _is_off(before), _is_off(now)
    if before.line == now.line and was_off == is_off:
        return None
    details = tuple(_details(LINE_FACTS, told(before.line), told(now.line)))
    if is_off and was_off:
        return None
    if not is_off and not was_off and not details:
        return None
    kind = ChangeKind.CANCELLED if is_off else ChangeKind.RESTORED if was_off else ChangeKind.CHANGED
    return ItemChange(kind=kind, uid=now.uid, line=now.line, before=before.line, details=details)


def _as_told(line: Line, *, audience: Audience, names_of_groups: Mapping[str, str]) -> Line:
    """The line with the names of its groups. Only staff are told for whom a link or a part is: others see their own."""
    named = replace(line, groups=tuple(sorted(names_of_groups.get(uid, "") for uid in line.groups)))
    if audience.level is Level.STAFF:
        return named
    links = tuple(replace(link, level=Level.PUBLIC) for link in line.links)
    return replace(named, links=links, parts=tuple(replace(part, level=Level.PUBLIC) for part in line.parts))


def _is_off(item: ItemView) -> bool:
    return item.gone or item.line.status is Status.CANCELLED


def _details(facts: Facts[Thing], before: Thing, after: Thing) -> Iterator[Detail]:
    for label, text in facts:
        texts = text(before), text(after)
        if texts[0] != texts[1]:
            yield Detail(label=str(label), before=texts[0], after=texts[1])


def _when(line: Line) -> str:
    """`Monday 4 September 2017 10:00–11:00, Seoul time (UTC+9)`; a flight also names the zone where it lands.

    An item without a clock time has only days, which need no zone.
    """
    if line.start is None:
        return date_range(line.day, line.last_day) if line.last_day != line.day else weekday_and_date(line.day)
    zones = zone_time(line.zone, line.day)
    if line.end_zone not in {"", line.zone} and line.ends_at:
        zones += f" – {zone_time(line.end_zone, line.last_day)}"
    return f"{weekday_and_date(line.day)} {time_range(line)}, {zones}"


def _where(line: Line) -> str:
    return ", ".join(filter(None, [line.where, line.place.address if line.place else ""]))


def _who(line: Line) -> str:
    return "; ".join(map(_part, line.parts))


def _part(part: Part) -> str:
    name = part.person.printed if part.person else ""
    open_or_not = "" if part.confirmed else _("to be confirmed")
    who = ", ".join(filter(None, [name, str(open_or_not)]))
    return f"{PERSON_ROLES[part.role]}: {who}{_for_whom(part.level)}"


def _link(link: Link) -> str:
    return f"{link.label}: {link.url}{_for_whom(link.level)}"


def _for_whom(level: Level) -> str:
    return "" if level is Level.PUBLIC else f" ({LEVELS[level]})"


def _cities(event: Event) -> str:
    """The cities and their seats, but not the seats taken: one more or fewer delegate does not change the programme."""
    return ", ".join(f"{city.printed}: {city.seats}" for city in event.cities)


def _supporters(event: Event) -> str:
    return "; ".join(f"{ORGANISATION_ROLES[s.role]}: {s.organisation.name}" for s in event.supporters)


LINE_FACTS: Facts[Line] = (
    (_("Title"), lambda line: line.title),
    (_("Time"), _when),
    (_("Place"), _where),
    (_("Status"), lambda line: str(STATUSES[line.status])),
    (_("Kind"), lambda line: str(ITEM_KINDS[line.kind])),
    (_("Track"), lambda line: line.track),
    (_("For whom"), lambda line: str(LEVELS[line.level])),
    (_("Groups"), lambda line: ", ".join(line.groups)),
    (_("People"), _who),
    (_("Description"), lambda line: line.summary),
    (_("Language"), lambda line: language_name(line.language) if line.language else ""),
    (_("Links"), lambda line: "; ".join(map(_link, line.links))),
    (_("Documents"), lambda line: "; ".join(f"{document.title} ({document.file_name})" for document in line.documents)),
    (_("How many it takes"), lambda line: "" if line.capacity is None else str(line.capacity)),
    (_("Report"), lambda line: line.report),
    (_("Note for staff"), lambda line: line.staff_note),
)
EVENT_FACTS: Facts[Event] = (
    (_("Title"), lambda event: event.title),
    (_("Dates"), lambda event: date_range(event.starts, event.ends)),
    (_("State"), lambda event: str(EVENT_STATES[event.state])),
    (_("Access"), lambda event: str(ACCESS[event.access])),
    (_("Time zone"), lambda event: event.zone),
    (_("Host city"), lambda event: event.host_city.printed),
    (_("Organisations"), _supporters),
    (_("Cities and seats"), _cities),
    (_("Programme"), lambda event: event.programme.name),
    (_("Themes"), lambda event: ", ".join(event.themes)),
    (_("Tier of learning"), lambda event: event.tier),
    (_("Groups"), lambda event: ", ".join(group.name for group in event.named_groups)),
    (_("Places in all"), lambda event: "" if event.places is None else str(event.places)),
    (_("Summary"), lambda event: event.summary),
    (_("Purposes"), lambda event: "; ".join(event.purposes)),
    (_("Conditions of participation"), lambda event: event.conditions),
    (_("Practical information"), lambda event: "\n".join(f"{note.heading}: {note.body}" for note in event.practical)),
    (_("Contacts"), lambda event: "; ".join(f"{c.name}: {c.phone} {c.email}".strip() for c in event.contacts)),
    (
        _("Documents"),
        lambda event: "; ".join(f"{document.title} ({document.file_name})" for document in event.documents),
    ),
)
