"""Puts slabs on pages, in one pass."""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from tours.pdf.layout.slabs import Slab

WORTH_RULING = 0.2
"""Where at least this part of a page is left empty at the end, it gets lines to write on."""


class Placed(NamedTuple):
    """A slab and its place: `top` is how far down the page's frame it begins."""

    top: float
    slab: Slab


Page = list[Placed]


def on_pages(slabs: Iterable[Slab], foot: list[Slab], height: float) -> list[Page]:
    """Puts the slabs on pages. Slabs that are kept together stay on one page, if a page is high enough for them.

    The last of them share a page with the foot, so that no page has a footnote alone.
    """
    pages = _Pages(height)
    groups = list(_groups(slabs))
    for number, group in enumerate(groups, 1):
        pages.add(group, below=_height(foot) if number == len(groups) else 0.0)
    if foot:
        pages.add_foot(foot)
    return pages.pages


def with_back(
    pages: list[Page], back: list[Slab], notes: int, leaves: int, height: float, ruled: Callable[[float], Slab]
) -> list[Page]:
    """Adds pages for notes, and `back` at the bottom of the very last page.

    More note pages are added until the sheets are full.
    """
    last = _bottom(pages[-1])
    if not notes and last + _height(back) > height:
        notes = 1
    notes += -(len(pages) + notes) % leaves
    rooms = [last, *[0.0] * notes]
    pages = [*pages, *([] for _ in range(notes))]
    ends = [height] * notes + [height - _height(back)]
    for page, top, end in zip(pages[-1 - notes :], rooms, ends, strict=True):
        if end - top >= WORTH_RULING * height:
            page.append(Placed(top, ruled(end - top)))
    top = ends[-1]
    for slab in back:
        pages[-1].append(Placed(top + slab.before, slab))
        top += slab.before + slab.height
    return pages


def _bottom(page: Page) -> float:
    return max((top + slab.height for top, slab in page), default=0.0)


def _groups(slabs: Iterable[Slab]) -> Iterator[list[Slab]]:
    group: list[Slab] = []
    for slab in slabs:
        group.append(slab)
        if not slab.keep:
            yield group
            group = []
    if group:
        yield group


class _Pages:
    def __init__(self, height: float) -> None:
        self.height = height
        self.pages: list[Page] = [[]]
        self.top = 0.0

    def add(self, group: list[Slab], below: float = 0.0) -> None:
        """Adds the group, on a new page where it would not leave the space `below`."""
        if not self._room(_height(group) + below):
            self._turn()
        for slab in group:
            if not self._room(slab.before + slab.height):
                self._turn()
            self._place(slab)

    def add_foot(self, foot: list[Slab]) -> None:
        if not self._room(_height(foot)):
            self._turn()
        self.top = max(self.top, self.height - _height(foot))
        for group in _groups(foot):
            self.add(group)

    def _room(self, height: float) -> bool:
        return not self.pages[-1] or self.top + height <= self.height

    def _turn(self) -> None:
        self.pages.append([])
        self.top = 0.0

    def _place(self, slab: Slab) -> None:
        if self.pages[-1]:
            self._put(slab, slab.before)
        else:
            if slab.head:
                self._put(slab.head, 0)
            self._put(slab, 0)

    def _put(self, slab: Slab, before: float) -> None:
        self.pages[-1].append(Placed(self.top + before, slab))
        self.top += before + slab.height


def _height(slabs: list[Slab]) -> float:
    return sum(slab.before + slab.height for slab in slabs)
