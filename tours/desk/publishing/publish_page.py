"""The desk's page that publishes an event: what will be, for whom, what the checks say, and the form."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.visitors import signed_in
from tours.agenda.changes.comparing import compare
from tours.agenda.changes.in_place import in_place
from tours.checks.checking import by_weight, weighing
from tours.checks.findings import Finding, Weight
from tours.checks.of_event import findings_in
from tours.desk.audiences import level_asked_for, tabs, view_of
from tours.desk.finding import event_or_404, reads_names
from tours.desk.publishing.publish_form import PublishForm
from tours.editions.preview import Preview, preview
from tours.models import Edition, Event
from tours.vocabulary import Level


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: HttpRequest, uid: object) -> HttpResponse:
    """Shows what would be published on GET, to all who read the event, and publishes on POST."""
    event = event_or_404(request, uid)
    if request.method == "POST" and not event.changes_facts:
        raise PermissionDenied
    try:
        level = level_asked_for(request.GET)
    except ValidationError as error:
        return render(request, "400.html", {"message": error.message}, status=400)
    shown = preview(event)
    found = findings_in(shown, event, tells_names=reads_names(event))
    form = PublishForm(request.POST if request.method == "POST" else None, shown=shown, found=found)
    refusals: list[str] = []
    if form.is_valid():
        edition, refusals = _published(request, event, form)
        if edition:
            return _told(request, event, edition)
        shown = preview(event)
        found = findings_in(shown, event, tells_names=reads_names(event))
        form = _anew(form, shown, found)
    context = _context(event, shown, found, level) | {"form": form, "refusals": refusals}
    return render(request, "tours/publishing/publish.html", context, status=400 if refusals or form.errors else 200)


def _published(request: HttpRequest, event: Event, form: PublishForm) -> tuple[Edition | None, list[str]]:
    """The edition, or none and why not."""
    try:
        return form.publish(event, by=signed_in(request)), []
    except ValidationError as refusal:
        return None, refusal.messages


def _told(request: HttpRequest, event: Event, edition: Edition) -> HttpResponse:
    facts = {"number": edition.number}
    messages.success(request, _("Version %(number)d is published. Page, PDF and calendars show it now.") % facts)
    return redirect("tours:desk_publish", event.uid)


def _anew(refused: PublishForm, shown: Preview, found: list[Finding]) -> PublishForm:
    """The form for what is shown now, with what was typed. What the checks ask about has to be seen and confirmed once
    more.
    """
    form = PublishForm(shown=shown, found=found)
    form.initial.update({name: refused.cleaned_data.get(name) for name in ("note", "small")})
    return form


def _context(event: Any, shown: Preview, found: list[Finding], level: Level) -> dict[str, Any]:
    after, before = view_of(shown.agenda, level), view_of(shown.published, level)
    changes = compare(before, after) if before and after else None
    return {
        "event": event,
        "preview": shown,
        "weighed": by_weight(found),
        "stops": bool(weighing(found, Weight.STOPS)),
        "tabs": tabs(level),
        "level": level,
        "view": after,
        "is_new_to_them": before is None,
        "brings": {"changes": changes} if changes else None,
        "days": in_place(after, changes) if after else [],
    }
