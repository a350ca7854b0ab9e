"""The page on which events are published: what will change, and a note for their readers."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

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
from tours.editions.preview import Preview, preview
from tours.editions.publishing import publish
from tours.models import Edition, Event


class NoteForm(forms.Form):
    note = forms.fields_for_model(Edition, ["note"], widgets={"note": WIDE})["note"]


@dataclass
class Draft:
    event: Event
    form: NoteForm

    @cached_property
    def preview(self) -> Preview:
        return preview(self.event)


def publish_page(admin: "ModelAdmin[Any]", request: HttpRequest, events: QuerySet[Event]) -> HttpResponse | None:
    """Shows what would change and publishes once that page is sent; None when all are published.

    Events that are refused are shown again with the reason and the note, and so are those that have changed since the page
    was shown.
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
        note, shown = draft.form.cleaned_data["note"], request.POST.get(f"event-{draft.event.pk}-shown")
        edition = publish(draft.event, by=signed_in(request), note=note, expected=shown)
    except ValidationError as refusal:
        draft.form.add_error(None, refusal.messages)
        draft.event.refresh_from_db()
        return False
    facts = {"event": draft.event, "number": edition.number}
    admin.log_change(request, draft.event, _("Published version %(number)d.") % facts)
    messages.success(request, _("%(event)s: published version %(number)d.") % facts)
    return True
