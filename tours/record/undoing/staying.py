"""What stays where a step is turned back, although the step made it, as something else stands on it."""

from collections.abc import Callable, Collection

from tours.models import AgendaItem, Appearance, ItemPart
from tours.record.undoing.keeping import Changes
from tours.record.undoing.tables import Row, Rows

APPEARANCES, ITEMS, PARTS = (model._meta.label for model in (Appearance, AgendaItem, ItemPart))

Coming = Callable[[int, Collection[int]], Collection[int]]
"""Says which of the people, by their keys, come to the event, by its key, for a reason of another room."""
_coming: list[Coming] = []


def keep_appearances_of(coming: Coming) -> None:
    """A higher room says when it starts whose appearances no undoing takes away. It is asked only where one would go."""
    _coming.append(coming)


def staying_appearances(now: Rows, turns: Changes) -> set[int]:
    """The keys of appearances that would go, but whose people come to the event, or have a part there once the rows are
    put back.

    One goes where another of the same person comes back.
    """
    turned = turns.get(APPEARANCES, {})
    going = {key for key, turn in turned.items() if turn.after is None} & now[APPEARANCES].keys()
    people = _people_with_parts(now, turns) | _people_who_come([now[APPEARANCES][key] for key in going])
    people -= {turn.after["person_id"] for turn in turned.values() if turn.before is None and turn.after is not None}
    return {key for key in going if now[APPEARANCES][key]["person_id"] in people}


def _people_who_come(going: list[Row]) -> set[int]:
    """The people who come, among those whose appearances would go. All rows are of one event."""
    people = {row["person_id"] for row in going}
    return {key for coming in _coming if people for key in coming(going[0]["event_id"], people)}


def _people_with_parts(now: Rows, turns: Changes) -> set[int]:
    gone = {key for key, turn in turns.get(ITEMS, {}).items() if turn.after is None}
    rows: dict[int, Row | None] = dict(now[PARTS])
    for key, turn in turns.get(PARTS, {}).items():
        if turn.before is None or turn.after is None:
            rows[key] = turn.after
        elif key in rows:
            rows[key] = {**(rows[key] or {}), **turn.after}
    return {row["person_id"] for row in rows.values() if row and row["item_id"] not in gone}
