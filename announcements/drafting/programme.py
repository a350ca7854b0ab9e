"""Writes the post about a published programme: what it holds, and its sessions, visits and meetings day by day."""

from collections import Counter
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from announcements.drafting import phrases
from announcements.drafting.attending import called_off
from announcements.drafting.drafts import Draft, NothingToTell, draft_of
from announcements.drafting.markdown import bullets, heading, paragraph
from announcements.drafting.parties import representatives
from announcements.drafting.said_already import says, where
from tours.agenda.phrases import time_range
from tours.agenda.values import Line
from tours.agenda.view import AgendaView
from tours.vocabulary import EventState, ItemKind, Status
from tours.wording import joined, weekday_and_date, weekday_and_day

LISTED_KINDS = (ItemKind.KEYNOTE, ItemKind.SESSION, ItemKind.SITE_VISIT, ItemKind.MEETING)
"""The kinds of items that the post lists. Meals, transfers and the like are on the event's page."""


TO_BE_CONFIRMED = ("to be confirmed", "TBC")


def programme_published(view: AgendaView) -> Draft:
    """Writes the draft. Raises NothingToTell for an agenda without an item of LISTED_KINDS."""
    event = view.event
    if event.state is not EventState.PLANNED:
        return called_off(event)
    lines = list(_listed_lines(view))
    if not lines:
        raise NothingToTell(
            _("The published version has no session, keynote, site visit or meeting yet. Add some and publish.")
        )
    lead, short = (
        f"The programme of {named(event, phrases.on_dates(event))} is published."
        for named in (phrases.event_in_full, phrases.event_in_short)
    )
    subject = representatives(event)
    return draft_of(
        event,
        title=f"Programme of {phrases.the_event(event)} published",
        summary=short,
        blocks=[
            paragraph(lead, _contents(lines), f"{subject} will attend." if subject else ""),
            paragraph(phrases.zone_sentence(view)),
            *_days(lines),
        ],
    )


def _entry(line: Line) -> str:
    """A line such as `10:00–11:00: Opening of the week (Hall 2, KINTEX, Goyang; to be confirmed)`."""
    times = f"{time_range(line)}: " if line.start is not None else ""
    return f"{times}{line.title}{_remarks(line)}"


def _listed_lines(view: AgendaView) -> Iterator[Line]:
    for item in view.standing:
        if item.line.kind in LISTED_KINDS and item.line.status is not Status.CANCELLED:
            yield item.line


def _contents(lines: list[Line]) -> str:
    counts = Counter(line.kind for line in lines)
    kinds = [kind for kind in LISTED_KINDS if counts[kind]]
    return f"It holds {joined([phrases.counted(counts[kind], *phrases.ITEM_NOUNS[kind]) for kind in kinds])}."


def _days(lines: list[Line]) -> Iterator[str]:
    for day in dict.fromkeys(line.day for line in lines):
        yield heading(weekday_and_date(day))
        yield bullets(phrases.full_stop(_entry(line)) for line in lines if line.day == day)


def _remarks(line: Line) -> str:
    until = f"to {weekday_and_day(line.last_day)}" if line.start is None and line.last_day != line.day else ""
    is_said = any(says(line.title, words) for words in TO_BE_CONFIRMED)
    tentative = TO_BE_CONFIRMED[0] if line.status is Status.TENTATIVE and not is_said else ""
    remarks = "; ".join(filter(None, [until, where(line), tentative]))
    return f" ({remarks})" if remarks else ""
