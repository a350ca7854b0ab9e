"""Writes the post after an event: who took part, and the reports of its items, day by day."""

from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter

from django.utils.translation import gettext_lazy as _

from announcements.drafting.drafts import Draft, NothingToTell, draft_of
from announcements.drafting.markdown import paragraph, paragraphs_of
from announcements.drafting.opening import AFTER, lead, organisation_sentences, outside_host_city, summary
from announcements.drafting.parties import title_names
from announcements.drafting.phrases import full_stop, the_event
from tours.agenda.values import Line
from tours.agenda.view import AgendaView
from tours.vocabulary import EventState, Status


def what_happened(view: AgendaView) -> Draft:
    """Writes the draft. Raises NothingToTell for an event that did not take place, or whose items have no report."""
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
        title=f"What {names} did at {the_event(event)}" if names else f"What happened at {the_event(event)}",
        summary=summary(event, AFTER),
        blocks=[
            paragraph(lead(event, AFTER), *organisation_sentences(event, AFTER), outside_host_city(view, AFTER)),
            *_reports(lines),
        ],
    )


def _held(view: AgendaView) -> Iterator[Line]:
    return (item.line for item in view.standing if item.line.status is not Status.CANCELLED)


def _reports(lines: list[Line]) -> Iterator[str]:
    """Yields a paragraph for each day, in the order of the agenda. A blank line in a report begins another paragraph."""
    for _day, lines_of_day in groupby(lines, key=attrgetter("day")):
        sentences: list[str] = []
        for line in lines_of_day:
            first, *more = paragraphs_of(line.report)
            sentences.append(full_stop(first))
            for text in more:
                yield paragraph(*sentences)
                sentences = [full_stop(text)]
        yield paragraph(*sentences)
