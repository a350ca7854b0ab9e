"""What has changed for one audience between two editions."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import Generic, TypeVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from msgspec.structs import replace

from tours.agenda.changes.small_corrections import event_last_told
from tours.agenda.facts import Link, Part, Value
from tours.agenda.phrases import ends_elsewhere, time_range, zone_at_end, zone_at_start
from tours.agenda.values import Audience, Event, Line, Stamp
from tours.agenda.view import AgendaView, ItemView
from tours.labels import ACCESS, EVENT_STATES, ITEM_KINDS, LEVELS, ORGANISATION_ROLES, PERSON_ROLES, STATUSES
from tours.vocabulary import Level, Status
from tours.wording import date_range, language_name, weekday_and_date


class ChangeKind(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    CANCELLED = "cancelled"
    RESTORED = "restored"


Thing = TypeVar("Thing", Line, Event)
UNMARKED = "und"
"""The language tag of texts whose language no page marks (RFC 5646, section 4.1)."""


@dataclass(frozen=True, eq=False)
class Fact(Generic[Thing]):
    """What is compared: its label, its text, and whether that is in the event's language rather than the interface's."""

    label: Promise
    text: Callable[[Thing], str]
    is_own_text: bool = False


class Detail(Value, frozen=True):
    """One fact whose text is different now. An empty text means that the fact was, or is, missing."""

    label: str
    before: str
    after: str
    language: str = UNMARKED


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
    language: str = UNMARKED
    """The event's language, in which items have their titles."""

    def __bool__(self) -> bool:
        return bool(self.items or self.facts)


def compare(previous: AgendaView, current: AgendaView) -> Changes:
    """All changes between two views of one event for one audience, small corrections included. Items are in the order of the current agenda."""
    before = {item.uid: item for item in previous.items}
    names = {**previous.names_of_groups, **current.names_of_groups}
    told = partial(as_told, audience=current.audience, names_of_groups=names)
    language = current.event.language
    changes = (_item_change(before.get(item.uid), item, told, current.event) for item in current.items)
    return Changes(
        items=tuple(change for change in changes if change),
        facts=tuple(_details(EVENT_FACTS, previous.event, current.event, language)),
        language=language,
    )


def told_changes(previous: AgendaView, current: AgendaView) -> Changes:
    """The changes without what only small corrections after `previous` brought: all that readers are told as changed.

    The views may be of two audiences, where a reader has other groups since: then what they see at last is new to them.
    """
    changes = compare(replace(previous, event=event_last_told(previous, current)), current)
    known = {item.uid for item in previous.items}
    corrected = {item.uid for item in current.items if item.uid in known and _is_only_corrected(item, previous.stamp)}
    return replace(changes, items=tuple(change for change in changes.items if change.uid not in corrected))


def _is_only_corrected(item: ItemView, before: Stamp) -> bool:
    return item.changed != item.told and item.told.number <= before.number


def _item_change(
    before: ItemView | None, now: ItemView, told: Callable[[Line], Line], event: Event
) -> ItemChange | None:
    if before is None:
        return None if now.gone else ItemChange(kind=ChangeKind.NEW, uid=now.uid, line=now.line)
    was_off, off_now = is_off(before), is_off(now)
    if before.line == now.line and was_off == off_now:
        return None
    details = tuple(_line_details(told(before.line), told(now.line), event))
    if off_now and was_off:
        return None
    if not off_now and not was_off and not details:
        return None
    kind = ChangeKind.CANCELLED if off_now else ChangeKind.RESTORED if was_off else ChangeKind.CHANGED
    return ItemChange(kind=kind, uid=now.uid, line=now.line, before=before.line, details=details)


def as_told(line: Line, *, audience: Audience, names_of_groups: Mapping[str, str]) -> Line:
    """The line with the names of its groups. Only staff are told for whom a link or a part is: others see their own."""
    named = replace(line, groups=tuple(sorted(names_of_groups.get(uid, "") for uid in line.groups)))
    if audience.level is Level.STAFF:
        return named
    links = tuple(replace(link, level=Level.PUBLIC) for link in line.links)
    return replace(named, links=links, parts=tuple(replace(part, level=Level.PUBLIC) for part in line.parts))


def is_off(item: ItemView) -> bool:
    """Whether it does not take place for this audience: it is gone, or cancelled."""
    return item.gone or item.line.status is Status.CANCELLED


def _details(facts: Iterable[Fact[Thing]], before: Thing, after: Thing, language: str) -> Iterator[Detail]:
    for fact in facts:
        was, now = fact.text(before), fact.text(after)
        if was != now:
            own = language if fact.is_own_text else UNMARKED
            yield Detail(label=str(fact.label), before=was, after=now, language=own)


