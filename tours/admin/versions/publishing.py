"""The page that publishes events: it shows what will change, and takes a note for readers and whether it is a small correction."""

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
from django.utils.translation import gettext_lazy

from accounts.visitors import signed_in
from tours.admin.base import WIDE
from tours.checks.checking import Weighed, by_weight
from tours.checks.of_event import findings_in
from tours.editions.preview import Preview, preview
from tours.editions.publishing import publish
from tours.models import Edition, Event


class PublishingForm(forms.Form):
    note = forms.fields_for_model(Edition, ["note"], widgets={"note": WIDE})["note"]
    small = forms.BooleanField(
        label=gettext_lazy("This is a small correction"),
        help_text=Edition._meta.get_field("small").help_text,
        required=False,
    )


@dataclass
class PendingEdition:
    event: Event
    form: PublishingForm

    @cached_property
    def preview(self) -> Preview:
        return preview(self.event)

    @property
    def weighed(self) -> list[Weighed]:
        """What the checks find."""
        return by_weight(findings_in(self.preview, self.event, tells_names=True))


def publish_page(admin: "ModelAdmin[Any]", request: HttpRequest, events: QuerySet[Event]) -> HttpResponse | None:
    """Shows what would change, and publishes when that page's form is sent.

    Events that are refused are shown again with the reason and the note, and so are those that have changed since the page
    was shown.
    """
    sent = "confirmed" in request.POST
    pending = [
        PendingEdition(event, PublishingForm(request.POST if sent else None, prefix=f"event-{event.pk}"))
        for event in events
    ]
    if sent and all(row.form.is_valid() for row in pending):
        pending = [row for row in pending if not _published(admin, request, row)]
        if not pending:
            return None
    context = {
        **admin.admin_site.each_context(request),
        "title": _("Publish"),
        "opts": admin.opts,
        "pending": pending,
        "has_something": any(not row.preview.is_empty for row in pending),
        "action_checkbox_name": ACTION_CHECKBOX_NAME,
    }
    return TemplateResponse(request, "admin/tours/publish.html", context)


def _published(admin: "ModelAdmin[Any]", request: HttpRequest, row: PendingEdition) -> bool:
    try:
        shown = request.POST.get(f"event-{row.event.pk}-shown")
        edition = publish(row.event, by=signed_in(request), expected=shown, **row.form.cleaned_data)
    except ValidationError as refusal:
        row.form.add_error(None, refusal.messages)
        row.event.refresh_from_db()
        return False
    facts = {"event": row.event, "number": edition.number}
    admin.log_change(request, row.event, _("Published version %(number)d.") % facts)
    messages.success(request, _("%(event)s: published version %(number)d.") % facts)
    return True
