"""The page on which events are published: what will change, and a note for their readers."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import Any, NamedTuple

from django import forms
from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from accounts.visitors import signed_in
from tours.admin.base import WIDE
from tours.agenda.audiences import for_audience, readers
from tours.agenda.carrying import succeed
from tours.agenda.clock_changes import comes_twice, is_skipped
from tours.agenda.comparing import Changes, compare
from tours.agenda.values import STAFF, Agenda, Line
from tours.agenda.view import AgendaView
from tours.editions.composing import compose
from tours.editions.publishing import agenda_of, has_unpublished_changes, publish
from tours.models import Edition, Event


class Turn(NamedTuple):
    """A city whose seats are taken otherwise now."""

    name: str
    before: int
    after: int


@dataclass(frozen=True)
class Preview:
    """What publishing would bring. Without `follows` there is no version to compare with: all of it is new."""

    number: int
    coming: AgendaView
    follows: int | None = None
    changes: Changes | None = None
    taken: tuple[Turn, ...] = ()
    removed: tuple[str, ...] = ()
    """Titles of items that are no longer in the agenda; `changes` tells them like cancelled ones."""
    hidden: tuple[str, ...] = ()
    """Titles of items that readers know and will read as cancelled, as they are no longer meant for them."""
    unlisted: bool = False
    """Whether something differs that nothing above tells."""

    @property
    def is_empty(self) -> bool:
        return bool(self.follows) and not (self.changes or self.taken or self.removed or self.unlisted)

    @property
    def outside(self) -> tuple[str, ...]:
        """Titles of items before the event's first day or after its last: an arrival, or dates that were forgotten."""
        event = self.coming.event
        return self._titles(lambda line: line.day < event.starts or line.last_day > event.ends)

    @property
    def skipped(self) -> tuple[str, ...]:
        return self._titles(is_skipped)

    @property
    def twice(self) -> tuple[str, ...]:
        return self._titles(comes_twice)

    @property
    def without_end(self) -> tuple[str, ...]:
        """Titles of items whose end is told nowhere, as a change of zones brought it before their start."""
        return self._titles(lambda line: line.ends_too_early)

    def _titles(self, fits: Callable[[Line], bool]) -> tuple[str, ...]:
        return tuple(item.line.title for item in self.coming.standing if fits(item.line))


class NoteForm(forms.Form):
    note = forms.fields_for_model(Edition, ["note"], widgets={"note": WIDE})["note"]


@dataclass(frozen=True)
class Draft:
    event: Event
    form: NoteForm

    @property
    def preview(self) -> Preview:
        return preview(self.event)


def publish_page(admin: "ModelAdmin[Any]", request: HttpRequest, events: QuerySet[Event]) -> HttpResponse | None:
    """Shows what would change and publishes once that page is sent; None when all are published.

    Events that are refused are shown again with the reason and the note.
    """
    sent = "confirmed" in request.POST
    drafts = [Draft(event, NoteForm(request.POST if sent else None, prefix=f"event-{event.pk}")) for event in events]
    if sent and all(draft.form.is_valid() for draft in drafts):
        drafts = [draft for draft in drafts if not _published(admin, request, draft)]
        if not drafts:
            return None
    context = {
        **admin.admin_site.each_context(request),
        "title": _("Publish"),
        "opts": admin.opts,
        "drafts": drafts,
        "action_checkbox_name": ACTION_CHECKBOX_NAME,
    }
    return TemplateResponse(request, "admin/tours/publish.html", context)


def _published(admin: "ModelAdmin[Any]", request: HttpRequest, draft: Draft) -> bool:
    try:
        edition = publish(draft.event, by=signed_in(request), note=draft.form.cleaned_data["note"])
    except ValidationError as refusal:
        draft.form.add_error(None, refusal.messages)
        return False
    facts = {"event": draft.event, "number": edition.number}
    admin.log_change(request, draft.event, _("Published version %(number)d.") % facts)
    messages.success(request, _("%(event)s: published version %(number)d.") % facts)
    return True


def preview(event: Event) -> Preview:
    """Composes the agenda twice, some forty queries; without a lock, as nothing is kept of it."""
    last = event.editions.newest_first().first()
    standing = event.editions.standing().newest_first().first()
    number = last.number + 1 if last else 1
    in_time = datetime.combine(event.starts, time(), UTC)  # long after the event, removed items would be left out
    agenda = succeed(agenda_of(last) if last else None, compose(event), number=number, at=in_time)
    after = for_audience(agenda, STAFF)
    if standing is None:
        return Preview(number=number, coming=after)
    published = agenda_of(standing)
    before = for_audience(published, STAFF)
    changes = compare(before, after)
    return Preview(
        number=number,
        coming=after,
        follows=standing.number,
        changes=changes,
        taken=_taken(before, after),
        removed=_only_in(before, after),
        hidden=_hidden(published, agenda),
        unlisted=not changes and has_unpublished_changes(event),
    )


def _only_in(before: AgendaView, after: AgendaView) -> tuple[str, ...]:
    left = {item.uid for item in after.standing}
    return tuple(item.line.title for item in before.standing if item.uid not in left)


def _hidden(before: Agenda, after: Agenda) -> tuple[str, ...]:
    """What its readers lose though it stands for staff. Of an event that closes they lose everything, which needs no list."""
    audience = readers(before.event)
    if readers(after.event) != audience:
        return ()
    lost = _only_in(for_audience(before, audience), for_audience(after, audience))
    standing = {item.line.title for item in for_audience(after, STAFF).standing}
    return tuple(title for title in lost if title in standing)


def _taken(before: AgendaView, after: AgendaView) -> tuple[Turn, ...]:
    then = {entry.printed: entry.taken for entry in before.event.cities}
    return tuple(
        Turn(entry.printed, then[entry.printed], entry.taken)
        for entry in after.event.cities
        if then.get(entry.printed, entry.taken) != entry.taken
    )
