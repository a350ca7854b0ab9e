"""Cards that were merged since a step: what the step says of one of them is said of the card that was kept."""

from tours.models import Appearance, ItemPart, Person, PersonAlias
from tours.record.undoing.edited_since import keys_in
from tours.record.undoing.keeping import Change, Changes
from tours.record.undoing.tables import Row, Rows, tables

ONCE = {Appearance._meta.label: ("event_id", "person_id"), ItemPart._meta.label: ("item_id", "role", "person_id")}
"""The columns in which no two rows may be alike."""


def of_kept_cards(changes: Changes, now: Rows) -> Changes:
    """The changes, with the kept card in the place of each that was merged into it. Costs a query where people are named.

    What the kept card has anyway, such as the same part in the item, is left out.
    """
    cards = _kept_cards(changes)
    if not cards:
        return changes
    followed = {label: _followed(label, rows, cards) for label, rows in changes.items()}
    doubles = {
        label: _once(columns, changes[label], followed[label], now[label])
        for label, columns in ONCE.items()
        if label in changes
    }
    return followed | doubles


def _kept_cards(changes: Changes) -> dict[int, int]:
    """The key of the kept card by that of the merged one."""
    named = {
        key
        for label, rows in changes.items()
        for turn in rows.values()
        for row in turn
        if row
        for column in _columns(label)
        for key in keys_in(row.get(column))
    }
    merged = PersonAlias.objects.filter(former_key__in=named) if named else PersonAlias.objects.none()
    return {key: person for key, person in merged.values_list("former_key", "person") if key is not None}


def _columns(label: str) -> list[str]:
    table = tables().get(label)
    return [name for name, model in table.targets.items() if model is Person] if table else []


def _followed(label: str, rows: dict[int, Change], cards: dict[int, int]) -> dict[int, Change]:
    columns = _columns(label)

    def followed(row: Row | None) -> Row | None:
        return row and {**row, **{name: cards.get(row[name], row[name]) for name in columns if name in row}}

    return {key: Change(followed(turn.before), followed(turn.after)) for key, turn in rows.items()}


def _once(
    columns: tuple[str, ...], said: dict[int, Change], followed: dict[int, Change], now: dict[int, Row]
) -> dict[int, Change]:
    """The changes without rows that became like another row: one that stays, or one that comes back beside them."""
    kept = {key: turn for key, turn in followed.items() if turn == said[key]}
    rows = [row for key, row in now.items() if key not in followed] + [turn.after for turn in kept.values()]
    there = {_identity(row, columns) for row in rows if row}
    for key, turn in followed.items():
        identity = _identity(turn.after or {}, columns)
        if key not in kept and (turn.after is None or identity not in there):
            kept[key] = turn
            there.add(identity)
    return kept


def _identity(row: Row, columns: tuple[str, ...]) -> tuple[object, ...]:
    return tuple(row.get(name) for name in columns)
