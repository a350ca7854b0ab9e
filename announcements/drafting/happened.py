"""The post after an event: who was there, and what the reports of its items tell, day by day."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from django.utils.translation import gettext_lazy as _

from announcements.drafting.drafts import Draft, NothingToTell, draft_of
from announcements.drafting.markdown import heading, paragraph, paragraphs_of
from announcements.drafting.opening import AFTER, carriers, lead, outside
from announcements.drafting.parties import title_names
from announcements.drafting.phrases import full_stop, the
from tours.agenda import AgendaView, EventState, Line, Status
from tours.wording import weekday_range


def what_happened(view: AgendaView) -> Draft:
    """Raises NothingToTell for an event that did not take place, or of which nobody has reported."""
    event = view.event
    if event.state is not EventState.PLANNED:
        raise NothingToTell(
            _("The event is postponed or cancelled. There is nothing to tell before it has taken place.")
        )
    lines = [line for line in _held(view) if line.report.strip()]
    if not lines:
        raise NothingToTell(_("No item of the published version has a report. Write what happened there, and publish."))
    first = lead(event, AFTER)
    names = title_names(event)
    return draft_of(
        event,
        title=f"What {names} did at {the(event.title)}" if names else f"What happened at {the(event.title)}",
        lead=first,
        blocks=[
            paragraph(first, *carriers(event, AFTER), outside(view, AFTER)),
            *_reports(lines),
        ],
    )


def _held(view: AgendaView) -> Iterator[Line]:
    return (item.line for item in view.standing if item.line.status is not Status.CANCELLED)


def _reports(lines: list[Line]) -> Iterator[str]:
    """In the order of the agenda; with the days as headings where there is more than one."""
    headed = len({_days(line) for line in lines}) > 1
    for days, told in groupby(lines, key=_days):
        if headed:
            yield heading(weekday_range(*days))
        for line in told:
            yield from (paragraph(full_stop(text)) for text in paragraphs_of(line.report))


def _days(line: Line) -> tuple[date, date]:
    """First and last; an evening that ends past midnight belongs to its first day alone."""
    return line.day, line.last_day if line.start is None else line.day
