"""Items that overlap in a place, in a track, for a group, or for everyone. Each pair is told once."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tours.agenda.phrases import time_range
from tours.checks.counted import RUN_BESIDE, Timed, is_for_delegates
from tours.checks.findings import Code, Finding
from tours.checks.rules.sweeping import Pair, overlaps

SENTENCES: tuple[tuple[Code, Promise], ...] = (
    (Code.PLACE, _("%(first)s (%(time)s) and %(second)s (%(other)s) are at the same place at once: %(what)s.")),
    (Code.TRACK, _("%(first)s (%(time)s) and %(second)s (%(other)s) are in the same track at once: %(what)s.")),
    (Code.GROUP, _("%(first)s (%(time)s) and %(second)s (%(other)s) are for the same group at once: %(what)s.")),
    (Code.EVERYONE, _("%(first)s (%(time)s) and %(second)s (%(other)s) are for the same people at once.")),
)
Key = Callable[[Timed], Iterable[tuple[Hashable, str]]]
"""The keys under which an item is compared with others, each with its words."""


def clashes(items: Iterable[Timed], names_of_groups: Mapping[str, str]) -> Iterator[Finding]:
    """`items` are in the order of their beginning. Linear in them and their groups."""
    rows = [item for item in items if item.line.kind not in RUN_BESIDE]
    keys: tuple[Key, ...] = (_places, _tracks, lambda item: _groups(item, names_of_groups), _everyone)
    told: set[tuple[str, str]] = set()
    for (code, sentence), key in zip(SENTENCES, keys, strict=True):
        for pair, what in _by(rows, key):
            if pair.uids not in told:
                told.add(pair.uids)
                yield _finding(code, sentence, pair, what)


def _by(items: Iterable[Timed], key: Key) -> Iterator[tuple[Pair, str]]:
    together: defaultdict[tuple[Hashable, str], list[Timed]] = defaultdict(list)
    for item in items:
        for each in key(item):
            together[each].append(item)
    for (_key, what), rows in together.items():
        for pair in overlaps(rows):
            yield pair, what


def _places(item: Timed) -> Iterator[tuple[Hashable, str]]:
    """A room holds one item. A building without rooms holds one of each track and of each choice of groups."""
    line = item.line
    if line.room:
        yield (line.place, line.room), line.where
    elif line.place:
        yield (line.place, line.track, line.groups), line.where


def _tracks(item: Timed) -> Iterator[tuple[Hashable, str]]:
    if item.line.track:
        yield (item.line.track, item.line.groups), item.line.track


def _groups(item: Timed, names: Mapping[str, str]) -> Iterator[tuple[Hashable, str]]:
    """The groups of an item for delegates, each with its track: a group may choose among parallel tracks."""
    if is_for_delegates(item.line):
        for uid in item.line.groups:
            yield (uid, item.line.track), names.get(uid, "")


def _everyone(item: Timed) -> Iterator[tuple[Hashable, str]]:
    if is_for_delegates(item.line) and not (item.line.track or item.line.groups):
        yield "", ""


def _finding(code: Code, sentence: Promise, pair: Pair, what: str) -> Finding:
    first, second = pair
    facts = {
        "first": first.named,
        "second": second.named,
        "time": time_range(first.line),
        "other": time_range(second.line),
        "what": what,
    }
    return Finding(code=code, words=str(sentence) % facts, items=(second.uid, first.uid), day=second.line.day)
