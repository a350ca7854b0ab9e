"""The post after an event: who was there, and what the reports of its items tell, day by day."""

from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter

from django.utils.translation import gettext_lazy as _

from announcements.drafting.drafts import Draft, NothingToTell, draft_of
from announcements.drafting.markdown import paragraph, paragraphs_of
from announcements.drafting.opening import AFTER, carriers, lead, outside, summary
from announcements.drafting.parties import title_names
from announcements.drafting.phrases import full_stop, the
from tours.agenda.values import Line
from tours.agenda.view import AgendaView
from tours.vocabulary import EventState, Status


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
    names = title_names(event)
    return draft_of(
        event,
        title=f"What {names} did at {the(event.title)}" if names else f"What happened at {the(event.title)}",
        summary=summary(event, AFTER),
        blocks=[
            paragraph(lead(event, AFTER), *carriers(event, AFTER), outside(view, AFTER)),
            *_reports(lines),
        ],
    )


def _held(view: AgendaView) -> Iterator[Line]:
    return (item.line for item in view.standing if item.line.status is not Status.CANCELLED)


def _reports(lines: list[Line]) -> Iterator[str]:
    """A paragraph a day, in the order of the agenda; a blank line within a report begins one of its own."""
    for _day, told in groupby(lines, key=attrgetter("day")):
        sentences: list[str] = []
        for line in told:
            first, *more = paragraphs_of(line.report)
            sentences.append(full_stop(first))
            for text in more:
                yield paragraph(*sentences)
                sentences = [full_stop(text)]
        yield paragraph(*sentences)
