"""What is not known yet: items to be confirmed, and items without a time or a place."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from tours.agenda.values import Event
from tours.checks.counted import Counted
from tours.checks.findings import Code, Finding
from tours.vocabulary import EventState, ItemKind, Status

NEEDS_NO_PLACE = frozenset({ItemKind.TRANSFER, ItemKind.BREAK, ItemKind.FREE_TIME})


def to_be_confirmed(items: Iterable[Counted], event: Event) -> Iterator[Finding]:
    """Nothing where the event is postponed: all of it is to be confirmed then."""
    for item in items if event.state is EventState.PLANNED else ():
        if item.line.status is Status.TENTATIVE:
            words = _("%(item)s is to be confirmed.") % {"item": item.named}
            yield Finding(code=Code.TENTATIVE, words=words, items=(item.uid,), day=item.line.day)


def without_time(items: Iterable[Counted]) -> Iterator[Finding]:
    for item in items:
        if item.line.start is None:
            words = _("%(item)s has no time.") % {"item": item.named}
            yield Finding(code=Code.NO_TIME, words=words, items=(item.uid,), day=item.line.day)


def without_place(items: Iterable[Counted]) -> Iterator[Finding]:
    for item in items:
        if not item.line.where and item.line.kind not in NEEDS_NO_PLACE:
            words = _("%(item)s has no place.") % {"item": item.named}
            yield Finding(code=Code.NO_PLACE, words=words, items=(item.uid,), day=item.line.day)
