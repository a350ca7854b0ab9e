"""People who are in two places at once or no longer come, parts that are open, and positions that are others than last time."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from typing import Protocol

from django.utils.translation import gettext as _

from tours.agenda.facts import Person
from tours.agenda.phrases import time_range
from tours.checks.counted import Counted, Timed
from tours.checks.findings import Code, Finding, Part
from tours.checks.rules.sweeping import Pair, overlaps
from tours.labels import PERSON_ROLES


class Card(Protocol):
    """Somebody who is something else now than in the version before."""

    @property
    def name(self) -> str: ...
    @property
    def before(self) -> str: ...
    @property
    def after(self) -> str: ...


def in_two_places(items: Iterable[Timed]) -> Iterator[Finding]:
    """`items` are in the order of their beginning. Speakers and those on duty alike."""
    taking_part: defaultdict[str, list[Timed]] = defaultdict(list)
    people: dict[str, Person] = {}
    for item in items:
        for person in {part.person.uid: part.person for part in item.line.parts if part.person}.values():
            people[person.uid] = person
            taking_part[person.uid].append(item)
    for uid, rows in taking_part.items():
        for pair in overlaps(rows, spot=lambda item: item.spot):
            yield _twice(people[uid], pair)


def _twice(person: Person, pair: Pair) -> Finding:
    first, second = pair
    facts = {
        "person": person.name,
        "first": first.named,
        "second": second.named,
        "time": time_range(first.line),
        "other": time_range(second.line),
    }
    words = _("%(person)s is in two places at once: %(first)s (%(time)s) and %(second)s (%(other)s).") % facts
    return Finding(code=Code.PERSON, words=words, items=(second.uid, first.uid), day=second.line.day)


def parts_of(left: Collection[str], items: Iterable[Counted]) -> Iterator[Finding]:
    """One finding an item, with the parts of those who left; `left` are their UIDs."""
    for item in items:
        parts = [
            (part.person.name, PERSON_ROLES[part.role])
            for part in item.line.parts
            if part.person and part.person.uid in left
        ]
        if parts:
            names = ", ".join(f"{name} ({role})" for name, role in parts)
            words = _("%(item)s names people who no longer come: %(people)s.") % {"item": item.named, "people": names}
            yield Finding(code=Code.GONE, words=words, items=(item.uid,), day=item.line.day)


def open_parts(items: Iterable[Counted]) -> Iterator[Finding]:
    """One finding an item, with the parts in it that nobody has confirmed."""
    for item in items:
        parts = [part for part in item.line.parts if not part.confirmed]
        if parts:
            names = (f"{PERSON_ROLES[part.role]} {part.person.name if part.person else ''}".strip() for part in parts)
            words = _("%(item)s: not confirmed: %(people)s.") % {"item": item.named, "people": ", ".join(names)}
            yield Finding(code=Code.OPEN_PART, words=words, items=(item.uid,), day=item.line.day)


def new_positions(cards: Iterable[Card]) -> Iterator[Finding]:
    for card in cards:
        facts = {
            "name": card.name,
            "before": card.before or _("nothing known"),
            "after": card.after or _("nothing known"),
        }
        words = _("%(name)s: now %(after)s (was: %(before)s).") % facts
        yield Finding(code=Code.POSITION, words=words, part=Part.PEOPLE)
