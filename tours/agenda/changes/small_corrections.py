"""What a small correction may not change: start, end, place, status or presence of any item, and when and where the event is.

Nobody is told of a small correction as a change. Titles, texts and people may differ. Of items, the agenda knows in which
edition each changed; of the event's own facts, it keeps what small corrections changed.
"""

from collections.abc import Callable, Iterator, Mapping
from operator import attrgetter

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy
from msgspec.structs import replace

from tours.agenda.sequence import ends_of, place_of, starts_of
from tours.agenda.values import Agenda, Correction, Event, Line
from tours.agenda.view import AgendaView
from tours.vocabulary import ItemKind
from tours.wording import some_titles

Lines = Mapping[str, Line]
FactOf = Callable[[Event], object]


def too_big(previous: Agenda, composed: Agenda) -> list[str]:
    """Sentences that say what is too big for a small correction of `previous`; none where it may be one."""
    return [*_of_the_event(previous.event, composed.event), *_of_items(_standing(previous), _standing(composed))]


def event_last_told(previous: AgendaView, current: AgendaView) -> Event:
    """The event of `previous`, but as it is now in each fact that nothing but small corrections has changed since."""
    since = [each for each in current.corrections if each.number > previous.stamp.number]
    ends = (previous.event.without_taken(), current.event.without_taken())
    untold = [name for name in Event.__struct_fields__ if not _is_told(attrgetter(name), *ends, since)]
    return replace(previous.event, **{name: getattr(current.event, name) for name in untold})


def _is_told(fact: FactOf, before: Event, now: Event, corrections: list[Correction]) -> bool:
    """Whether the fact differs from one of the corrections of it to the next, or before the first or after the last."""
    corrected = [each for each in corrections if fact(each.before) != fact(each.after)]
    began, ended = [before, *(each.after for each in corrected)], [*(each.before for each in corrected), now]
    return any(fact(first) != fact(last) for first, last in zip(began, ended, strict=True))


def _standing(agenda: Agenda) -> Lines:
    lines = {item.uid: item.line for item in agenda.items if item.line}
    return {uid: line for uid, line in lines.items() if line.kind is not ItemKind.EVENT}


def _of_the_event(before: Event, now: Event) -> Iterator[str]:
    for sentence, fact in EVENT_FACTS:
        if fact(before) != fact(now):
            yield str(sentence)


def _of_items(before: Lines, now: Lines) -> Iterator[str]:
    yield from _naming(gettext_lazy("New items: %(items)s."), [now[uid] for uid in now if uid not in before])
    yield from _naming(gettext_lazy("Removed items: %(items)s."), [before[uid] for uid in before if uid not in now])
    for sentence, fact in LINE_FACTS:
        yield from _naming(
            sentence, [line for uid, line in now.items() if uid in before and fact(before[uid]) != fact(line)]
        )


def _naming(sentence: Promise, lines: list[Line]) -> Iterator[str]:
    if lines:
        yield str(sentence) % {"items": some_titles([line.title for line in lines])}


EVENT_FACTS: tuple[tuple[Promise, FactOf], ...] = (
    (gettext_lazy("The event has other dates."), lambda event: (event.starts, event.ends)),
    (gettext_lazy("The event has another state."), lambda event: event.state),
    (gettext_lazy("The event has another host city."), lambda event: event.host_city.slug),
    (gettext_lazy("The event is for other readers."), lambda event: event.access),
    (gettext_lazy("The event has another time zone."), lambda event: event.zone),
)
LINE_FACTS: tuple[tuple[Promise, Callable[[Line], object]], ...] = (
    (gettext_lazy("Items that start at another time: %(items)s."), starts_of),
    (gettext_lazy("Items that end at another time: %(items)s."), ends_of),
    (gettext_lazy("Items at another place: %(items)s."), place_of),
    (gettext_lazy("Items with another status: %(items)s."), lambda line: line.status),
    (gettext_lazy("Items for other readers: %(items)s."), lambda line: (line.level, line.groups)),
)