def _line_details(before: Line, after: Line, event: Event) -> Iterator[Detail]:
    """The time is told by the event's city of today, so that another host or place alone is no other time."""
    for detail in _details(LINE_FACTS, before, after, event.language):
        if detail.label == str(TIME.label):
            detail = replace(detail, before=when(before, event), after=when(after, event))
        if detail.before != detail.after:
            yield detail


def _moment(line: Line) -> str:
    """What tells one time from another: days and clock times, with zones by their IANA names."""
    if line.start is None:
        return f"{line.day} {line.last_day}"
    return f"{line.day} {time_range(line)} {line.zone} {line.end_zone if ends_elsewhere(line) else ''}"


def when(line: Line, event: Event) -> str:
    """`Monday 4 September 2017 10:00–11:00, Seoul time (UTC+9)`; a flight also names the zone where it lands.

    An item without a clock time has only days, which need no zone.
    """
    if line.start is None:
        return date_range(line.day, line.last_day) if line.last_day != line.day else weekday_and_date(line.day)
    zones = zone_at_start(line, event)
    if ends_elsewhere(line):
        zones += f" – {zone_at_end(line, event)}"
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


TITLE: Fact[Line] = Fact(_("Title"), lambda line: line.title, is_own_text=True)
TIME: Fact[Line] = Fact(_("Time"), _moment)
PLACE: Fact[Line] = Fact(_("Place"), _where)
STATUS: Fact[Line] = Fact(_("Status"), lambda line: str(STATUSES[line.status]))
LINE_FACTS: tuple[Fact[Line], ...] = (
    TITLE,
    TIME,
    PLACE,
    STATUS,
    Fact(_("Kind"), lambda line: str(ITEM_KINDS[line.kind])),
    Fact(_("Track"), lambda line: line.track, is_own_text=True),
    Fact(_("For whom"), lambda line: str(LEVELS[line.level])),
    Fact(_("Groups"), lambda line: ", ".join(line.groups)),
    Fact(_("People"), _who),
    Fact(_("Description"), lambda line: line.summary, is_own_text=True),
    Fact(_("Language"), lambda line: language_name(line.language) if line.language else ""),
    Fact(_("Links"), lambda line: "; ".join(map(_link, line.links)), is_own_text=True),
    Fact(
        _("Documents"),
        lambda line: "; ".join(f"{document.title} ({document.file_name})" for document in line.documents),
    ),
    Fact(_("How many it takes"), lambda line: "" if line.capacity is None else str(line.capacity)),
    Fact(_("Report"), lambda line: line.report, is_own_text=True),
    Fact(_("Note for staff"), lambda line: line.staff_note, is_own_text=True),
)
DATES: Fact[Event] = Fact(_("Dates"), lambda event: date_range(event.starts, event.ends))
STATE: Fact[Event] = Fact(_("State"), lambda event: str(EVENT_STATES[event.state]))
ZONE: Fact[Event] = Fact(_("Time zone"), lambda event: event.zone)
HOST_CITY: Fact[Event] = Fact(_("Host city"), lambda event: event.host_city.printed)
PRACTICAL: Fact[Event] = Fact(
    _("Practical information"),
    lambda event: "\n".join(f"{note.heading}: {note.body}" for note in event.practical),
    is_own_text=True,
)
CONTACTS: Fact[Event] = Fact(
    _("Contacts"), lambda event: "; ".join(f"{c.name}: {c.phone} {c.email}".strip() for c in event.contacts)
)
EVENT_FACTS: tuple[Fact[Event], ...] = (
    Fact(_("Title"), lambda event: event.title, is_own_text=True),
    DATES,
    STATE,
    Fact(_("Access"), lambda event: str(ACCESS[event.access])),
    ZONE,
    HOST_CITY,
    Fact(_("Organisations"), _supporters),
    Fact(_("Cities and seats"), _cities),
    Fact(_("Programme"), lambda event: event.programme.name),
    Fact(_("Themes"), lambda event: ", ".join(event.themes)),
    Fact(_("Tier of learning"), lambda event: event.tier),
    Fact(_("Groups"), lambda event: ", ".join(group.name for group in event.named_groups)),
    Fact(_("Places in all"), lambda event: "" if event.places is None else str(event.places)),
    Fact(_("Summary"), lambda event: event.summary, is_own_text=True),
    Fact(_("Purposes"), lambda event: "; ".join(event.purposes), is_own_text=True),
    Fact(_("Conditions of participation"), lambda event: event.conditions, is_own_text=True),
    PRACTICAL,
    CONTACTS,
    Fact(
        _("Documents"),
        lambda event: "; ".join(f"{document.title} ({document.file_name})" for document in event.documents),
    ),
)
