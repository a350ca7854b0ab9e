"""The result of drafting: a draft, or the reason why there is none."""

from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from announcements.drafting.markdown import body, one_line, one_mark, paragraph
from announcements.drafting.parties import countries
from announcements.drafting.phrases import footnotes
from tours.agenda.facts import Value
from tours.agenda.values import Event
from tours.wording import date_range


class DraftKind(StrEnum):
    ATTENDING = "attending"
    PROGRAMME_PUBLISHED = "programme_published"
    PROGRAMME_CHANGED = "programme_changed"
    WHAT_HAPPENED = "what_happened"


DRAFT_KINDS: dict[DraftKind, Promise] = {
    DraftKind.ATTENDING: _("Who will attend"),
    DraftKind.PROGRAMME_PUBLISHED: _("The programme is published"),
    DraftKind.PROGRAMME_CHANGED: _("The programme has changed"),
    DraftKind.WHAT_HAPPENED: _("What happened"),
}


class Draft(Value, frozen=True):
    """The text of a post as drafting writes it. The body is Markdown; the other texts are plain, on one line each."""

    title: str
    dateline: str
    summary: str
    body: str
    language: str = "en"


class NothingToTell(Exception):  # noqa: N818  # it is an answer, not a fault
    """The edition holds nothing for a post of that kind. `reason` says why, and what to do."""

    def __init__(self, reason: Promise) -> None:
        super().__init__(reason)
        self.reason = reason


def draft_of(event: Event, *, title: str, summary: str, blocks: list[str]) -> Draft:
    """Makes the draft of its texts.

    Footnotes to country names end the body, so the summary, which has none, names no country.
    """
    return Draft(
        title=one_line(title),
        dateline=one_line(f"{event.host_city.name}, {date_range(event.starts, event.ends)}"),
        summary=one_mark(one_line(summary)),
        body=body(*blocks, *map(paragraph, footnotes(*countries(event)))),
    )
