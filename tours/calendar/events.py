"""The calendar of all events, with one all-day entry for each event."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from functools import lru_cache

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tours.addresses import event_address, events_address, events_calendar_address
from tours.agenda.facts import Value
from tours.calendar.lines import encoded
from tours.calendar.properties import categories, prose, text
from tours.calendar.vcalendar import calendar_bytes, calendar_head, set_changed, set_source
from tours.calendar.vevent import entry, set_days, set_organiser, set_summary
from tours.calendar.words import words
from tours.vocabulary import EventKind, EventState, Status


class EventEntry(Value, frozen=True):
    """An event as the calendar of all events shows it. `created` and `changed` are aware; `ends` is its last day."""

    uid: str
    slug: str
    kind: EventKind
    title: str
    starts: date
    ends: date
    created: datetime
    changed: datetime
    summary: str = ""
    place: str = ""
    status: Status = Status.CONFIRMED
    state: EventState = EventState.PLANNED
    sequence: int = 0
    footnote: str = ""
    """Explains the asterisk of a country's name in `place`."""


def events_calendar(
    entries: Iterable[EventEntry],
    *,
    title: str,
    base_url: str,
    office: str,
    filters: str = "",
    chosen: str = "",
    is_cut: bool = False,
) -> bytes:
    """The calendar of `entries` in their order. `title` names the calendar and its publisher; `office` is the mailbox.

    If only some events are chosen, `filters` is the query string that chooses them, and `chosen` describes it in words.
    `is_cut` makes the calendar say that there are more events than it holds, and where.
    """
    events = tuple(entries)
    facts = (title, base_url, office, get_language() or "")
    address = events_calendar_address(base_url, filters)
    name = f"{title}: {chosen}" if chosen else title
    footnotes = dict.fromkeys(f"* {event.footnote}" for event in events if event.footnote)
    page = events_address(base_url) + filters
    more = (_more(len(events), page),) if is_cut else ()
    head = calendar_head(name=name, description="\n".join((name, *more, *footnotes)), url=page)
    set_source(head, address)
    if events:
        set_changed(head, max(event.changed for event in events))
    return calendar_bytes(head, (), (_entry_bytes(event, *facts) for event in events))


def _more(held: int, page: str) -> str:
    return _(
        "This calendar holds %(number)d events: those under way, the next ones and the latest past ones. All: %(page)s"
    ) % {"number": held, "page": page}


@lru_cache(maxsize=1000)
def _entry_bytes(event: EventEntry, organiser: str, base_url: str, office: str, language: str) -> bytes:
    """The drawn entry. A process remembers the last thousand, as the next calendar has nearly all of them again.

    `language` is that of the words, by which entries in other languages are remembered apart.
    """
    address = event_address(base_url, event.slug)
    component = entry(
        event.uid,
        sequence=event.sequence,
        created=event.created,
        changed=event.changed,
        status=event.status,
        url=address,
    )
    kind = words().event_kinds[event.kind]
    set_summary(component, event.title, otherwise=kind, status=event.status, state=event.state)
    component["DESCRIPTION"] = prose("\n\n".join(_paragraphs(event, address)))
    component["CATEGORIES"] = categories((kind,))
    if event.place:
        component["LOCATION"] = text(event.place)
    set_organiser(component, organiser, office)
    set_days(component, event.starts, event.ends)
    return encoded(component)


def _paragraphs(event: EventEntry, address: str) -> Iterator[str]:
    if event.status is not Status.CONFIRMED:
        yield words().statuses[event.status]
    if event.summary:
        yield event.summary
    yield address
