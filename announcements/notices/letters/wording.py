"""The words of a notice: each item in one entry, from what to what. For mails, for the desk, and for a chat group."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from announcements.notices.concern.news import Entry, News
from tours.agenda.changes.comparing import PLACE, STATE, TIME, ChangeKind, Detail, when
from tours.agenda.facts import Contact
from tours.agenda.phrases import time_range, zone_at_start
from tours.agenda.values import Event, Line
from tours.vocabulary import EventState
from tours.wording import date_range, weekday_and_date

ARROW = "→"
CHAT_ARROW = "->"
MOST_ENTRIES = 12
ON_THE_PAGE = gettext_lazy("Read it on the page of the programme.")
LONGEST_TEXT = 600
"""The most characters of both texts together, such as a description's: nobody compares more of them in a mail."""


class Said(NamedTuple):
    """One entry in words: what happened, the title, and lines such as `Place: Gate 2 → Gate 4`."""

    what: str
    title: str
    lines: tuple[str, ...]


def said(news: News, event: Event, *, arrow: str = ARROW, groups: Mapping[str, str] | None = None) -> list[Said]:
    """The event's own facts first, then the items. Of more than a dozen, those that are new are counted, and so are those
    beyond a dozen: nobody reads a whole programme in a mail. `groups` are names to add where an item is for some alone.
    """
    facts = [Said(_("Changed"), fact.label, tuple(_from_to(fact, arrow).split("\n"))) for fact in news.facts]
    listed, new, more = _shortened(news.entries)
    entries = [Said(_what(each), _title(each, groups or {}), tuple(_lines(each, event, arrow))) for each in listed]
    return [*facts, *entries, *_new(new), *_more(more), *_taken_back(news.taken_back)]


def _shortened(entries: Sequence[Entry]) -> tuple[Sequence[Entry], Sequence[Entry], int]:
    """The entries to list, the new ones that are only counted, and the number of all others."""
    if len(entries) <= MOST_ENTRIES:
        return entries, (), 0
    new = [each for each in entries if _is_only_new(each)]
    others = sorted((each for each in entries if not _is_only_new(each)), key=lambda each: not each.has_part)
    return others[:MOST_ENTRIES], new, max(0, len(others) - MOST_ENTRIES)


def _is_only_new(entry: Entry) -> bool:
    return entry.change.kind is ChangeKind.NEW and not entry.has_part


def _new(entries: Sequence[Entry]) -> Iterator[Said]:
    if entries:
        days = [each.change.line.day for each in entries]
        words = ngettext("%(number)d item", "%(number)d items", len(entries)) % {"number": len(entries)}
        yield Said(_("New"), words, (date_range(min(days), max(days)), str(ON_THE_PAGE)))


def _more(number: int) -> Iterator[Said]:
    if number:
        words = ngettext("%(number)d more item", "%(number)d more items", number) % {"number": number}
        yield Said(_("Changed"), words, (str(ON_THE_PAGE),))


def _taken_back(number: int) -> Iterator[Said]:
    if number:
        words = ngettext(
            "%(number)d item that stood in a version before is no longer in the programme.",
            "%(number)d items that stood in a version before are no longer in the programme.",
            number,
        )
        yield Said(_("Taken back"), words % {"number": number}, ())


def subject_of(news: News, event: Event) -> str:
    """`Smart City Week: Visit to the traffic centre has changed`."""
    if called := called_off(event, news):
        return called
    if len(news.entries) == 1 and not news.facts:
        return _one(news.entries[0], event)
    if news.is_first and len(news.entries) > MOST_ENTRIES:
        return _("%(event)s: the programme is here") % {"event": event.title}
    words = ngettext("%(event)s: %(number)d change for you", "%(event)s: %(number)d changes for you", news.number)
    return words % {"event": event.title, "number": news.number}


def called_off(event: Event, news: News) -> str:
    """`Smart City Week is cancelled`, where that is the news; else empty."""
    words = {EventState.CANCELLED: _("%(event)s is cancelled"), EventState.POSTPONED: _("%(event)s is postponed")}
    is_news = any(fact.label == str(STATE.label) for fact in news.facts)
    return words[event.state] % {"event": event.title} if is_news and event.state in words else ""


