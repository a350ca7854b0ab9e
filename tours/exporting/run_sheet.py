"""The run-sheet: a day as staff run it. Who is on duty and how to call them, how many come, what moves, what to mind."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tours.agenda.facts import Contact, Part
from tours.agenda.phrases import capacity, time_range, zone_note
from tours.agenda.view import AgendaView, Day, ItemView
from tours.exporting.edition import WITHOUT_DAY, Exported
from tours.labels import ITEM_KINDS, PERSON_ROLES, STATUSES
from tours.vocabulary import ItemKind, Status
from tours.wording import weekday_and_date


class Known(NamedTuple):
    """What no edition holds. Empty for who may not know it."""

    telephones: Mapping[str, str] = {}
    """The telephone numbers by the UIDs of people."""
    heads: Mapping[str, int] = {}
    """For how many of those who come an item is, by its UID."""


class Attending(NamedTuple):
    """Somebody with a part in an item, such as a driver; without a name nobody has the part yet."""

    role: str
    name: str
    telephone: str
    is_duty: bool


class RunLine(NamedTuple):
    """An item in words. `status` is empty for a confirmed one."""

    when: str
    zone: str
    title: str
    kind: str
    status: str
    where: str
    groups: str
    heads: str
    attending: tuple[Attending, ...]
    note: str
    is_transfer: bool
    is_cancelled: bool

    @property
    def on_duty(self) -> tuple[Attending, ...]:
        return tuple(each for each in self.attending if each.is_duty)

    @property
    def others(self) -> tuple[Attending, ...]:
        return tuple(each for each in self.attending if not each.is_duty)


class RunDay(NamedTuple):
    """`day` is None for what waits in the tray."""

    day: date | None
    title: str
    lines: tuple[RunLine, ...]


class RunSheet(NamedTuple):
    """All that page and paper show. `coming` says how many seats are taken."""

    exported: Exported
    coming: str
    contacts: tuple[Contact, ...]
    days: tuple[RunDay, ...]

    @property
    def title(self) -> str:
        return _("Run-sheet: %(event)s") % {"event": self.exported.view.event.title}


def run_sheet(exported: Exported, known: Known, *, day: date | None = None) -> RunSheet:
    """The sheet of a day, or of all days with what waits for one. `exported` must be the view of staff."""
    view = exported.view
    numbers_first = sorted(view.event.contacts, key=lambda contact: not contact.phone)
    days = tuple(_day(each, view, known) for each in view.days() if day in (None, each.date))
    tray = _tray(exported, known) if day is None else ()
    return RunSheet(exported, _coming(view), tuple(numbers_first), (*days, *tray))


def _tray(exported: Exported, known: Known) -> Iterator[RunDay]:
    if exported.tray and exported.waiting:
        lines = tuple(_line(item, exported.tray, known) for item in exported.waiting)
        yield RunDay(None, str(WITHOUT_DAY), lines)


def _coming(view: AgendaView) -> str:
    cities = view.event.cities
    facts = {"taken": sum(city.taken for city in cities), "seats": sum(city.seats for city in cities)}
    told = _("%(taken)d of %(seats)d seats are taken.") % facts if cities else ""
    places = view.event.places
    room = _("The event takes %(places)d people in all.") % {"places": places} if places is not None else ""
    return " ".join(filter(None, (told, room)))


def _day(day: Day, view: AgendaView, known: Known) -> RunDay:
    return RunDay(day.date, weekday_and_date(day.date), tuple(_line(item, view, known) for item in day.items))


def _line(item: ItemView, view: AgendaView, known: Known) -> RunLine:
    line = item.line
    return RunLine(
        when=time_range(line) or _("No set time"),
        zone=zone_note(line, view.event),
        title=line.title,
        kind=str(ITEM_KINDS[line.kind]),
        status=str(STATUSES[line.status]) if line.status is not Status.CONFIRMED else "",
        where=line.where,
        groups=view.groups(line.groups),
        heads=" · ".join(filter(None, (_heads(known.heads.get(item.uid)), capacity(line)))),
        attending=tuple(_attending(line.parts, view, known)),
        note=line.staff_note,
        is_transfer=line.kind is ItemKind.TRANSFER,
        is_cancelled=line.status is Status.CANCELLED,
    )


def _heads(count: int | None) -> str:
    if count is None:
        return ""
    return ngettext("For %(count)d person", "For %(count)d people", count) % {"count": count}


def _attending(parts: tuple[Part, ...], view: AgendaView, known: Known) -> Iterator[Attending]:
    """A person without a number of their own has the one under which the event's contacts name them."""
    by_name = {contact.name: contact.phone for contact in view.event.contacts}
    for part in parts:
        role, person = str(PERSON_ROLES[part.role]), part.person
        if person is None:
            yield Attending(role, "", "", part.is_duty)
            continue
        unsure = "" if part.confirmed else f" {_('(to be confirmed)')}"
        telephone = known.telephones.get(person.uid) or by_name.get(person.name, "")
        yield Attending(role, f"{person.printed}{unsure}", telephone, part.is_duty)
