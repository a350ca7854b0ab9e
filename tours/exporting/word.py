"""The agenda as a Word file, for a host or colleague to edit. A value goes in and bytes come out."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from tours.agenda.blocks.people import people
from tours.agenda.clocks.offsets import local_times, offset_of_day
from tours.agenda.facts import Part, Place
from tours.agenda.phrases import capacity, participants_programme, time_range, zone_note
from tours.agenda.values import Line
from tours.agenda.view import AgendaView, ItemView
from tours.exporting.edition import WITHOUT_DAY, Exported
from tours.exporting.word_text import Cell, WordFile, Words
from tours.labels import ITEM_KINDS, PERSON_ROLES, STATUSES
from tours.vocabulary import PersonRole, Status
from tours.wording import date_range, weekday_and_date


def word(exported: Exported) -> bytes:
    """The agenda as a Word file, in the active language. The same agenda gives the same bytes."""
    view = exported.view
    event = view.event
    at = view.stamp.at
    file = WordFile(title=event.title, author=event.programme.name, language=event.language, at=at)
    file.paragraph(event.title, "Title")
    file.paragraph(f"{date_range(event.starts, event.ends)} · {event.host_city.printed}", "Subtitle")
    file.paragraph(f"{exported.edition} · {exported.for_whom}")
    _write_days(file, view)
    _write_tray(file, exported)
    _write_people(file, view)
    _write_places(file, view)
    for footnote in view.footnotes():
        file.paragraph(f"* {footnote}")
    return file.saved()


def _write_days(file: WordFile, view: AgendaView) -> None:
    event = view.event
    days = view.days()
    if not days:
        file.paragraph(_("Programme to follow."))
        return
    file.paragraph(local_times(event))
    for day in days:
        file.paragraph(weekday_and_date(day.date), "Heading 1")
        file.paragraph(offset_of_day(day.date, event))
        file.paragraph(participants_programme(day, event))
        if day.items:
            file.table(_columns(), [_cells(item, view) for item in day.items])


def _write_tray(file: WordFile, exported: Exported) -> None:
    if exported.tray and exported.waiting:
        file.paragraph(str(WITHOUT_DAY), "Heading 1")
        file.table(_columns(), [_cells(item, exported.tray) for item in exported.waiting])


def _columns() -> tuple[tuple[str, int], ...]:
    return (_("Time"), 26), (_("What"), 72), (_("Where"), 38), (_("Who"), 38)


def _cells(item: ItemView, view: AgendaView) -> tuple[Cell, ...]:
    line = item.line
    when = [[Words(time_range(line) or _("No set time"))], [Words(zone_note(line, view.event), italic=True)]]
    return when, list(_what(line, view)), [[Words(line.where)]], [[Words(_part(part))] for part in line.parts]


def _what(line: Line, view: AgendaView) -> Iterator[list[Words]]:
    yield [Words(line.title, bold=True, struck=line.status is Status.CANCELLED)]
    if line.status is not Status.CONFIRMED:
        yield [Words(str(STATUSES[line.status]), italic=True)]
    kind = str(ITEM_KINDS[line.kind])
    yield [Words(" · ".join(filter(None, (kind if kind != line.title else "", line.track))), italic=True)]
    yield [Words(line.summary)]
    if groups := view.groups(line.groups):
        yield [Words(_("Groups: %(groups)s") % {"groups": groups})]
    yield [Words(capacity(line))]
    if line.staff_note:
        yield [Words(f"{_('For staff:')} ", bold=True), Words(line.staff_note)]


def _part(part: Part) -> str:
    """`Đorđe Čačak`, `Moderator: Ana Primer (to be confirmed)`, `Speaker: to be confirmed`."""
    role = PERSON_ROLES[part.role]
    if part.person is None:
        return f"{role}: {_('to be confirmed')}"
    unsure = "" if part.confirmed else f" {_('(to be confirmed)')}"
    name = f"{part.person.printed}{unsure}"
    return name if part.role is PersonRole.SPEAKER else f"{role}: {name}"


def _write_people(file: WordFile, view: AgendaView) -> None:
    everyone = [listed.person for listed in people(view)]
    if not everyone:
        return
    file.paragraph(_("People"), "Heading 1")
    rows = (
        (
            [[Words(person.printed, bold=True)], [Words(", ".join(name.text for name in person.names))]],
            [[Words(person.position)]],
            [[Words(", ".join(filter(None, (person.organisation, person.city))))]],
        )
        for person in everyone
    )
    file.table(((_("Name"), 58), (_("Position"), 58), (_("Organisation, city"), 58)), rows)


def _write_places(file: WordFile, view: AgendaView) -> None:
    """Writes the places, also in the local script: for a taxi driver, and to compare with the sign at the door."""
    places = view.places()
    if not places:
        return
    file.paragraph(_("Places"), "Heading 1")
    file.table(((_("Place"), 74), (_("Address"), 100)), map(_place, places))


def _place(place: Place) -> tuple[Cell, ...]:
    name = [[Words(place.name, bold=True)], [Words(place.local_name)]]
    return name, [[Words(place.address or place.city)], [Words(place.local_address)]]
