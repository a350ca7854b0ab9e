"""What a typed line says."""

from dataclasses import dataclass
from datetime import time

from tours.vocabulary import ItemKind, PersonRole


@dataclass(frozen=True)
class NamedPart:
    """Somebody's part, by the name as it was typed: a whole name, or a surname alone."""

    name: str
    role: PersonRole = PersonRole.SPEAKER
    is_tentative: bool = False


@dataclass(frozen=True)
class TypedItem:
    """An item that was typed. Without a start, it has no clock time. `kind` is None where no word tells."""

    title: str
    start: time | None = None
    end: time | None = None
    ends_next_day: bool = False
    room: str = ""
    place: str = ""
    people: tuple[NamedPart, ...] = ()
    is_tentative: bool = False
    kind: ItemKind | None = None
