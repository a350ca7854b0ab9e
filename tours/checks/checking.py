"""All checks of an agenda."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tours.agenda.values import Agenda
from tours.checks.counted import counted, timed
from tours.checks.findings import Code, Finding, Weight
from tours.checks.rules.days import clock_times, outside
from tours.checks.rules.letters import undrawable
from tours.checks.rules.missing import to_be_confirmed, without_day, without_place, without_time
from tours.checks.rules.old_times import old_times
from tours.checks.rules.overlapping import clashes
from tours.checks.rules.people import Card, in_two_places, new_positions, open_parts, parts_of
from tours.checks.rules.sizes import too_small
from tours.checks.rules.texts import texts
from tours.checks.rules.ways import too_short
from tours.checks.rules.weekdays import wrong_weekdays

ORDER = {code: number for number, code in enumerate(Code)}
"""What weighs more comes first."""
LABELS: dict[Weight, Promise] = {
    Weight.STOPS: _("This stops publishing"),
    Weight.ASKS: _("Look at this before you publish"),
    Weight.TELLS: _("Good to know"),
}


def findings(
    agenda: Agenda,
    *,
    before: Agenda | None = None,
    stopped: Iterable[str] = (),
    cards: Iterable[Card] = (),
    in_groups: Mapping[str, int] | None = None,
    left: Collection[str] = (),
    tray: Mapping[str, str] | None = None,
) -> list[Finding]:
    """What is wrong or missing in the agenda: by weight, then by kind, then in the order of the agenda.

    `before` is the last edition that stands. `stopped` says in sentences what was redacted and would come back, `cards` who is
    something else than in `before`, `in_groups` how many delegates each group has, `left` the UIDs of people who no longer come, and `tray` the titles of items that wait
    for a day, by their UIDs. Cancelled items count for nothing.
    It takes n log n in the items, whatever overlaps.
    """
    found = [
        *_found(agenda, before, cards, in_groups or {}),
        *parts_of(left, counted(agenda)),
        *without_day(tray or {}, before),
    ]
    told = [Finding(code=Code.REDACTED, words=sentence) for sentence in stopped]
    return sorted((*told, *found), key=lambda each: ORDER[each.code])


def _found(
    agenda: Agenda, before: Agenda | None, cards: Iterable[Card], in_groups: Mapping[str, int]
) -> Iterator[Finding]:
    event, items = agenda.event, counted(agenda)
    at_times, words = timed(items), list(texts(items, event))
    yield from clashes(at_times, {group.uid: group.name for group in event.named_groups})
    yield from in_two_places(at_times)
    yield from too_small(items, event, in_groups)
    yield from outside(items, event)
    yield from clock_times(items)
    yield from wrong_weekdays(words, event)
    if before:
        yield from old_times(words, items, before)
    yield from too_short(at_times)
    yield from to_be_confirmed(items, event)
    yield from open_parts(items)
    yield from without_time(items)
    yield from without_place(items)
    yield from undrawable(items, event)
    yield from new_positions(cards)


def weighing(found: Sequence[Finding], weight: Weight) -> list[Finding]:
    return [each for each in found if each.weight is weight]


class Weighed(NamedTuple):
    """The findings of one weight."""

    weight: Weight
    findings: list[Finding]

    @property
    def label(self) -> Promise:
        return LABELS[self.weight]


def by_weight(found: Sequence[Finding]) -> list[Weighed]:
    """The heaviest first. Weights that nothing has are left out."""
    weighed = (Weighed(weight, weighing(found, weight)) for weight in Weight)
    return [each for each in weighed if each.findings]
