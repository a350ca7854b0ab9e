"""Writes a sentence on each item that differs from the version before."""

from collections.abc import Iterator

from msgspec.structs import replace

from announcements.drafting.phrases import ITEM_NOUNS
from announcements.drafting.said_already import says, where
from tours.agenda.changes.comparing import ChangeKind, ItemChange, told_changes
from tours.agenda.phrases import time_range
from tours.agenda.values import Line
from tours.agenda.view import AgendaView
from tours.vocabulary import ItemKind, Status
from tours.wording import joined, weekday_and_day

SHORTER = {
    ItemKind.SITE_VISIT: ("visit", "visits", "tour"),
    ItemKind.MEAL: ("breakfast", "lunch", "dinner"),
    ItemKind.SOCIAL: ("reception", "dinner", "concert"),
}
"""Words of titles that say the kind as well as its noun does."""


def item_groups(previous: AgendaView, view: AgendaView) -> Iterator[list[str]]:
    """Sentences on items: cancelled, then changed, then taking place after all, then new, then with other details."""
    changes = told_changes(previous, view).items
    same_state = previous.event.state is view.event.state
    of_kind = {kind: [change for change in changes if change.kind is kind] for kind in ChangeKind}
    yield [f"{_item(change.line)}{_on(change.line)} is cancelled." for change in of_kind[ChangeKind.CANCELLED]]
    yield list(filter(None, (_changed(change, same_state=same_state) for change in of_kind[ChangeKind.CHANGED])))
    if same_state:  # otherwise all items return with the event, and a sentence of the event says so
        yield [
            f"{_item(change.line)} takes place after all{_scheduled(change.line)}."
            for change in of_kind[ChangeKind.RESTORED]
        ]
    yield [f"{_item(change.line)} is new{_scheduled(change.line)}." for change in of_kind[ChangeKind.NEW]]
    revised = [change.line for change in of_kind[ChangeKind.CHANGED] if _only_revised(change, same_state=same_state)]
    yield [f"There are new details on {joined([_quoted(line) for line in revised])}."] if revised else []


def _changed(change: ItemChange, *, same_state: bool) -> str:
    """One sentence on all changes of the item; empty where neither time, place, title nor status changes."""
    before, line = change.before or change.line, change.line
    clauses = [*_moves(before, line), *_renamed(before, line), *(_status(before, line) if same_state else ())]
    # Where an item moves to another day, the clause already names both days.
    on_day = "" if before.day != line.day else _on_day(line)
    return f"{_item(before)}{on_day} {joined(clauses)}." if clauses else ""


def _only_revised(change: ItemChange, *, same_state: bool) -> bool:
    """Whether only other facts have changed. A report is no change of the programme; it has its own kind of post."""
    before, line = change.before or change.line, change.line
    return (
        not _changed(change, same_state=same_state)
        and replace(before, report=line.report, order=line.order, status=line.status) != line
    )


def _moves(before: Line, line: Line) -> Iterator[str]:
    then, now = _when(before, line), _when(line, before)
    left, reached = _where(before, line), _where(line, before)
    shifts = [_shift(old, new) for old, new in ((then, now), (left, reached)) if old and new and old != new]
    if shifts:
        yield f"moves {joined(shifts)}"
    if bool(then) != bool(now):
        yield f"is now at {now}" if now else "has no fixed time any more"
    if bool(left) != bool(reached):
        yield f"has a place now ({reached})" if reached else "has no fixed place any more"


def _shift(old: str, new: str) -> str:
    """Words such as `from Room 5 to Hall 2`, or `from Room 5, KINTEX, to Hall 2`."""
    return f"from {old}{',' if ',' in old else ''} to {new}"


def _renamed(before: Line, line: Line) -> Iterator[str]:
    if before.title != line.title:
        yield f"is now called {_quoted(line)}"


def _status(before: Line, line: Line) -> Iterator[str]:
    if before.status is not line.status:
        yield "is confirmed" if line.status is Status.CONFIRMED else "is yet to be confirmed"


def _when(line: Line, other: Line) -> str:
    """When the line takes place; its day is left out where the other line has the same day."""
    if line.day == other.day:
        return time_range(line)
    return ", ".join(filter(None, [weekday_and_day(line.day), time_range(line)]))


def _where(line: Line, other: Line) -> str:
    """Where the line takes place; the room alone where only the room differs."""
    return line.room if line.place == other.place and line.room and other.room else line.where


def _item(line: Line) -> str:
    """`The keynote “Smart cities”`; `“Visit to the traffic centre”` says its kind itself."""
    nouns = ITEM_NOUNS[line.kind]
    if any(says(line.title, noun) for noun in (*nouns, *SHORTER.get(line.kind, ()))):
        return _quoted(line)
    return f"The {nouns[0]} {_quoted(line)}"


def _quoted(line: Line) -> str:
    return f"“{line.title}”"


def _on_day(line: Line) -> str:
    return f" on {weekday_and_day(line.day)}"


def _on(line: Line) -> str:
    """Words such as `on Friday 8 September, 10:00–11:00,`."""
    times = time_range(line)
    return f"{_on_day(line)}, {times}," if times else _on_day(line)


def _scheduled(line: Line) -> str:
    """Words such as `, on Friday 8 September, 10:00–11:00 (Room 5, KINTEX, Goyang)`."""
    when = ", ".join(filter(None, [_on_day(line), time_range(line)]))
    at = where(line)
    return f",{when}" + (f" ({at})" if at else "")
