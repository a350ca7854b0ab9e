"""What an import would do, item by item: a value, without rows and without a clock."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum
from functools import cached_property
from uuid import UUID

from backstage.text.folding import folded
from tours.importing.reading.values import Doubt, ReadItem
from tours.vocabulary import ItemKind, Status


class Field(StrEnum):
    """What an import writes of an item."""

    DAY = "day"
    START = "start"
    END = "end"
    TITLE = "title"
    KIND = "kind"
    PLACE = "place"
    ROOM = "room"
    TRACK = "track"
    PEOPLE = "people"
    STATUS = "status"
    SUMMARY = "summary"


class Outcome(StrEnum):
    ADDED = "added"
    CHANGED = "changed"
    SAME = "same"
    LEFT_OUT = "left_out"


@dataclass(frozen=True)
class DraftPart:
    """A person's part in an item of the draft. `name` is empty for a part that nobody has yet."""

    role: str
    name: str = ""
    uid: UUID | None = None


@dataclass(frozen=True)
class DraftItem:
    """An item of the draft, as far as an import writes it. Without a day it waits in the tray."""

    uid: UUID
    day: date | None
    start: time | None
    end: time | None
    ends_on: date | None
    title: str
    kind: ItemKind
    status: Status
    place: str = ""
    room: str = ""
    track: str = ""
    summary: str = ""
    staff_note: str = ""
    parts: tuple[DraftPart, ...] = ()

    @cached_property
    def words(self) -> tuple[str, ...]:
        return tuple(folded(self.title))


@dataclass(frozen=True)
class Row:
    """An item that was read, as it stands after the corrections of the review."""

    key: str
    item: ReadItem
    kind_is_said: bool = False
    """By a person. Otherwise the kind is guessed by the title, and changes no item that is there."""
    is_new: bool = False
    """Said to be no item of the draft."""
    is_left_out: bool = False
    waits: bool = False
    """Said to wait in the tray, where it has no day."""
    left: frozenset[str] = frozenset()
    """The fields that stay as they are in the draft."""
    problems: tuple[str, ...] = ()
    """What was typed and cannot be understood, in sentences."""


@dataclass(frozen=True)
class Change:
    """A fact that an import changes. `stays`: the review says to leave it as it is."""

    field: Field
    before: str
    after: str
    stays: bool = False


@dataclass(frozen=True)
class PlannedRow:
    row: Row
    outcome: Outcome
    match: DraftItem | None = None
    changes: tuple[Change, ...] = ()
    doubts: frozenset[Doubt] = frozenset()
    problems: tuple[str, ...] = ()
    """Why the row cannot be written."""

    @property
    def item(self) -> ReadItem:
        return self.row.item

    @property
    def is_written(self) -> bool:
        return self.outcome in {Outcome.ADDED, Outcome.CHANGED}

    @property
    def fields(self) -> frozenset[Field]:
        """The fields that are written."""
        return frozenset(change.field for change in self.changes if not change.stays)


@dataclass(frozen=True)
class Plan:
    rows: tuple[PlannedRow, ...]
    gone: tuple[DraftItem, ...]
    """The items that are in the draft, but not in what was read."""
    counts: Mapping[Outcome, int] = field(default_factory=dict)

    @property
    def tag(self) -> str:
        """The tag of what was compared: the items of the draft, and which row is which item."""
        shown = [(row.row.key, row.outcome == Outcome.LEFT_OUT, row.match) for row in self.rows]
        return hashlib.sha256(repr((shown, self.gone)).encode()).hexdigest()
