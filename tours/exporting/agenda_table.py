"""The agenda as a table, one row an item, in the order of the days, then those without a day. The same table becomes an Excel and a CSV file."""

from collections.abc import Iterator, Mapping

from backstage.tables.cells import Value
from tours.agenda.facts import Part
from tours.agenda.view import AgendaView, ItemView
from tours.exporting.edition import WITHOUT_DAY, Exported
from tours.labels import ITEM_KINDS, LEVELS, PERSON_ROLES, STATUSES
from tours.vocabulary import PersonRole

WIDTHS = {
    "Day": 12,
    "Start": 8,
    "End": 8,
    "Ends on": 12,
    "Zone": 16,
    "End zone": 16,
    "Title": 44,
    "Kind": 16,
    "Track": 14,
    "Groups": 14,
    "Place": 28,
    "City": 16,
    "Room": 16,
    "Speakers": 36,
    "Still open": 18,
    "On duty": 28,
    "Status": 16,
    "Level": 12,
    "Capacity": 10,
    "Description": 60,
    "UID": 38,
    "External id": 16,
}
"""The width of each column by its heading. The headings stay English: by them the table is read again."""
BETWEEN = "; "


def rows(exported: Exported, external_ids: Mapping[str, str]) -> Iterator[tuple[Value, ...]]:
    """A row of values for each standing item. `external_ids` are by the UIDs of items; no edition holds them.

    An item without a day says so in words: an empty cell would be read as the day above it.
    """
    for item in exported.view.standing:
        yield *_row(item, item.line.day, exported.view), external_ids.get(item.uid, "")
    if exported.tray:
        for item in exported.waiting:
            yield *_row(item, str(WITHOUT_DAY), exported.tray), external_ids.get(item.uid, "")


def _row(item: ItemView, day: Value, view: AgendaView) -> tuple[Value, ...]:
    return day, *_when(item), *_what(item, view), *_where(item), *_who(item), *_rest(item)


def _when(item: ItemView) -> tuple[Value, ...]:
    line, ends = item.line, item.line.ends_at
    end = ends.time() if ends else None
    return line.start, end, line.ends_on, line.zone, line.end_zone


def _what(item: ItemView, view: AgendaView) -> tuple[Value, ...]:
    line = item.line
    groups = sorted(view.names_of_groups[uid] for uid in line.groups if uid in view.names_of_groups)
    return line.title, str(ITEM_KINDS[line.kind]), line.track, BETWEEN.join(groups)


def _where(item: ItemView) -> tuple[Value, ...]:
    place = item.line.place
    return (place.name, place.city, item.line.room) if place else ("", "", item.line.room)


def _who(item: ItemView) -> tuple[Value, ...]:
    """Three cells: the people who speak, the parts that nobody has yet, and the people on duty. Only speakers stand
    without their role.
    """
    held = [part for part in item.line.parts if part.person]
    speaking = (_with_role(part) for part in held if not part.is_duty)
    on_duty = (_with_role(part) for part in held if part.is_duty)
    still_open = (str(PERSON_ROLES[part.role]) for part in item.line.parts if not part.person)
    return BETWEEN.join(speaking), BETWEEN.join(still_open), BETWEEN.join(on_duty)


def _with_role(part: Part) -> str:
    name = part.person.name if part.person else ""
    return name if part.role is PersonRole.SPEAKER else f"{PERSON_ROLES[part.role]}: {name}"


def _rest(item: ItemView) -> tuple[Value, ...]:
    line = item.line
    return str(STATUSES[line.status]), str(LEVELS[line.level]), line.capacity, line.summary, item.uid
