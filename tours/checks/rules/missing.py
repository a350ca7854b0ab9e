"""What is not known yet: items to be confirmed, and items without a day, a time or a place."""

from collections.abc import Iterable, Iterator, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tours.agenda.values import Agenda, Event
from tours.checks.counted import Counted, counted
from tours.checks.findings import Code, Finding
from tours.vocabulary import EventState, ItemKind, Status
from tours.wording import joined

NEEDS_NO_PLACE = frozenset({ItemKind.TRANSFER, ItemKind.BREAK, ItemKind.FREE_TIME})


def to_be_confirmed(items: Iterable[Counted], event: Event) -> Iterator[Finding]:
    """Nothing where the event is postponed: all of it is to be confirmed then."""
    for item in items if event.state is EventState.PLANNED else ():
        if item.line.status is Status.TENTATIVE:
            words = _("%(item)s is to be confirmed.") % {"item": item.named}
            yield Finding(code=Code.TENTATIVE, words=words, items=(item.uid,), day=item.line.day)


def without_day(tray: Mapping[str, str], before: Agenda | None) -> Iterator[Finding]:
    """What waits in the tray, by its titles. An item that readers know from `before` would be cancelled for them."""
    known = {item.uid for item in counted(before)} if before else set()
    for uid in (uid for uid in tray if uid in known):
        words = _("%(item)s has no day any more: readers would read that it is cancelled.")
        yield Finding(code=Code.LEFT, words=words % {"item": f"“{tray[uid]}”"}, items=(uid,))
    if others := [uid for uid in tray if uid not in known]:
        words = ngettext(
            "%(count)d item waits in the tray without a day: %(items)s.",
            "%(count)d items wait in the tray without a day: %(items)s.",
            len(others),
        )
        facts = {"count": len(others), "items": joined([f"“{tray[uid]}”" for uid in others])}
        yield Finding(code=Code.NO_DAY, words=words % facts, items=tuple(others))


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
