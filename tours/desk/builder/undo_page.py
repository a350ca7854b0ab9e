"""Undoes the last step, or does again what was undone. What would be lost with it is shown first."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.visitors import signed_in
from tours.desk.builder.days import steps_of
from tours.desk.builder.items.item_page import back_to
from tours.desk.finding import event_to_edit
from tours.editions.publishing import locked
from tours.models import Event
from tours.record.undoing.undoing import EDITED_SINCE, redo, to_redo, to_undo, undo

VERBS: dict[str, Any] = {"undo": (undo, to_undo), "redo": (redo, to_redo)}


@require_http_methods(["GET", "HEAD", "POST"])
def step_back(request: HttpRequest, uid: UUID, verb: str) -> HttpResponse:
    """POST takes back the step that was shown, and no other. Where that would lose later edits, the page asks first."""
    event = event_to_edit(request, uid)
    if request.method != "POST":
        return _page(request, event, verb)
    try:
        with transaction.atomic():
            lost = _done(request, locked(event), verb)
    except ValidationError as refusal:
        if getattr(refusal, "code", None) == EDITED_SINCE and "shown" not in request.POST:
            return redirect(f"tours:desk_{verb}", event.uid)
        return _page(request, event, verb, refusal.messages)
    messages.success(request, _("The step is undone.") if verb == "undo" else _("The step is done again."))
    for sentence in lost:
        messages.warning(request, sentence)
    return back_to(event)


def _done(request: HttpRequest, event: Event, verb: str) -> list[str]:
    """Undoes or does again, and returns what was lost. With the number of a step, it takes only that step. With the
    tag of what was shown, it also takes back what was edited since.
    """
    act, user = VERBS[verb][0], signed_in(request)
    shown = request.POST.get("shown")
    if shown is not None:
        lost: list[str] = act(event, by=user, anyway=True, expected=shown)
        return lost
    steps = steps_of(event)
    step = steps.last if verb == "undo" else steps.undone
    if step is not None and str(step.number) != request.POST.get("step", str(step.number)):
        raise ValidationError(
            _("Nothing is done: somebody took another step meanwhile. Look at that step below, and confirm again.")
        )
    return list(act(event, by=user))


def _page(request: HttpRequest, event: Event, verb: str, refusals: list[str] | None = None) -> HttpResponse:
    context = {"event": event, "verb": verb, "offer": VERBS[verb][1](event), "refusals": refusals or []}
    return render(request, "tours/builder/undo.html", context, status=400 if refusals else 200)
