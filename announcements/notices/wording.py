"""The words of a notice: each item in one entry, from what to what. For mails, for the desk, and for a chat group."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from announcements.notices.concerned import Entry, News
from tours.agenda.changes.comparing import PLACE, STATE, TIME, ChangeKind, Detail, when
from tours.agenda.facts import Contact
from tours.agenda.phrases import time_range
from tours.agenda.values import Event, Line
from tours.vocabulary import EventState
from tours.wording import weekday_and_date, zone_time

ARROW = "→"
CHAT_ARROW = "->"
LONGEST_TEXT = 600
"""The most characters of both texts together, such as a description's: nobody compares more of them in a mail."""


class Said(NamedTuple):
    """One entry in words: what happened, the title, and lines such as `Place: Gate 2 → Gate 4`."""

    what: str
    title: str
    lines: tuple[str, ...]


def said(news: News) -> list[Said]:
    """All entries: the event's own facts first."""
    entries = [_of_fact(fact) for fact in news.facts] + [_of_entry(entry) for entry in news.entries]
    if news.taken_back:
        words = ngettext(
            "%(number)d more item that we told you of is no longer in the programme.",
            "%(number)d more items that we told you of are no longer in the programme.",
            news.taken_back,
        )
        entries.append(Said(_("Taken back"), words % {"number": news.taken_back}, ()))
    return entries


def subject_of(news: News, event: Event) -> str:
    """`Smart City Week: Visit to the traffic centre has changed`."""
    if called := called_off(event, news):
        return called
    if len(news.entries) == 1 and not news.facts:
        return _one(news.entries[0], event)
    number = len(news.entries) + len(news.facts) + bool(news.taken_back)
    words = ngettext("%(event)s: %(number)d change for you", "%(event)s: %(number)d changes for you", number)
    return words % {"event": event.title, "number": number}


def called_off(event: Event, news: News) -> str:
    """`Smart City Week is cancelled`, where that is the news; else empty."""
    words = {EventState.CANCELLED: _("%(event)s is cancelled"), EventState.POSTPONED: _("%(event)s is postponed")}
    is_news = any(fact.label == str(STATE.label) for fact in news.facts)
    return words[event.state] % {"event": event.title} if is_news and event.state in words else ""


def for_chat(news: News, event: Event, names: Mapping[str, str], address: str) -> str:
    """A short text to paste into a chat group, with the names of the groups that an item is for."""
    lines = [called_off(event, news) or _("%(event)s: the programme has changed") % {"event": event.title}]
    for fact in news.facts:
        lines.append(f"{fact.label}: {_from_to(fact, CHAT_ARROW)}")
    for entry in news.entries:
        groups = ", ".join(sorted(names[uid] for uid in entry.change.line.groups if uid in names))
        title = f"{entry.change.line.title} ({groups})" if groups else entry.change.line.title
        lines += ["", f"{_what(entry)}: {title}", *_lines(entry, CHAT_ARROW)]
    return "\n".join([*lines, "", *filter(None, [address])]).strip() + "\n"


def calls(contacts: Iterable[Contact]) -> list[str]:
    """Whom to call: `Tatjana Ilić: +381 11 123 45 67`."""
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


def _of_fact(fact: Detail) -> Said:
    return Said(_("Changed"), fact.label, tuple(_from_to(fact, ARROW).split("\n")))


def _of_entry(entry: Entry) -> Said:
    return Said(_what(entry), entry.change.line.title, tuple(_lines(entry, ARROW)))


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


def _lines(entry: Entry, arrow: str) -> Iterator[str]:
    """When and where always stand there: as they are now, or from what to what."""
    change = entry.change
    time, place = str(TIME.label), str(PLACE.label)
    told = {detail.label: _from_to(detail, arrow) for detail in change.details if change.kind is ChangeKind.CHANGED}
    yield f"{time}: {_when_from_to(change.before, change.line, arrow) if time in told else when(change.line)}"
    if where := told.get(place) or change.line.where:
        yield f"{place}: {where}"
    yield from (f"{label}: {words}" for label, words in told.items() if label not in {time, place})
    if entry.is_part and not entry.goes_on_without:
        yield _("You have a part in this.")
    if entry.is_starred:
        yield _("You gave this a star.")


def _when_from_to(before: Line | None, now: Line, arrow: str) -> str:
    """On the same day, the day and the zone once: `Tuesday 5 September 2017, 09:30–11:00 → 10:30–12:00, Seoul time (UTC+9)`."""
    if before is None:
        return when(now)
    is_plain = before.start is not None and now.start is not None
    if is_plain and (before.day, before.zone) == (now.day, now.zone) and not (before.end_zone or now.end_zone):
        times = f"{time_range(before)} {arrow} {time_range(now)}"
        return f"{weekday_and_date(now.day)}, {times}, {zone_time(now.zone, now.day)}"
    return f"{when(before)} {arrow} {when(now)}"


def _from_to(detail: Detail, arrow: str) -> str:
    if len(detail.before) + len(detail.after) > LONGEST_TEXT:
        return _("changed; read it on the page of the programme")
    if not detail.before:
        return detail.after
    return f"{detail.before} {arrow} {detail.after or _('nothing')}"
