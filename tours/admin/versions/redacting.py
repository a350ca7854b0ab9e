"""The page on which an operator removes a text or a person from every version of an event."""

from typing import Any

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.contrib.admin.widgets import AdminTextareaWidget
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from accounts.visitors import signed_in
from tours.admin.base import WIDE
from tours.editions.redaction.asking import RedactionForm, places_of, warning_of_what_is_shared
from tours.editions.redaction.redacting import Found
from tours.models import Event

LOOK = "look"
"""The button that asks where it stands, and removes nothing."""


class WideForm(RedactionForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].widget = AdminTextareaWidget(attrs={"rows": 3})
        self.fields["reason"].widget = WIDE


def redact_page(admin: "ModelAdmin[Any]", request: HttpRequest, event: Event) -> HttpResponse | None:
    """Shows the form; then where it stands that is to be removed; then removes it. Returns None once it is done."""
    form = WideForm(request.POST if request.method == "POST" else None, event=event)
    found = None
    if form.is_valid():
        found = form.found()
        if found and LOOK not in request.POST:
            redactions = form.redact(by=signed_in(request), expected=request.POST.get("found"))
            if redactions:
                _report(admin, request, event, found)
                if warning := warning_of_what_is_shared(event, form.cleaned_data["text"]):
                    messages.warning(request, warning)
                return None
    context = {
        **admin.admin_site.each_context(request),
        "title": _("Redact"),
        "opts": admin.opts,
        "event": event,
        "form": form,
        "found": found,
        "found_places": places_of(found) if found else "",
    }
    return TemplateResponse(request, "admin/tours/redact.html", context)


def _report(admin: "ModelAdmin[Any]", request: HttpRequest, event: Event, found: Found) -> None:
    done = _("Redacted %(where)s.") % {"where": places_of(found)}
    admin.log_change(request, event, done)
    messages.success(request, done)