def for_chat(news: News, event: Event, groups: Mapping[str, str], address: str) -> str:
    """A short text to paste into a chat group, with the names of the groups that an item is for."""
    first = called_off(event, news) or _("%(event)s: the programme has changed") % {"event": event.title}
    told = said(news, event, arrow=CHAT_ARROW, groups=groups)
    entries = ["\n".join([f"{each.what}: {each.title}", *each.lines]) for each in told]
    return "\n\n".join([first, *entries, *filter(None, [address])]) + "\n"


def calls(contacts: Iterable[Contact]) -> list[str]:
    """The lines that say whom to call: `Tatjana Ilić: +381 11 123 45 67`."""
    return [f"{each.name}: {each.phone}" if each.name else each.phone for each in contacts if each.phone]


def _one(entry: Entry, event: Event) -> str:
    words = {
        ChangeKind.NEW: _("%(event)s: “%(item)s” is new"),
        ChangeKind.CHANGED: _("%(event)s: “%(item)s” has changed"),
        ChangeKind.CANCELLED: _("%(event)s: “%(item)s” is cancelled"),
        ChangeKind.RESTORED: _("%(event)s: “%(item)s” takes place after all"),
    }
    chosen = _("%(event)s: “%(item)s” goes on without you") if entry.goes_on_without else words[entry.change.kind]
    return chosen % {"event": event.title, "item": entry.change.line.title}


def _title(entry: Entry, groups: Mapping[str, str]) -> str:
    line = entry.change.line
    names = ", ".join(sorted(groups[uid] for uid in line.groups if uid in groups))
    return f"{line.title} ({names})" if names else line.title


def _what(entry: Entry) -> str:
    if entry.goes_on_without:
        return _("No longer for you")
    words = {
        ChangeKind.NEW: _("New"),
        ChangeKind.CHANGED: _("Changed"),
        ChangeKind.CANCELLED: _("Cancelled"),
        ChangeKind.RESTORED: _("Takes place after all"),
    }
    return words[entry.change.kind]


def _lines(entry: Entry, event: Event, arrow: str) -> Iterator[str]:
    """The lines of an entry. When and where always stand there: as they are now, or from what to what."""
    change = entry.change
    time, place = str(TIME.label), str(PLACE.label)
    told = {detail.label: _from_to(detail, arrow) for detail in change.details if change.kind is ChangeKind.CHANGED}
    before = change.before if time in told else None
    yield f"{time}: {_when_from_to(before, change.line, event, arrow) if before else when(change.line, event)}"
    if where := told.get(place) or change.line.where:
        yield f"{place}: {where}"
    yield from (f"{label}: {words}" for label, words in told.items() if label not in {time, place})
    if entry.has_part:
        yield _("You have a part in this.")
    if entry.lost_part:
        yield _("You no longer have a part in this.")
    if entry.is_starred:
        yield _("You gave this a star.")


def _when_from_to(before: Line, now: Line, event: Event, arrow: str) -> str:
    """The old and the new time. On the same day, the day and the zone stand once: `Tuesday 5 September 2017,
    09:30–11:00 → 10:30–12:00, Seoul time (UTC+9)`.
    """
    is_plain = before.start is not None and now.start is not None
    if is_plain and (before.day, before.zone) == (now.day, now.zone) and not (before.end_zone or now.end_zone):
        times = f"{time_range(before)} {arrow} {time_range(now)}"
        return f"{weekday_and_date(now.day)}, {times}, {zone_at_start(now, event)}"
    return f"{when(before, event)} {arrow} {when(now, event)}"


def _from_to(detail: Detail, arrow: str) -> str:
    if len(detail.before) + len(detail.after) > LONGEST_TEXT:
        return _("changed; read it on the page of the programme")
    if not detail.before:
        return detail.after
    return f"{detail.before} {arrow} {detail.after or _('nothing')}"
