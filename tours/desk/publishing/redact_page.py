"""The desk's page on which an operator removes a text or a person from every version of an event."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.visitors import signed_in
from tours.desk.finding import event_or_404
from tours.editions.redaction.asking import RedactionForm, places_of, warning_of_what_is_shared
from tours.editions.redaction.redacting import Found
from tours.models import Event

LOOK = "look"
"""The button that asks where it stands, and removes nothing."""
WORD = gettext_lazy("redact")


class ConfirmedForm(RedactionForm):
    """Once it was shown where it stands, a typed word confirms that it goes."""

    typed = forms.CharField(
        label=gettext_lazy("Type “redact” to confirm"), max_length=20, required=False, widget=forms.TextInput
    )

    def confirm(self) -> bool:
        """Whether the word was typed. Otherwise the form says so."""
        if self.cleaned_data["typed"].strip().casefold() == str(WORD).casefold():
            return True
        self.add_error("typed", _("This cannot be undone. Type “%(word)s” to confirm.") % {"word": WORD})
        return False


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def redact(request: HttpRequest, uid: object) -> HttpResponse:
    """Shows the form; then where it stands that is to be removed; then removes it. For operators, as in the administration."""
    event = event_or_404(request, uid)
    if not signed_in(request).is_operator:
        raise PermissionDenied
    form = ConfirmedForm(request.POST if request.method == "POST" else None, event=event)
    found = form.found() if form.is_valid() else None
    if found and LOOK not in request.POST and form.confirm() and _redacted(request, form):
        _tell(request, event, form, found)
        return redirect("tours:desk_versions", event.uid)
    context = {"event": event, **_context(form, found)}
    return render(request, "tours/publishing/redact.html", context, status=400 if form.errors else 200)


def _redacted(request: HttpRequest, form: ConfirmedForm) -> bool:
    return bool(form.redact(by=signed_in(request), expected=request.POST.get("found", "")))


def _tell(request: HttpRequest, event: Event, form: ConfirmedForm, found: Found) -> None:
    messages.success(request, _("Redacted %(where)s.") % {"where": places_of(found)})
    if warning := warning_of_what_is_shared(event, form.cleaned_data["text"]):
        messages.warning(request, warning)


def _context(form: ConfirmedForm, found: Found | None) -> dict[str, Any]:
    if not found:
        del form.fields["typed"]
        return {"form": form, "found": None}
    return {"form": form, "found": found, "found_places": places_of(found)}
