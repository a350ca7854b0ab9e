"""The form of one item: in place of its row, or on a page of its own; and what the row becomes."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.stale_forms.sent_forms import sent_form
from accounts.visitors import asks_for_part, signed_in
from tours.desk.builder.clashes import asks_anew
from tours.desk.builder.days import Steps, offered, shown_items
from tours.desk.builder.finding import item_or_404, refuse
from tours.desk.builder.items.item_form import ItemForm
from tours.desk.finding import event_or_404, event_to_edit
from tours.models import AgendaItem, Event
from tours.record.building.one_item import item_to_change, take_for_edit

LISTS = frozenset({"people", "groups", "track", "place"})
"""Fields of which the row shows what stands in other rows."""


@require_http_methods(["GET", "HEAD", "POST"])
def item(request: HttpRequest, uid: UUID, item: UUID) -> HttpResponse:
    """Shows the form, and saves it on POST. In place, what was saved is answered with the row."""
    if request.method != "POST":
        event = event_to_edit(request, uid)
        return _page(request, _form(request, _there(uid, item)), event)
    with transaction.atomic():
        if not take_for_edit(uid, by=signed_in(request)):
            refuse(request, uid)
        form = _form(request, _there(uid, item))
        is_saved = form.is_valid() and form.save()
        if form.step is None:
            transaction.set_rollback(True)
    return _saved(request, form) if is_saved else _page(request, form, status=400)


@require_safe
def row(request: HttpRequest, uid: UUID, item: UUID) -> HttpResponse:
    """The row as it stands, for a user who leaves its form without saving."""
    event = event_or_404(request, uid)
    return render(
        request,
        "tours/builder/_row.html",
        {"event": event, "item": item_or_404(event, item), "edits": event.edits_agenda, "is_focused": True},
    )


def back_to(event: Event, at: AgendaItem | date | None = None) -> HttpResponse:
    """Leads back to the agenda, to the item or the day that the user worked on."""
    place = f"item-{at.uid}" if isinstance(at, AgendaItem) else f"day-{at:%Y-%m-%d}" if at else None
    return redirect(reverse("tours:desk_agenda", args=[event.uid], fragment=place))


def _there(uid: UUID, item: UUID) -> AgendaItem:
    row = item_to_change(uid, item)
    if row is None:
        raise Http404
    return row


def _form(request: HttpRequest, row: AgendaItem) -> ItemForm:
    user = signed_in(request)
    return sent_form(request, lambda data, files: ItemForm(data, files, item=row, user=user))


def _page(request: HttpRequest, form: ItemForm, event: Event | None = None, status: int = 200) -> HttpResponse:
    in_place = asks_for_part(request)
    event = event or (form.item.event if in_place else event_to_edit(request, form.item.event.uid))
    context = {"event": event, "item": form.item, "form": form}
    if in_place:
        form.fields["title"].widget.attrs["autofocus"] = True
    else:
        context |= offered(event)
    template = "tours/builder/_editing.html" if in_place else "tours/builder/item.html"
    return render(request, template, context, status=status)


def _saved(request: HttpRequest, form: ItemForm) -> HttpResponse:
    event, row = form.item.event, form.item
    if not asks_for_part(request):
        messages.success(request, _("“%(title)s” is saved.") % {"title": row.title})
        return back_to(event, row)
    if not LISTS.isdisjoint(form.changed_data):
        row = shown_items(event).get(pk=row.pk)
    steps = Steps(form.step, None) if form.step else None
    context = {"event": event, "item": row, "edits": True, "steps": steps}
    return asks_anew(render(request, "tours/builder/_saved.html", context))
