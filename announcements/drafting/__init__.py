"""Drafts posts from editions: takes the public view of an agenda and writes an English text.

A coordinator reads, corrects and publishes the draft. It is in English, whatever language the coordinator works in. Its
dates, counts and names come from the view; where a fact is missing, its sentence is left out. Drafting uses no clock
and no query.
"""

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from announcements.drafting.attending import attending
from announcements.drafting.changed import programme_changed
from announcements.drafting.drafts import DRAFT_KINDS, Draft, DraftKind, NothingToTell
from announcements.drafting.happened import what_happened
from announcements.drafting.programme import programme_published
from tours.agenda.view import AgendaView

__all__ = ["DRAFT_KINDS", "Draft", "DraftKind", "NothingToTell", "draft"]

WRITERS: dict[DraftKind, Callable[[AgendaView], Draft]] = {
    DraftKind.ATTENDING: attending,
    DraftKind.PROGRAMME_PUBLISHED: programme_published,
    DraftKind.WHAT_HAPPENED: what_happened,
}


def draft(kind: DraftKind, view: AgendaView, *, previous: AgendaView | None = None) -> Draft:
    """Writes a draft of that kind. Only PROGRAMME_CHANGED needs the `previous` view. Raises NothingToTell."""
    with override("en-gb"):  # the dates in the sentences are English too
        if kind is not DraftKind.PROGRAMME_CHANGED:
            return WRITERS[kind](view)
        if previous is None:
            raise NothingToTell(
                _("There is only one published version, so nothing has changed. Publish the change first.")
            )
        return programme_changed(previous, view)
