"""What stays where a step is turned back, although the step made it, as something else stands on it."""

from tours.models import AgendaItem, Appearance, ItemPart
from tours.record.undoing.keeping import Changes
from tours.record.undoing.tables import Row, Rows

APPEARANCES, ITEMS, PARTS = (model._meta.label for model in (Appearance, AgendaItem, ItemPart))


def staying_appearances(now: Rows, turns: Changes) -> set[int]:
    """The keys of appearances that would go, but whose people have a part at the event once the rows are put back.

    One goes where another of the same person comes back.
    """
    turned = turns.get(APPEARANCES, {})
    people = _people_with_parts(now, turns)
    people -= {turn.after["person_id"] for turn in turned.values() if turn.before is None and turn.after is not None}
    going = {key for key, turn in turned.items() if turn.after is None}
    return {key for key in going & now[APPEARANCES].keys() if now[APPEARANCES][key]["person_id"] in people}


def _people_with_parts(now: Rows, turns: Changes) -> set[int]:
    gone = {key for key, turn in turns.get(ITEMS, {}).items() if turn.after is None}
    rows: dict[int, Row | None] = dict(now[PARTS])
    for key, turn in turns.get(PARTS, {}).items():
        if turn.before is None or turn.after is None:
            rows[key] = turn.after
        elif key in rows:
            rows[key] = {**(rows[key] or {}), **turn.after}
    return {row["person_id"] for row in rows.values() if row and row["item_id"] not in gone}
