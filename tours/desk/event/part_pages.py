"""The desk's pages of the lists of an event: each shows its rows, and adds, changes, moves and deletes one."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.stale_forms.sent_forms import sent_form
from accounts.stale_forms.shown_rows import SHOWN, tag_of_rows
from accounts.stale_forms.transactions import sent_as_a_whole
from tours.desk.event.parts import KINDS, Kind
from tours.desk.finding import RIGHTS, event_or_404, event_to_change
from tours.desk.forms.refusals import show_refusal
from tours.editions.publishing import locked
from tours.editions.tags import CHANGED, refuse_unseen
from tours.record.event_parts import delete_part, move_part, save_part

UP, DOWN = "up", "down"
PLACES = {UP: -1, DOWN: 1}


@require_http_methods(["GET", "HEAD", "POST"])
def parts(request: HttpRequest, uid: str, name: str) -> HttpResponse:
    """Lists the rows on GET, with the form of a new one for those who may add it. Adds it on POST."""
    kind, event = _kind_or_404(name), event_or_404(request, uid)
    may_change = getattr(event, RIGHTS[kind.power])
    if request.method == "POST" and not may_change:
        raise PermissionDenied
    form = kind.form(*_sent(request), part=kind.model(event=event)) if may_change else None
    if form and form.is_valid() and (part := _saved(form)):
        messages.success(request, _("“%(part)s” is added.") % {"part": part})
        return redirect("tours:desk_parts", event.uid, name)
    return _list(request, event, name, form)


@require_http_methods(["GET", "HEAD", "POST"])
@sent_as_a_whole
def part(request: HttpRequest, uid: str, name: str, key: int) -> HttpResponse:
    """Shows the form of a row on GET and changes the row on POST, while the event is locked."""
    kind = _kind_or_404(name)
    event = event_to_change(request, uid, kind.power)
    if request.method == "POST":
        locked(event)
    row = kind.rows(event).filter(pk=key).first()
    if row is None:
        return _as_new(request, event, name)
    form = sent_form(request, lambda data, files: kind.form(data, files, part=row))
    if form.is_valid() and _saved(form):
        messages.success(request, _("“%(part)s” is changed.") % {"part": row})
        return redirect("tours:desk_parts", event.uid, name)
    context = {"event": event, "name": name, "kind": kind, "part": kind.rows(event).get(pk=key), "form": form}
    return render(request, "tours/event/part.html", context, status=400 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: HttpRequest, uid: str, name: str, key: int) -> HttpResponse:
    """Asks on GET and deletes on POST, unless the row was changed in between."""
    kind = _kind_or_404(name)
    event = event_to_change(request, uid, kind.power)
    if request.method != "POST":
        row = get_object_or_404(kind.rows(event), pk=key)
        context = {"event": event, "name": name, "kind": kind, "part": row, "shown": tag_of_rows(row)}
        return render(request, "tours/event/part_delete.html", context)
    try:
        with transaction.atomic():
            locked(event)
            row = get_object_or_404(kind.rows(event), pk=key)
            refuse_unseen(tag_of_rows(row), request.POST.get(SHOWN))
            delete_part(row)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return redirect(request.path) if refusal.code == CHANGED else redirect("tours:desk_parts", event.uid, name)
    messages.success(request, _("“%(part)s” is deleted.") % {"part": row})
    return redirect("tours:desk_parts", event.uid, name)


@require_POST
def move(request: HttpRequest, uid: str, name: str, key: int) -> HttpResponse:
    """Moves a row one place up or down in its list."""
    kind = _kind_or_404(name)
    event = event_to_change(request, uid, kind.power)
    row = get_object_or_404(kind.rows(event), pk=key)
    if kind.is_ordered and (places := PLACES.get(request.POST.get("to", ""))):
        move_part(row, places)
    return redirect("tours:desk_parts", event.uid, name)


def _kind_or_404(name: str) -> Kind:
    if name not in KINDS:
        raise Http404
    return KINDS[name]


def _sent(request: HttpRequest) -> tuple[Any, Any]:
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def _list(request: HttpRequest, event: Any, name: str, form: Any) -> HttpResponse:
    kind = KINDS[name]
    context = {
        "event": event,
        "name": name,
        "kind": kind,
        "kinds": KINDS,
        "lines": [(row, kind.details(row)) for row in kind.rows(event)],
        "form": form,
    }
    return render(request, "tours/event/parts.html", context, status=400 if form and form.errors else 200)


def _as_new(request: HttpRequest, event: Any, name: str) -> HttpResponse:
    """The form of a new row, with what was typed for a row that a colleague deleted."""
    if request.method != "POST":
        raise Http404
    kind = KINDS[name]
    form = kind.form(request.POST, request.FILES, part=kind.model(event=event))
    form.full_clean()
    words = _(
        "Nothing is saved: this was deleted since you opened it. What you typed stands below, and can be added anew."
    )
    form.add_error(None, words)
    return _list(request, event, name, form)


def _saved(form: Any) -> Any:
    """The row, with what was made for it; None where it is refused, and nothing is."""
    try:
        with transaction.atomic():
            filled = form.filled()
            save_part(filled)
    except ValidationError as refusal:
        show_refusal(form, refusal)
        return None
    return filled
