"""What was corrected in a review, put upon what was read. The names of its fields carry the key of their row."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, time
from typing import Any, NamedTuple

from django.http import QueryDict
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from backstage.text.folding import folded
from backstage.text.tidying import tidy
from tours.importing.lines.clock import read_time
from tours.importing.planning.comparing import clock, person_text
from tours.importing.planning.values import Row
from tours.importing.reading.values import Doubt, LeftText, NamedPerson, Reading, ReadItem, Section
from tours.labels import PERSON_ROLES
from tours.plausible_days import FIRST_DAY, LAST_DAY
from tours.vocabulary import ItemKind, PersonRole

NEW, OUT = "new", "out"
TRAY = "tray"
"""What the review sends as the day of a section that is left in the tray."""
NOON = time(12)
OF_DAY = frozenset({Doubt.NO_DAY, Doubt.WEEKDAY_DISAGREES, Doubt.LARGE_GAP, Doubt.OUTSIDE_EVENT})
"""Doubts that go once somebody says which day it is."""
TEXTS = {"title": "title", "place": "place", "summary": "rest"}
"""The fields of texts, with what they are of an item."""
EDITED = ("day", "start", "end", "title", "place", "kind", "people", "summary")


class KeyedText(NamedTuple):
    key: str
    text: LeftText
    kept_as: str
    """What the review says becomes of it, or nothing."""


@dataclass(frozen=True)
class CorrectedSection:
    key: str
    section: Section
    day: date | None
    """The day that the review says."""
    waits: bool
    """Whether the review leaves it in the tray."""
    rows: tuple[Row, ...]

    @property
    def doubts(self) -> frozenset[Doubt]:
        is_settled = self.waits or self.day != self.section.day
        return self.section.doubts - (OF_DAY if is_settled else frozenset())


class Corrected(NamedTuple):
    sections: tuple[CorrectedSection, ...]
    left: tuple[KeyedText, ...]

    def kept_as(self, way: str) -> tuple[LeftText, ...]:
        """The texts of which the review says that this becomes of them."""
        return tuple(left.text for left in self.left if left.kept_as == way)

    @property
    def rows(self) -> list[Row]:
        """The rows in the order in which they were read."""
        return [row for section in self.sections for row in section.rows]


def corrected(reading: Reading, data: QueryDict, *, says_kinds: bool) -> Corrected:
    """`says_kinds`: whether the source has a column of kinds."""
    sections = [*reading.sections] or [Section("", None)]
    keys, headings = _keys(item.text for item in reading.items), _keys(section.heading for section in sections)
    days = [_day_of(section, key, data) for section, key in zip(sections, headings, strict=True)]
    waiting = [data.get(f"section-{key}") == TRAY for key in headings]
    rows: list[list[Row]] = [[] for _section in sections]
    for item, key in zip(reading.items, keys, strict=True):
        at = min(item.section, len(sections) - 1)
        moved = _moved(item, sections[at], days[at])
        was = data.get(f"was-{headings[at]}")
        shown = _moved(item, sections[at], days[at] if was is None else _date(was))
        row = _row(key, moved, shown, data, says_kinds=says_kinds)
        rows[at].append(replace(row, waits=waiting[at]))
    made = zip(headings, sections, days, waiting, rows, strict=True)
    left = zip(_keys(text.text for text in reading.left), reading.left, strict=True)
    return Corrected(
        tuple(CorrectedSection(key, section, day, waits, tuple(of_it)) for key, section, day, waits, of_it in made),
        tuple(KeyedText(key, text, data.get(f"keep-{key}", "")) for key, text in left),
    )


def values_of(item: ReadItem) -> dict[str, str]:
    """What the fields of its row hold."""
    return {
        "day": item.day.isoformat() if item.day else "",
        "start": clock(item.start),
        "end": clock(item.end),
        "title": item.title,
        "place": item.place,
        "kind": item.kind or "",
        "people": "\n".join(person_text(person.name, person.role, person.about) for person in item.people),
        "summary": item.rest,
    }


def _keys(texts: Iterable[str]) -> list[str]:
    """A key for each text, made from its words. By the key a thing is known again, also once the text was edited
    elsewhere.
    """
    seen: Counter[str] = Counter()
    keys = []
    for text in texts:
        digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]
        seen[digest] += 1
        keys.append(f"{digest}{seen[digest]}")
    return keys


def _day_of(section: Section, key: str, data: QueryDict) -> date | None:
    return _date(data.get(f"section-{key}")) if f"section-{key}" in data else section.day


def _moved(item: ReadItem, section: Section, day: date | None) -> ReadItem:
    """The item, with the day that its section has now. An item that had another day than its heading keeps its day."""
    if item.day != section.day or day == section.day:
        return item
    return replace(item, day=day, doubts=item.doubts - OF_DAY)


def _row(key: str, item: ReadItem, shown: ReadItem, data: QueryDict, *, says_kinds: bool) -> Row:
    """`shown` is the item that the page had before: what differs from it was typed."""
    before = values_of(shown)
    typed = {name: tidy(data.get(f"{name}-{key}", "")) for name in EDITED if f"{name}-{key}" in data}
    typed = {name: text for name, text in typed.items() if text != tidy(before[name])}
    facts, problems = _facts(typed, item)
    becomes = data.get(f"becomes-{key}")
    return Row(
        key=key,
        item=replace(item, **facts),
        kind_is_said=says_kinds or "kind" in typed,
        is_new=becomes == NEW,
        is_left_out=becomes == OUT,
        left=frozenset(data.getlist(f"leave-{key}")),
        problems=tuple(problems),
    )


def _facts(typed: dict[str, str], item: ReadItem) -> tuple[dict[str, Any], list[str]]:
    """The fields of the item that were typed, and sentences on what cannot be understood."""
    facts, problems = _moments(typed)
    facts |= {field: typed[name] for name, field in TEXTS.items() if name in typed}
    if kind := _kind(typed.get("kind", "")):
        facts["kind"] = kind
    if "people" in typed:
        facts["people"] = tuple(_people(typed["people"]))
    if "start" in typed or "end" in typed:
        facts["ends_next_day"] = _ends_next_day(facts.get("start", item.start), facts.get("end", item.end))
    settled = (OF_DAY if facts.get("day") else set()) | ({Doubt.TIME_FALLS} if "start" in typed else set())
    return facts | {"doubts": item.doubts - settled}, problems


def _moments(typed: dict[str, str]) -> tuple[dict[str, Any], list[str]]:
    """The day and the times. One that cannot be understood stays as it was read."""
    facts: dict[str, Any] = {}
    problems = []
    for name, parse in (("day", _date), ("start", read_time), ("end", read_time)):
        text = typed.get(name, "")
        if name in typed:
            facts[name] = parse(text)
        if text and facts[name] is None:
            del facts[name]
            problems.append(_("“%(text)s” is no day or time.") % {"text": text})
    return facts, problems


def _ends_next_day(start: time | None, end: time | None) -> bool:
    """22:30 to 00:45 goes past midnight; 10:00 to 09:00 is a mistake."""
    return bool(start and end and end < NOON <= start)


def _people(text: str) -> Iterator[NamedPerson]:
    """One on a line: `Moderator: Ana Novak, mayor`."""
    roles = {tuple(folded(str(label))): role for role, label in PERSON_ROLES.items()}
    for line in text.split("\n"):
        said, _colon, rest = line.partition(":")
        role = roles.get(tuple(folded(said))) if rest else None
        name, _comma, about = (rest if role else line).partition(",")
        if name.strip():
            yield NamedPerson(name.strip(), role or PersonRole.SPEAKER, about.strip())


def _kind(text: str) -> ItemKind | None:
    return ItemKind(text) if text in set(map(str, ItemKind)) - {ItemKind.EVENT} else None


def _date(text: str | None) -> date | None:
    try:
        day = parse_date(text or "")
    except ValueError:
        return None
    return day if day and FIRST_DAY <= day <= LAST_DAY else None
