"""What was typed in lines, as facts of items."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError

from accounts.models import User
from tours.importing.lines.reading import typed_items
from tours.importing.lines.values import TypedItem
from tours.models import AgendaItem, Event
from tours.record.building.names import People, Places
from tours.record.building.one_item import add_items
from tours.record.items.references import PartNamed
from tours.record.items.writing import RefusedRows
from tours.vocabulary import ItemKind, Status


class RefusedLines(Exception):  # noqa: N818  (it says what was refused, not that something broke)
    """Nothing was written. `sentences` say what is wrong with which line."""

    def __init__(self, sentences: list[str]) -> None:
        super().__init__(" ".join(sentences))
        self.sentences = sentences


def add_lines(event: Event, day: date | None, text: str, *, by: User) -> list[AgendaItem]:
    """Makes an item of each line; without a day they wait in the tray. Raises RefusedLines."""
    typed = typed_items(text, waits=day is None)
    people = People(event, [part.name for item in typed for part in item.people], by)
    places = Places(event, [(item.room, item.place) for item in typed])
    errors: dict[int, ValidationError] = {}
    rows = []
    for number, item in enumerate(typed):
        try:
            rows.append(_facts(item, day, people, places))
        except ValidationError as refusal:
            errors[number] = refusal
    if errors:
        raise RefusedLines(_sentences(typed, errors))
    try:
        return add_items(event, rows, by=by)
    except RefusedRows as refusal:
        raise RefusedLines(_sentences(typed, refusal.errors)) from refusal


def _facts(item: TypedItem, day: date | None, people: People, places: Places) -> dict[str, Any]:
    room, venue = places.named(item.room, item.place)
    return {
        "day": day,
        "title": item.title,
        "start": item.start,
        "end": item.end,
        "ends_on": day + timedelta(days=1) if day and item.ends_next_day else None,
        "kind": item.kind or ItemKind.SESSION,
        "status": Status.TENTATIVE if item.is_tentative else Status.CONFIRMED,
        "room": room,
        "venue": venue,
        "parts": [PartNamed(part.role, people.named(part.name)) for part in item.people],
    }


def _sentences(typed: Sequence[TypedItem], errors: dict[int, ValidationError]) -> list[str]:
    return [f"“{typed[number].title}”: {' '.join(error.messages)}" for number, error in errors.items()]
