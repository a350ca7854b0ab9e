"""Finds for each item that was read the item of the draft that it is. The first rule that fits decides, for all items."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import TypeVar

from backstage.text.folding import folded
from tours.importing.planning.values import DraftItem
from tours.importing.reading.values import ReadItem
from tours.vocabulary import ItemKind

SIMILAR = 0.5
"""The least share of words in common."""
COMMON = frozenset({ItemKind.MEAL, ItemKind.BREAK, ItemKind.TRANSFER, ItemKind.FREE_TIME, ItemKind.REGISTRATION})
"""Kinds of items that are called the same on each day: one of another day is another item."""
Words = tuple[str, ...]
Key = TypeVar("Key", bound=Hashable)


class Matching:
    """Pairs rows, by their positions, with the items of a draft. Linear in both, save for items that begin together."""

    def __init__(self, items: Sequence[ReadItem | None], draft: Sequence[DraftItem]) -> None:
        """An item is None where the row is none of the draft."""
        self.items, self.draft = items, draft
        self.words = [tuple(folded(item.title)) if item else () for item in items]
        self.found: dict[int, DraftItem] = {}
        self._taken: set[DraftItem] = set()
        self._by(lambda item, words: (item.day, item.start, words, tuple(folded(item.place))))
        self._by(lambda item, words: (item.day, item.start, words))
        self._by(lambda item, words: (item.day, words))
        self._by_similar_titles()
        self._by(_of_any_day, once=True)

    def left(self) -> list[DraftItem]:
        """The items of the draft that no row is."""
        return [item for item in self.draft if item not in self._taken]

    def _by(self, key: Callable[[ReadItem | DraftItem, Words], Hashable], *, once: bool = False) -> None:
        """Pairs in their order those that have the same key. `once`: only where no other has it."""
        there = _grouped(self.left(), lambda item: key(item, item.words))
        here = _grouped(self._open(), lambda at: key(self._item(at), self.words[at]))
        for name, rows in here.items():
            items = there.get(name, [])
            if name is not None and not (once and (len(rows) > 1 or len(items) > 1)):
                for at, item in zip(rows, items, strict=False):
                    self._pair(at, item)

    def _by_similar_titles(self) -> None:
        """Pairs items that begin at the same time. Pairs with the most words in common come first."""
        there = _grouped(self.left(), lambda item: (item.day, item.start))
        pairs = [
            (-_likeness(self.words[at], item.words), at, order, item)
            for at in self._open()
            for order, item in enumerate(there.get((self._item(at).day, self._item(at).start), []))
        ]
        for likeness, at, _order, item in sorted(pairs, key=lambda pair: pair[:3]):
            if -likeness >= SIMILAR and at not in self.found and item not in self._taken:
                self._pair(at, item)

    def _open(self) -> list[int]:
        return [at for at, item in enumerate(self.items) if item and at not in self.found]

    def _item(self, at: int) -> ReadItem:
        item = self.items[at]
        assert item is not None  # noqa: S101  (only rows with an item are open)
        return item

    def _pair(self, at: int, item: DraftItem) -> None:
        self.found[at] = item
        self._taken.add(item)


def _of_any_day(item: ReadItem | DraftItem, words: Words) -> Words | None:
    return words if item.kind not in COMMON and len(words) > 1 else None


def _likeness(one: Words, other: Words) -> float:
    """The share of the words of both titles that both have. It is at least a half where one title has all words of the
    other.
    """
    both, common = set(one) | set(other), set(one) & set(other)
    if not common:
        return 0
    return max(len(common) / len(both), SIMILAR if common in (set(one), set(other)) else 0)


Item = TypeVar("Item")


def _grouped(items: Iterable[Item], key: Callable[[Item], Hashable]) -> dict[Hashable, list[Item]]:
    groups: dict[Hashable, list[Item]] = defaultdict(list)
    for item in items:
        groups[key(item)].append(item)
    return groups
